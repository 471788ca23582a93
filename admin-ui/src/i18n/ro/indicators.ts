/** What the plan promised in figures, and what was reached. */
export const indicators = {
  title: 'Indicatori',
  about: 'Ce a promis planul în cifre și ce s-a realizat; fiecare cifră duce la ce a fost numărat.',
  open: 'Vedeți indicatorii',
  asOf: 'Cifrele de la %{moment}.',
  targets: {
    one: '%{reached} din %{count} țintă atinsă.',
    few: '%{reached} din %{count} ținte atinse.',
    other: '%{reached} din %{count} de ținte atinse.',
  },
  toMilestone: 'Jalonul %{key}',
  none: 'Planul nu cere indicatori',
  noneHelp: 'Niciun jalon al planului nu are cifre de atins.',
  of: 'din %{target}',
  percent: '%{percent} %',
  notYet: 'Neînregistrat; ținta este %{target}.',
  enough: 'ținta este atinsă',
  lacking: {
    one: 'mai lipsește %{count}',
    few: 'mai lipsesc %{count}',
    other: 'mai lipsesc %{count}',
  },
  frozen: 'cifră înghețată',
  frozenMeans: 'Jalonul a fost depus: cifra nu se mai schimbă, decât dacă este returnat.',
  today: 'Numărat acum:',
  counts: {
    runs: 'Numără Jalon: ce s-a ținut, cu prezența încheiată la toate sesiunile; o consultare se numără numai cu anunțul publicat la timp.',
    attendees:
      'Numără Jalon: persoanele care au fost la cel puțin o consultare ținută, cu fișa completă sau nu. O persoană se numără o singură dată.',
    proposals: 'Numără Jalon: propunerile declarate eligibile.',
    participants:
      'Numără Jalon: persoanele cu fișa completă care au fost prezente la cel puțin o sesiune. O persoană se numără o singură dată.',
    'target-group':
      'Numără Jalon: persoanele din grupul țintă cu fișa completă care au fost prezente la cel puțin o sesiune. O persoană se numără o singură dată.',
    organisations: 'Numără Jalon: organizațiile care au toate dovezile cerute pentru fiecare.',
    staff: 'Înregistrează echipa, la jalon.',
  },
  incomplete: {
    one: '%{count} fișă incompletă nu se numără',
    few: '%{count} fișe incomplete nu se numără',
    other: '%{count} de fișe incomplete nu se numără',
  },
  incompleteToo: {
    one: '%{count} fișă incompletă se numără aici, dar nu și pe categorii',
    few: '%{count} fișe incomplete se numără aici, dar nu și pe categorii',
    other: '%{count} de fișe incomplete se numără aici, dar nu și pe categorii',
  },
  attendances: {
    one: '%{count} prezență în total',
    few: '%{count} prezențe în total',
    other: '%{count} de prezențe în total',
  },
  showRuns: '%{actual}, arătați ce s-a ținut: %{about}',
  showMilestone: '%{actual}, deschideți jalonul: %{about}',
  breakdown: 'Cine sunt: pe categorii, vârstă și celelalte criterii',
  snapshot: {
    title: 'La depunerea raportului final',
    help: 'Cifrele așa cum erau la %{moment}, lângă cele de acum. Cele depuse nu se schimbă niciodată.',
    same: 'De atunci nu s-a schimbat nicio cifră.',
    changed: {
      one: 'De atunci s-a schimbat %{count} cifră.',
      few: 'De atunci s-au schimbat %{count} cifre.',
      other: 'De atunci s-au schimbat %{count} de cifre.',
    },
    indicator: 'Indicatorul',
    submitted: 'La depunere',
    today: 'Acum',
    change: {
      name: 'Ce s-a schimbat',
      same: 'nimic',
      figure: 'cifra: %{difference}',
      breakdown: 'aceeași cifră, altă împărțire',
      gone: 'nu mai este în plan',
      added: 'nu era în plan',
    },
    all: 'Arătați toți indicatorii',
  },
};
