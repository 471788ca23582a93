export const messages = {
  name: 'Mesaj |||| Mesaje |||| Mesaje',
  fields: {
    to: 'Către',
    eventType: 'Despre',
    state: 'Starea',
    createdAt: 'Scris',
    sentAt: 'Trimis',
  },
  state: {
    pending: 'de trimis',
    sending: 'se trimite',
    sent: 'trimis',
    failed: 'respins',
    unknown: 'nesigur',
  },
  stateMeans: {
    pending: 'Așteaptă să fie predat serverului de e-mail.',
    sending: 'Este pe cale de a fi predat.',
    sent: 'Serverul de e-mail l-a primit.',
    failed: 'Serverul de e-mail l-a refuzat.',
    unknown:
      'Legătura s-a întrerupt după predare: poate a ajuns, poate nu. Se trimite din nou numai dacă hotărâți dumneavoastră.',
  },
  answer: 'Răspunsul serverului',
  attempts: { one: '%{count} încercare', few: '%{count} încercări', other: '%{count} de încercări' },
  resend: {
    action: 'Trimiteți din nou',
    explain: 'Dacă primul a ajuns totuși, persoana îl primește de două ori.',
    done: 'Mesajul va fi trimis din nou.',
  },
  html: 'Așa cum arată',
  text: 'Doar text',
  htmlTitle: 'Mesajul, așa cum arată în e-mail',
  about: 'Jalonul',
  language: 'Limba',
  empty: 'Niciun mesaj încă',
  emptyHelp:
    'Mesajele apar aici când se deschide un jalon, când se apropie un termen sau când cineva depune, returnează ori aprobă.',
  all: 'Toate stările',
};
