export const organisations = {
  name: 'Organizație |||| Organizații |||| Organizații',
  fields: { name: 'Numele', email: 'Adresa de e-mail', phone: 'Telefonul', note: 'Notă' },
  createTitle: 'Organizație nouă',
  editTitle: 'Modificați organizația: %{name}',
  explain: 'Organizația din care vin participanții: o asociație, o instituție, o firmă.',
  create: 'Adăugați organizația',
  addNamed: 'Adăugați „%{name}”',
  fieldHelp: 'Scrieți câteva litere și alegeți; dacă lipsește, alegeți „Adăugați”.',
  none: 'Nu s-a găsit nicio organizație',
  search: 'Căutați o organizație',
  empty: 'Nu există încă nicio organizație',
  emptyHelp: 'Adăugați una aici sau din fișa unui participant; la import se adaugă singure.',
  emptyReader: 'Organizațiile apar aici când echipa de implementare le adaugă.',
  nobody: 'niciun participant',
  persons: { one: '%{count} participant', few: '%{count} participanți', other: '%{count} de participanți' },
  changed:
    'Între timp altcineva a schimbat organizația. Ce ați scris a rămas; salvați din nou dacă rămâne așa. Acum în registru:',
};
