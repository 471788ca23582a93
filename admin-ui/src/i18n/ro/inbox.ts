export const inbox = {
  title: 'De făcut',
  hello: 'Bun venit, %{name}',
  mine: { title: 'De lucrat', help: 'Jaloane de care răspundeți, cele întârziate întâi.' },
  approve: { title: 'De aprobat', help: 'Depuse de altcineva; așteaptă hotărârea dumneavoastră.' },
  prepare: { title: 'De pregătit', help: 'Încă nu s-au deschis, dar dovezile se pot strânge de pe acum.' },
  money: {
    title: 'Despre bani',
    help: 'Ce așteaptă echipa sau primăria la o campanie ori la dublarea sumei.',
    what: {
      lines: {
        one: 'Hotărâți %{count} linie din extrasele de cont',
        few: 'Hotărâți %{count} linii din extrasele de cont',
        other: 'Hotărâți %{count} de linii din extrasele de cont',
      },
      sum: 'Publicați suma strânsă',
      decide: 'Înregistrați hotărârea consiliului local',
      contract: 'Înregistrați contractul',
      release: 'Eliberați plata',
      'second-release': 'Confirmați plata, ca a doua persoană',
      repay: 'Restituiți primăriei diferența',
    },
  },
  task: {
    submit: 'Completați și depuneți',
    approve: 'Aprobați sau returnați',
    prepare: 'Pregătiți',
  },
  noneWaits: 'Nimic nu vă așteaptă acum.',
  submittedBy: 'depus de %{name}',
  nothing: {
    title: 'Nu aveți nimic de făcut acum',
    help: 'Când se deschide un jalon de care răspundeți sau când cineva depune ceva spre aprobare, apare aici și primiți un e-mail.',
    link: 'Vedeți proiectele',
  },
  count: {
    one: '%{count} lucru vă așteaptă',
    few: '%{count} lucruri vă așteaptă',
    other: '%{count} de lucruri vă așteaptă',
  },
  lateCount: {
    one: '%{count} este întârziat',
    few: '%{count} sunt întârziate',
    other: '%{count} sunt întârziate',
  },
};
