/** Who gives, and what of them is published (R22, R28). */
export const donors = {
  name: 'Donator |||| Donatori |||| Donatori',
  about:
    'Date personale: le vede numai echipa. Public apare numai ce a ales donatorul; fiecare consultare a listei rămâne în istoric.',
  empty: 'Niciun donator încă',
  emptyHelp:
    'Donatorii apar când înregistrați o donație sau o promisiune cu nume, sau când cineva promite pe pagina publică.',
  unnamed: 'fără nume',
  anonymous: 'Donator anonim',
  search: 'Căutați după nume',
  entries: { one: '%{count} înregistrare', few: '%{count} înregistrări', other: '%{count} de înregistrări' },
  publishedAs: 'se publică: %{shown}',
  erasedOn: 'date șterse pe %{day}',
  toEntries: 'Înregistrările lui',
  notYours: 'Donatorii îi vede echipa de implementare',
  notYoursHelp: 'Sumele și ce se publică despre donatori se văd în registrul campaniei.',
  kind: { person: 'persoană', organisation: 'organizație' },
  shown: { anonymous: 'anonim', initials: 'cu inițialele', name: 'cu numele' },
  fields: { kind: 'Cine este', name: 'Numele', email: 'E-mail', locale: 'Limba mesajelor', shown: 'Cum apare public' },
  help: {
    email: 'Pentru confirmarea donației și pentru reamintirea promisiunii.',
    shown: 'Numele apare public numai dacă donatorul a ales așa (R22).',
  },
  filter: { label: 'Datele', kept: 'păstrate', erased: 'șterse' },
  giver: {
    title: 'Cine dă',
    mode: { unnamed: 'nu se știe sau nu vrea să fie notat', known: 'un donator cunoscut', new: 'un donator nou' },
    search: 'Donatorul',
    none: 'Niciun donator cu acest nume.',
  },
  edit: {
    action: 'Modificați',
    of: 'Modificați: %{name}',
    title: 'Modificați donatorul',
    explain: 'Se schimbă fișa lui și ce se publică de acum înainte.',
    confirm: 'Salvați',
    empty: 'Scrieți numele sau adresa de e-mail. Ca să nu mai rămână nimic, folosiți „Ștergeți datele”.',
    done: 'Donatorul a fost salvat.',
  },
  erase: {
    action: 'Ștergeți datele',
    of: 'Ștergeți datele: %{name}',
    title: 'Ștergeți datele donatorului',
    explain:
      'Numele și adresa de e-mail se șterg definitiv (R28). Sumele lui rămân în registru și în total, dar apar ca „Donator anonim”, și public. Nu mai primește mesaje; promisiunile neplătite rămân fără reamintiri. Nu se poate reveni.',
    confirm: 'Ștergeți definitiv',
    done: 'Datele donatorului au fost șterse.',
  },
};
