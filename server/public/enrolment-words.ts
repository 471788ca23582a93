/** The words of the public pages about a course or a visit. */
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { plural } from '../../domain/locale.ts';

export const WORDS = {
  ro: {
    when: 'Când',
    where: 'Unde',
    trainers: 'Formator',
    hosts: 'Gazdă',
    moderator: 'Moderează',
    places: 'Locuri',
    free: (count: number) => plural(count, 'ro', { one: 'loc liber', few: 'locuri libere', other: 'de locuri libere' }),
    unlimited: 'fără limită',
    full: 'Toate locurile sunt ocupate: vă puteți înscrie pe lista de așteptare.',
    closed: 'Înscrierile s-au încheiat.',
    noEnrolment: 'Nu este nevoie de înscriere.',
    cancelled: 'Nu mai are loc.',
    enrol: 'Înscrieți-vă',
    send: 'Trimit înscrierea',
    join: 'Trimit, pe lista de așteptare',
    required: 'obligatoriu',
    optional: 'opțional',
    choose: 'Alegeți',
    birthHint: 'De exemplu 31.12.1990',
    emailHint: 'Aici primiți linkul de confirmare și invitația.',
    privacy:
      'Datele intră în registru abia după ce confirmați din e-mail. Nu scrieți codul numeric personal (CNP) nicăieri.',
    faults: (count: number) =>
      `${plural(count, 'ro', { one: 'câmp trebuie corectat', few: 'câmpuri trebuie corectate', other: 'de câmpuri trebuie corectate' })}. Ce ați scris s-a păstrat.`,
    sentTitle: 'Mai este un pas',
    sent: (email: string) =>
      `Am trimis un mesaj la ${email}. Deschideți-l și confirmați înscrierea în cel mult 48 de ore.`,
    sentHint: 'Dacă nu ajunge în câteva minute, căutați-l în „Spam” sau trimiteți din nou formularul.',
    confirmTitle: 'Confirmați înscrierea',
    confirmNote: 'Apăsați butonul ca să vă înscrieți. Datele trimise intră atunci în registrul participanților.',
    confirm: 'Confirm înscrierea',
    unknownTitle: 'Linkul nu mai este valabil',
    unknown:
      'A expirat sau nu este întreg. Deschideți-l din nou din mesaj; dacă nici așa nu merge, completați din nou formularul.',
    expiredTitle: 'Linkul a expirat',
    expired:
      'Au trecut cele 48 de ore în care puteați confirma, așa că nu s-a păstrat nimic în registru. Completați din nou formularul și primiți alt link.',
    again: 'Înapoi la formular',
    unsent:
      'Mesajul de confirmare nu a putut fi trimis acum. Ce ați scris s-a păstrat mai jos: încercați din nou peste câteva minute.',
    enrolledTitle: 'Înscrierea este confirmată',
    enrolled:
      'Invitația, cu datele pentru calendar și cu pagina dumneavoastră, vine pe e-mail; dacă registrul are altă adresă a dumneavoastră, acolo.',
    waitingTitle: 'Sunteți pe lista de așteptare',
    waiting: 'Dacă se eliberează un loc, vă scriem pe e-mail.',
    state: {
      enrolled: 'Aveți loc.',
      waiting: 'Sunteți pe lista de așteptare. Dacă se eliberează un loc, vă scriem.',
      withdrawn: 'V-ați retras. Dacă vă răzgândiți, scrieți organizatorilor.',
    },
    codeTitle: 'Codul dumneavoastră',
    codeHint: 'Arătați-l la intrare: cine ține evidența îl scanează și vă notează prezența.',
    code: 'Codul în litere',
    leave: 'Nu mai pot veni',
    leaveTitle: 'Vă retrageți?',
    leaveNote: 'Locul dumneavoastră merge la următorul de pe lista de așteptare.',
    leaveSure: 'Da, mă retrag',
    stay: 'Înapoi',
  },
  en: {
    when: 'When',
    where: 'Where',
    trainers: 'Trainer',
    hosts: 'Host',
    moderator: 'Led by',
    places: 'Places',
    free: (count: number) => plural(count, 'en', { one: 'free place', other: 'free places' }),
    unlimited: 'no limit',
    full: 'All places are taken: you can enrol on the waiting list.',
    closed: 'Enrolment is closed.',
    noEnrolment: 'No enrolment is needed.',
    cancelled: 'It does not take place.',
    enrol: 'Enrol',
    send: 'Send my enrolment',
    join: 'Send, for the waiting list',
    required: 'required',
    optional: 'optional',
    choose: 'Choose',
    birthHint: 'For example 31.12.1990',
    emailHint: 'The link to confirm and the invitation are sent there.',
    privacy:
      'Your data enter the register only after you confirm from your e-mail. Do not write a national identity number (CNP) anywhere.',
    faults: (count: number) =>
      `${plural(count, 'en', { one: 'field needs correcting', other: 'fields need correcting' })}. What you wrote is kept.`,
    sentTitle: 'One more step',
    sent: (email: string) => `We sent a message to ${email}. Open it and confirm your enrolment within 48 hours.`,
    sentHint: 'If it does not arrive in a few minutes, look under spam, or send the form again.',
    confirmTitle: 'Confirm your enrolment',
    confirmNote: 'Press the button to enrol. The data that you sent enter the register of participants then.',
    confirm: 'Confirm the enrolment',
    unknownTitle: 'The link is no longer valid',
    unknown:
      'It has expired or is incomplete. Open it again from the message; if that does not help, fill in the form again.',
    expiredTitle: 'The link has expired',
    expired:
      'The 48 hours in which you could confirm are over, so nothing was kept in the register. Fill in the form again and you get another link.',
    again: 'Back to the form',
    unsent: 'The message to confirm could not be sent now. What you wrote is kept below: try again in a few minutes.',
    enrolledTitle: 'Your enrolment is confirmed',
    enrolled:
      'The invitation, with the dates for your calendar and your page, comes by e-mail; if the register has another address of yours, to that one.',
    waitingTitle: 'You are on the waiting list',
    waiting: 'If a place becomes free, we write to you.',
    state: {
      enrolled: 'You have a place.',
      waiting: 'You are on the waiting list. If a place becomes free, we write to you.',
      withdrawn: 'You have withdrawn. If you change your mind, write to the organisers.',
    },
    codeTitle: 'Your code',
    codeHint: 'Show it at the door: whoever keeps the list scans it and marks you as present.',
    code: 'The code in letters',
    leave: 'I cannot come',
    leaveTitle: 'Withdraw?',
    leaveNote: 'Your place goes to the next on the waiting list.',
    leaveSure: 'Yes, withdraw',
    stay: 'Back',
  },
} as const;

export const FIELD_TITLES: Readonly<Record<string, LocalText>> = {
  familyName: { ro: 'Numele de familie', en: 'Family name' },
  givenName: { ro: 'Prenumele', en: 'Given name' },
  birthDate: { ro: 'Data nașterii', en: 'Date of birth' },
  email: { ro: 'E-mail', en: 'E-mail' },
  phone: { ro: 'Telefon', en: 'Telephone' },
};

export type PageWords = (typeof WORDS)[Locale];
