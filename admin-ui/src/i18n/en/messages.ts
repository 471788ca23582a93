import type { messages as romanian } from '../ro/messages.ts';
import type { WordsLike } from '../words.ts';

export const messages: WordsLike<typeof romanian> = {
  name: 'Message |||| Messages',
  fields: {
    to: 'To',
    eventType: 'About',
    state: 'State',
    createdAt: 'Written',
    sentAt: 'Sent',
  },
  state: { pending: 'to be sent', sending: 'being sent', sent: 'sent', failed: 'refused', unknown: 'uncertain' },
  stateMeans: {
    pending: 'Waits to be handed to the mail server.',
    sending: 'Is being handed over.',
    sent: 'The mail server took it.',
    failed: 'The mail server refused it.',
    unknown:
      'The connection broke after handing over: it may have arrived or not. It is sent again only if you decide so.',
  },
  answer: "The server's answer",
  attempts: { one: '%{count} attempt', few: '%{count} attempts', other: '%{count} attempts' },
  resend: {
    action: 'Send again',
    explain: 'If the first one did arrive, the person gets it twice.',
    done: 'The message will be sent again.',
  },
  html: 'As it looks',
  text: 'Text only',
  htmlTitle: 'The message as it looks in the e-mail',
  about: 'Milestone',
  language: 'Language',
  empty: 'No message yet',
  emptyHelp:
    'Messages appear here when a milestone opens, a deadline comes near, or somebody submits, returns or approves.',
  all: 'All states',
};
