/** The words of the problems that are not refusals by a rule, in both languages. `{name}` stands for a fact. */
import type { Locale } from '../domain/lifecycle.ts';

interface Words {
  readonly title: string;
  readonly detail: string;
}

export const PROBLEM_WORDS = {
  'not-signed-in': {
    ro: {
      title: 'Nu sunteți autentificat',
      detail: 'Intrați în cont cu o legătură primită prin e-mail sau cu parola.',
    },
    en: { title: 'You are not signed in', detail: 'Sign in with a link sent by e-mail or with your password.' },
  },
  'link-not-valid': {
    ro: {
      title: 'Legătura de autentificare nu mai este valabilă',
      detail: 'A fost folosită deja, a expirat sau este incompletă. Cereți una nouă.',
    },
    en: {
      title: 'This sign-in link is no longer valid',
      detail: 'It has been used already, has expired or is incomplete. Ask for a new one.',
    },
  },
  'wrong-password': {
    ro: {
      title: 'Autentificarea nu a reușit',
      detail: 'Adresa de e-mail sau parola nu este corectă. Puteți cere o legătură de autentificare prin e-mail.',
    },
    en: {
      title: 'Signing in did not work',
      detail: 'The e-mail address or the password is wrong. You can ask for a sign-in link by e-mail.',
    },
  },
  'not-allowed': {
    ro: {
      title: 'Nu aveți dreptul la această acțiune',
      detail: 'Rolul dumneavoastră nu o permite. Adresați-vă managerului de proiect.',
    },
    en: { title: 'You may not do this', detail: 'Your role does not allow it. Turn to the project manager.' },
  },
  'foreign-origin': {
    ro: {
      title: 'Cerere trimisă de pe alt site',
      detail: 'Modificările se acceptă numai din pagina acestei instalări. Deschideți adresa {origin}.',
    },
    en: {
      title: 'Request from another site',
      detail: 'Changes are taken only from this installation’s own page. Open {origin}.',
    },
  },
  'not-found': {
    ro: { title: 'Nu există', detail: 'La această adresă nu se află nimic la care aveți acces.' },
    en: { title: 'Not found', detail: 'There is nothing at this address that you have access to.' },
  },
  'no-preview': {
    ro: {
      title: 'Fișierul nu are previzualizare',
      detail: 'Nu s-a putut face o imagine mică din acest fișier. Descărcați-l ca să îl vedeți.',
    },
    en: {
      title: 'The file has no preview',
      detail: 'No small picture could be made of this file. Download it to see it.',
    },
  },
  'method-not-allowed': {
    ro: { title: 'Metodă nepermisă', detail: 'Această adresă acceptă numai: {allow}.' },
    en: { title: 'Method not allowed', detail: 'This address takes only: {allow}.' },
  },
  'query-not-valid': {
    ro: { title: 'Parametru de căutare greșit', detail: 'Parametrul „{parameter}” nu este acceptat: {rule}.' },
    en: { title: 'Query parameter not valid', detail: 'The parameter “{parameter}” is not accepted: {rule}.' },
  },
  'idempotency-key-missing': {
    ro: {
      title: 'Lipsește antetul Idempotency-Key',
      detail:
        'Trimiteți antetul Idempotency-Key cu 8–200 de caractere ASCII vizibile, altele pentru fiecare comandă nouă.',
    },
    en: {
      title: 'The Idempotency-Key header is missing',
      detail: 'Send the header Idempotency-Key with 8–200 visible ASCII characters, new ones for every new command.',
    },
  },
  'idempotency-key-reused': {
    ro: {
      title: 'Idempotency-Key a fost folosit pentru altceva',
      detail: 'Cu această cheie s-a trimis deja o comandă cu alt conținut. Folosiți o cheie nouă.',
    },
    en: {
      title: 'The Idempotency-Key was used for something else',
      detail: 'A command with other content came with this key before. Use a new key.',
    },
  },
  'body-malformed': {
    ro: { title: 'Conținutul cererii nu poate fi citit', detail: 'Cererea este incompletă sau greșit alcătuită.' },
    en: { title: 'The request cannot be read', detail: 'Its body is incomplete or malformed.' },
  },
  'content-type-not-supported': {
    ro: { title: 'Tip de conținut neacceptat', detail: 'Trimiteți conținutul ca {expected}.' },
    en: { title: 'Content type not supported', detail: 'Send the body as {expected}.' },
  },
  'body-too-large': {
    ro: { title: 'Cerere prea mare', detail: 'Conținutul cererii poate avea cel mult {limit}.' },
    en: { title: 'Request too large', detail: 'The body of the request may have at most {limit}.' },
  },
  'file-too-large': {
    ro: {
      title: 'Fișier prea mare',
      detail: 'Un fișier poate avea cel mult {limit}. Micșorați-l sau împărțiți-l în mai multe fișiere.',
    },
    en: {
      title: 'File too large',
      detail: 'A file may have at most {limit}. Make it smaller or split it into several files.',
    },
  },
  'file-refused': {
    ro: { title: 'Fișierul nu poate fi primit', detail: '{reason}' },
    en: { title: 'This file cannot be taken', detail: '{reason}' },
  },
  'fields-not-valid': {
    ro: { title: 'Unele câmpuri trebuie corectate', detail: 'Verificați câmpurile numite și trimiteți din nou.' },
    en: { title: 'Some fields need correcting', detail: 'Check the named fields and send again.' },
  },
  'email-taken': {
    ro: { title: 'Adresa este folosită deja', detail: 'Un alt utilizator are această adresă de e-mail.' },
    en: { title: 'The address is in use', detail: 'Another user has this e-mail address.' },
  },
  'last-administrator': {
    ro: {
      title: 'Trebuie să rămână un administrator',
      detail: 'Este ultimul administrator activ. Numiți mai întâi un altul.',
    },
    en: {
      title: 'One administrator must remain',
      detail: 'This is the last active administrator. Name another one first.',
    },
  },
  'too-many-requests': {
    ro: { title: 'Prea multe încercări', detail: 'Încercați din nou peste {minutes} min.' },
    en: { title: 'Too many attempts', detail: 'Try again in {minutes} min.' },
  },
  'too-many-streams': {
    ro: { title: 'Prea multe ferestre deschise', detail: 'Închideți câteva dintre ferestrele deschise.' },
    en: { title: 'Too many open windows', detail: 'Close some of the open windows.' },
  },
  'database-away': {
    ro: {
      title: 'Serviciul nu este disponibil pentru moment',
      detail: 'Baza de date nu răspunde. Încercați din nou peste câteva secunde, cu aceeași cheie Idempotency-Key.',
    },
    en: {
      title: 'The service is away for a moment',
      detail: 'The database does not answer. Try again in a few seconds, with the same Idempotency-Key.',
    },
  },
  'workflows-away': {
    ro: {
      title: 'Serviciul nu este disponibil pentru moment',
      detail:
        'Comanda a fost înregistrată, dar încă nu a fost hotărâtă. Trimiteți-o din nou cu aceeași cheie Idempotency-Key.',
    },
    en: {
      title: 'The service is away for a moment',
      detail: 'The command is recorded but not yet decided. Send it again with the same Idempotency-Key.',
    },
  },
  'story-lost': {
    ro: {
      title: 'Fluxul acestui jalon nu rulează',
      detail: 'Administratorul îl poate reporni cu comanda „jalon resume”. Comanda dumneavoastră este păstrată.',
    },
    en: {
      title: 'The workflow of this milestone is not running',
      detail: 'The administrator can restart it with “jalon resume”. Your command is kept.',
    },
  },
  'report-not-possible': {
    ro: { title: 'Raportul nu poate fi întocmit acum', detail: 'Încercați din nou peste câteva secunde.' },
    en: { title: 'The report cannot be made now', detail: 'Try again in a few seconds.' },
  },
  internal: {
    ro: {
      title: 'Eroare neașteptată',
      detail: 'S-a produs o eroare în program. A fost înregistrată cu numărul cererii (X-Request-Id).',
    },
    en: {
      title: 'Unexpected error',
      detail: 'Something went wrong in the program. It was logged under the request’s number (X-Request-Id).',
    },
  },
} as const satisfies Record<string, Record<Locale, Words>>;

export type ProblemName = keyof typeof PROBLEM_WORDS;
