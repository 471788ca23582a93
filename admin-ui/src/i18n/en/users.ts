import type { users as romanian } from '../ro/users.ts';
import type { WordsLike } from '../words.ts';

export const users: WordsLike<typeof romanian> = {
  name: 'User |||| Users',
  fields: {
    name: 'Name',
    email: 'E-mail address',
    locale: 'Language of messages',
    isAdmin: 'Administrator',
    disabled: 'Account stopped',
  },
  help: {
    isAdmin: 'May create projects and accounts. It makes nobody a member of a project.',
    disabled: 'Can no longer sign in and gets no messages; what they did stays in the history.',
  },
  active: 'active',
  stopped: 'stopped',
  admin: 'administrator',
  createTitle: 'New user',
  link: {
    action: 'Make a sign-in link',
    title: 'Sign-in link for %{name}',
    explain: 'The link is shown once, here. Whoever has it can sign in once as this person: send it to nobody else.',
    expires: 'Valid until %{moment}.',
  },
};
