import type { outreach as romanian } from '../ro/outreach.ts';
import type { WordsLike } from '../words.ts';

export const outreach: WordsLike<typeof romanian> = {
  title: 'Organisations informed',
  help: 'An organisation counts as informed when it has all the evidence below: the dated message, and the delivery or the reply.',
  informedOf: {
    one: '%{informed} of %{count} organisation informed',
    few: '%{informed} of %{count} organisations informed',
    other: '%{informed} of %{count} organisations informed',
  },
  informed: {
    one: '%{count} organisation informed',
    few: '%{count} organisations informed',
    other: '%{count} organisations informed',
  },
  doubt: {
    'same-file': 'The same file is the evidence of several organisations: %{names}. Check that each of them confirmed.',
    'same-email': 'The same e-mail address: %{names}. If they are one organisation, it counts once.',
    'similar-name': 'Similar names: %{names}. If they are one organisation, it counts once.',
  },
  organisation: 'Organisation',
  message: 'Message sent from Jalon',
  noMessage: 'not sent',
  notYet: 'has not left yet',
  state: 'Informed',
  yes: 'informed',
  no: 'not yet',
  lacks: 'missing',
  has: { one: '%{count} document', few: '%{count} documents', other: '%{count} documents' },
  add: 'Add',
  addTo: 'Add "%{requirement}" for %{organisation}',
  nobody: 'There is no organisation in the register yet',
  nobodyHelp: 'Add the organisations that you want to inform; they appear here at once.',
  toOrganisations: "The project's organisations",
  write: {
    action: 'Write to the organisations',
    title: 'Write to the organisations',
    explain:
      'Each organisation gets a message of its own, at its address in the register. What is sent stays in the history.',
    to: 'To',
    all: 'Choose all',
    none: 'Choose none',
    written: 'was written to on %{day}',
    unreachable: {
      one: '%{count} organisation has no e-mail address and cannot get the message:',
      few: '%{count} organisations have no e-mail address and cannot get the message:',
      other: '%{count} organisations have no e-mail address and cannot get the message:',
    },
    complete: 'Fill in the address: %{name}',
    subject: 'Subject',
    text: 'Text',
    textHelp:
      "Write no personal data. Greeting, signature and the funder's line are added by themselves, in Romanian, the language in which organisations are written to.",
    preview: 'What the message looks like',
    previewTo: 'To: %{name}',
    // As the organisation reads it, whoever writes: in Romanian.
    greeting: 'Bună ziua, %{name},',
    project: 'Proiect: %{title}',
    sender: 'Trimis de: %{name}',
    reply: 'Mesaj trimis prin Jalon în numele proiectului. Răspundeți la %{email}.',
    noSubject: '(no subject)',
    noText: '(no text)',
    confirm: {
      one: 'Send to %{count} organisation',
      few: 'Send to %{count} organisations',
      other: 'Send to %{count} organisations',
    },
    done: {
      one: '%{count} message was handed over to be sent.',
      few: '%{count} messages were handed over to be sent.',
      other: '%{count} messages were handed over to be sent.',
    },
  },
  record: {
    title: '%{requirement}: %{organisation}',
    explain: 'A message sent in another way, its delivery, or a reply: upload the document and give its date.',
    choose: 'Choose the file',
    done: 'The document was added.',
  },
};
