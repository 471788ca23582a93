export const users = {
  name: 'Utilizator |||| Utilizatori |||| Utilizatori',
  fields: {
    name: 'Numele',
    email: 'Adresa de e-mail',
    locale: 'Limba mesajelor',
    isAdmin: 'Administrator',
    disabled: 'Cont oprit',
    createdAt: 'Adăugat',
  },
  help: {
    isAdmin: 'Poate crea proiecte și conturi. Nu devine prin asta membru al vreunui proiect.',
    disabled: 'Nu mai poate intra și nu mai primește mesaje; ce a făcut rămâne în istoric.',
  },
  active: 'activ',
  stopped: 'oprit',
  admin: 'administrator',
  createTitle: 'Utilizator nou',
  link: {
    action: 'Faceți un link de intrare',
    title: 'Link de intrare pentru %{name}',
    explain:
      'Linkul se arată o singură dată, aici. Oricine îl are poate intra o dată în numele acestei persoane: trimiteți-l doar ei.',
    expires: 'Valabil până la %{moment}.',
  },
};
