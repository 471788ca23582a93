/** The participant register: its page, its figures, imports. */
export const register = {
  title: 'Registrul participanților',
  menu: 'Participanți',
  path: 'Locul paginii',
  open: 'Deschideți registrul',
  about: 'Cine participă la proiect: o singură fișă de persoană, oricâte activități are.',
  add: 'Adăugați o persoană',
  export: 'Descărcați registrul (XLSX)',
  closed: {
    title: 'Registrul nu este deschis pentru dumneavoastră',
    read: 'Registrul cuprinde date personale: îl văd echipa de implementare, managerul și auditorul proiectului.',
    write: 'În registru scriu echipa de implementare și managerul proiectului, cât timp proiectul este în derulare.',
  },
  empty: {
    title: 'Nu există încă niciun participant',
    help: 'Adăugați o persoană sau importați lista pe care o aveți deja (XLSX sau CSV). La import vedeți întâi ce s-ar scrie, apoi hotărâți.',
    reader: 'Echipa de implementare adaugă participanții; ei apar aici de îndată.',
  },
  summary: {
    title: 'Registrul în cifre',
    help: 'În indicatori intră doar fișele complete. Persoanele anonimizate rămân numărate.',
    total: {
      one: '%{count} persoană în registru',
      few: '%{count} persoane în registru',
      other: '%{count} de persoane în registru',
    },
    allComplete: 'Toate fișele sunt complete.',
    incomplete: {
      one: '%{count} fișă este incompletă și nu intră în indicatori.',
      few: '%{count} fișe sunt incomplete și nu intră în indicatori.',
      other: '%{count} de fișe sunt incomplete și nu intră în indicatori.',
    },
    showIncomplete: 'Arătați fișele incomplete',
    erased: {
      one: '%{count} persoană a fost anonimizată; rămâne numărată.',
      few: '%{count} persoane au fost anonimizate; rămân numărate.',
      other: '%{count} de persoane au fost anonimizate; rămân numărate.',
    },
    organisations: { one: '%{count} organizație', few: '%{count} organizații', other: '%{count} de organizații' },
    category: 'Grupul țintă',
    persons: 'Persoane',
    target: 'Față de plan',
    ofTarget: 'din %{target}',
    showPersons: '%{persons}, arătați persoanele: %{about}',
    outside: 'nu se cere un număr',
    reached: 'numărul cerut este atins',
    lacking: {
      one: 'mai lipsește %{count} persoană',
      few: 'mai lipsesc %{count} persoane',
      other: 'mai lipsesc %{count} de persoane',
    },
    andIncomplete: {
      one: 'și %{count} fișă incompletă',
      few: 'și %{count} fișe incomplete',
      other: 'și %{count} de fișe incomplete',
    },
    ageGroup: 'Grupa de vârstă',
  },
  list: {
    title: 'Persoanele',
    search: 'Căutați după nume',
    allCategories: 'Toate categoriile',
    completeness: 'Fișa',
    all: 'Toate fișele',
    complete: 'complete',
    incomplete: 'incomplete',
    since: 'din %{day}',
    narrowed: '%{name}: %{value}',
    presentAt: 'Au fost la',
    otherMilestone: 'alt jalon',
    targetGroup: 'tot grupul țintă',
    noAgeGroup: 'în afara grupelor',
  },
  import: {
    action: 'Importați o listă',
    title: 'Import de participanți',
    previewTitle: 'Import: %{name}',
    template: {
      title: '1. Pregătiți lista',
      help: 'O persoană pe rând, cu titlurile coloanelor în primul rând. Aveți deja o listă? Este destul ca titlurile ei să fie cele de mai jos; ordinea nu contează.',
      action: 'Descărcați modelul (CSV)',
      fileName: 'model-participanti.csv',
      columns:
        'Coloanele: %{columns}. Se cer numele și prenumele; ce mai lipsește se poate completa mai târziu. Zilele se scriu ca 31.12.1990.',
      choices: '%{title}: %{names}',
    },
    file: {
      title: '2. Alegeți fișierul',
      help: 'Fișierul doar se citește: vedeți întâi ce s-ar scrie și abia apoi hotărâți. Nu puneți coduri numerice personale (CNP): fișierul ar fi refuzat.',
    },
    drop: 'Trageți fișierul aici sau',
    choose: 'alegeți fișierul',
    limit: 'XLSX sau CSV, cel mult %{size} și 20.000 de rânduri.',
    fault: {
      kind: 'Nu este un fișier XLSX sau CSV. Deschideți-l în programul de calcul tabelar și salvați-l ca XLSX.',
      tooBig: 'Are %{size}; limita este %{limit}. Împărțiți lista în mai multe fișiere.',
      empty: 'Fișierul este gol.',
    },
    sending: 'se încarcă: %{percent} %',
    reading: 'se citește…',
    nothingYet: 'Nimic nu a fost scris încă în registru. Mai jos este ce s-ar întâmpla cu fiecare rând al fișierului.',
    columns: {
      title: 'Cum au fost citite coloanele',
      readAs: '„%{heading}” → %{field}',
      notRead: '„%{heading}” nu a fost citită',
      unread:
        'Coloane care nu au fost citite: %{headings}. Dacă aveți nevoie de ele, dați-le titlul din model și încărcați din nou fișierul.',
    },
    row: 'rândul %{row}',
    noName: '(fără nume)',
    reason: 'Coloana „%{column}”: %{text}',
    more: {
      one: 'Arătați încă %{count} rând (au rămas %{left})',
      few: 'Arătați încă %{count} rânduri (au rămas %{left})',
      other: 'Arătați încă %{count} de rânduri (au rămas %{left})',
    },
    outcome: {
      new: {
        title: { one: '%{count} persoană nouă', few: '%{count} persoane noi', other: '%{count} de persoane noi' },
        means: 'Se adaugă în registru.',
      },
      matched: {
        title: {
          one: '%{count} rând care repetă o fișă',
          few: '%{count} rânduri care repetă o fișă',
          other: '%{count} de rânduri care repetă o fișă',
        },
        means:
          'Același nume și aceeași zi de naștere ca o fișă din registru sau ca un rând dinainte: nu se adaugă a doua oară; ce lipsește din fișă se completează.',
      },
      doubtful: {
        title: {
          one: '%{count} rând nesigur',
          few: '%{count} rânduri nesigure',
          other: '%{count} de rânduri nesigure',
        },
        means:
          'Seamănă cu o fișă din registru sau cu un rând dinainte. Hotărâți pentru fiecare: persoană nouă sau aceeași persoană.',
      },
      refused: {
        title: {
          one: '%{count} rând refuzat',
          few: '%{count} rânduri refuzate',
          other: '%{count} de rânduri refuzate',
        },
        means: 'Nu se pot scrie așa cum sunt; la fiecare scrie de ce.',
      },
    },
    isPerson: 'este %{name}',
    decide: {
      label: 'Hotărâți pentru rândul %{row}, %{name}',
      new: 'persoană nouă',
      restNew: 'Toate celelalte: persoane noi',
      restSame: 'Toate celelalte: aceleași persoane',
    },
    blocked: {
      one: '%{count} rând este refuzat, de aceea nu se poate scrie nimic: importul este totul sau nimic.',
      few: '%{count} rânduri sunt refuzate, de aceea nu se poate scrie nimic: importul este totul sau nimic.',
      other: '%{count} de rânduri sunt refuzate, de aceea nu se poate scrie nimic: importul este totul sau nimic.',
    },
    wayOut:
      'Corectați în fișier rândurile refuzate sau scoateți-le din el, renunțați la acest import și încărcați fișierul din nou.',
    undecided: {
      one: 'Mai este de hotărât %{count} rând nesigur.',
      few: 'Mai sunt de hotărât %{count} rânduri nesigure.',
      other: 'Mai sunt de hotărât %{count} de rânduri nesigure.',
    },
    willAdd: {
      one: 'Se va adăuga %{count} persoană.',
      few: 'Se vor adăuga %{count} persoane.',
      other: 'Se vor adăuga %{count} de persoane.',
    },
    commit: 'Scrieți în registru',
    dropIt: 'Renunțați la acest import',
    done: {
      one: 'A fost adăugată %{count} persoană.',
      few: 'Au fost adăugate %{count} persoane.',
      other: 'Au fost adăugate %{count} de persoane.',
    },
    dropped: 'S-a renunțat la import; în registru nu s-a schimbat nimic.',
    ended: {
      committed: 'Acest import a fost scris în registru',
      dropped: 'S-a renunțat la acest import',
      help: 'Rândurile lui nu se mai păstrează aici.',
    },
    another: 'Importați alt fișier',
  },
};
