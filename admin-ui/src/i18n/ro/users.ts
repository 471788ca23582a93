export const users = {
  name: 'Utilizator |||| Utilizatori |||| Utilizatori',
  fields: {
    name: 'Numele',
    email: 'Adresa de e-mail',
    locale: 'Limba mesajelor',
    isAdmin: 'Administrator',
    disabled: 'Cont oprit',
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
    action: 'Faceți o legătură de autentificare',
    title: 'Legătură de autentificare pentru %{name}',
    explain:
      'Legătura se arată o singură dată, aici. Oricine o are poate intra o dată în numele acestei persoane: trimiteți-o doar ei.',
    expires: 'Valabilă până la %{moment}.',
  },
};
