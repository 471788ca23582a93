/** The words of the public pages about proposals. */
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { plural } from '../../domain/locale.ts';

export const WORDS = {
  ro: {
    title: 'Propuneri',
    intro:
      'Aici sunt propunerile făcute la consultări și pe această pagină, fiecare cu decizia luată. Cele eligibile pot fi supuse votului comunității.',
    none: 'Nu este încă nicio propunere.',
    make: 'Faceți o propunere',
    closed: 'Acum nu se primesc propuneri.',
    numbered: (number: number) => `Propunerea nr. ${number}`,
    earlier: 'Propunerile dinainte',
    later: 'Propunerile următoare',
    all: 'Toate propunerile',
    state: 'Decizia',
    undecided: 'încă fără decizie',
    reason: 'Motivul',
    author: 'Propusă de',
    meeting: 'Venită de la',
    page: 'pagina publică a proiectului',
    on: 'Înregistrată',
    decided: 'Decisă',
    mergedInto: 'Unită cu',
    merged: 'Cuprinde și',
    splitFrom: 'Parte din',
    parts: 'Împărțită în',
    formTitle: 'Faceți o propunere',
    formIntro:
      'Propunerea se publică pe această pagină după ce o confirmați din e-mail. Vă scriem când se decide dacă poate fi supusă votului.',
    send: 'Trimit propunerea',
    required: 'obligatoriu',
    optional: 'opțional',
    fields: {
      title: 'Pe scurt',
      summary: 'Ce propuneți',
      authorName: 'Numele dumneavoastră',
      authorEmail: 'E-mail',
    },
    hints: {
      title: 'Un titlu, de exemplu „Iluminat public cu senzori pe strada Morii”.',
      summary: 'Ce ar trebui făcut, unde și la ce ajută. Se publică: nu scrieți date personale, nici ale altora.',
      authorEmail: 'Aici primiți linkul de confirmare și decizia. Nu se publică.',
    },
    shown: 'Numele meu poate apărea lângă propunere.',
    consent:
      'Sunt de acord ca propunerea să fie publicată și ca numele și adresa mea de e-mail să fie păstrate pentru a mi se răspunde. Pot cere oricând ștergerea lor.',
    faults: (count: number) =>
      `${plural(count, 'ro', { one: 'câmp trebuie corectat', few: 'câmpuri trebuie corectate', other: 'de câmpuri trebuie corectate' })}. Ce ați scris s-a păstrat.`,
    sentTitle: 'Mai este un pas',
    sent: (email: string) =>
      `Am trimis un mesaj la ${email}. Deschideți-l și confirmați propunerea în cel mult 48 de ore.`,
    sentHint: 'Dacă nu ajunge în câteva minute, căutați-l în „Spam” sau trimiteți din nou formularul.',
    unsent:
      'Mesajul de confirmare nu a putut fi trimis acum. Ce ați scris s-a păstrat mai jos: încercați din nou peste câteva minute.',
    confirmTitle: 'Confirmați propunerea',
    confirmNote: 'Apăsați butonul ca propunerea să fie înregistrată și publicată.',
    confirm: 'Confirm propunerea',
    unknownTitle: 'Linkul nu mai este valabil',
    unknown:
      'A expirat sau nu este întreg. Deschideți-l din nou din mesaj; dacă nici așa nu merge, completați din nou formularul.',
    expiredTitle: 'Linkul a expirat',
    expired:
      'Au trecut cele 48 de ore în care puteați confirma, așa că propunerea nu s-a înregistrat. Completați din nou formularul și primiți alt link.',
    again: 'Înapoi la formular',
    enteredTitle: 'Propunerea este înregistrată',
    entered: (number: number) => `Are numărul ${number}. Vă scriem când se decide dacă poate fi supusă votului.`,
    toProposal: 'Pagina propunerii',
  },
  en: {
    title: 'Proposals',
    intro:
      'These are the proposals made at the consultations and on this page, each with its decision. The community can vote on those that are eligible.',
    none: 'There is no proposal yet.',
    make: 'Make a proposal',
    closed: 'No proposals are taken now.',
    numbered: (number: number) => `Proposal no. ${number}`,
    earlier: 'Proposals before these',
    later: 'Proposals after these',
    all: 'All proposals',
    state: 'Decision',
    undecided: 'not decided yet',
    reason: 'Reason',
    author: 'Proposed by',
    meeting: 'Made at',
    page: 'the public page of the project',
    on: 'Recorded',
    decided: 'Decided',
    mergedInto: 'Merged into',
    merged: 'Covers also',
    splitFrom: 'Part of',
    parts: 'Split into',
    formTitle: 'Make a proposal',
    formIntro:
      'The proposal is published on this page after you confirm it from your e-mail. We write to you when it is decided whether it can be voted on.',
    send: 'Send the proposal',
    required: 'required',
    optional: 'optional',
    fields: { title: 'In short', summary: 'What you propose', authorName: 'Your name', authorEmail: 'E-mail' },
    hints: {
      title: 'A title, for example “Street lighting with sensors in Morii street”.',
      summary:
        'What should be done, where, and what it is good for. It is published: write no personal data, nor anybody else’s.',
      authorEmail: 'The link to confirm and the decision are sent there. It is not published.',
    },
    shown: 'My name may be shown with the proposal.',
    consent:
      'I agree that the proposal is published, and that my name and e-mail address are kept to answer me. I can ask for their erasure at any time.',
    faults: (count: number) =>
      `${plural(count, 'en', { one: 'field needs correcting', other: 'fields need correcting' })}. What you wrote is kept.`,
    sentTitle: 'One more step',
    sent: (email: string) => `We sent a message to ${email}. Open it and confirm your proposal within 48 hours.`,
    sentHint: 'If it does not arrive in a few minutes, look under spam, or send the form again.',
    unsent: 'The message to confirm could not be sent now. What you wrote is kept below: try again in a few minutes.',
    confirmTitle: 'Confirm your proposal',
    confirmNote: 'Press the button to have the proposal recorded and published.',
    confirm: 'Confirm the proposal',
    unknownTitle: 'The link is no longer valid',
    unknown:
      'It has expired or is incomplete. Open it again from the message; if that does not help, fill in the form again.',
    expiredTitle: 'The link has expired',
    expired:
      'The 48 hours in which you could confirm are over, so the proposal was not recorded. Fill in the form again and you get another link.',
    again: 'Back to the form',
    enteredTitle: 'The proposal is recorded',
    entered: (number: number) =>
      `It is number ${number}. We write to you when it is decided whether it can be voted on.`,
    toProposal: 'Page of the proposal',
  },
} as const;

export const CONSENT_NEEDED: LocalText = {
  ro: 'Fără acest acord nu putem primi propunerea: bifați-l dacă sunteți de acord.',
  en: 'Without this consent we cannot take the proposal: tick it if you agree.',
};

export type ProposalWords = (typeof WORDS)[Locale];
