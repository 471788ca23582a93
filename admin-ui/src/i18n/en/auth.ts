import type { auth as romanian } from '../ro/auth.ts';
import type { WordsLike } from '../words.ts';

export const auth: WordsLike<typeof romanian> = {
  title: 'Sign in to Jalon',
  subtitle: 'The way of a grant-funded project, from the contract to the final report.',
  link: {
    title: 'Sign-in link',
    explain: 'You opened a sign-in link. It works once.',
    use: 'Sign in with this link',
    way: 'Below, use your password or ask for another link.',
  },
  password: { title: 'With e-mail and password', use: 'Sign in' },
  ask: {
    title: 'Without a password',
    explain: 'We send you a link by e-mail that signs you in once.',
    use: 'Send me a link',
    sent: 'If %{email} has an account, the link is on its way. Look in the spam folder too.',
  },
  email: 'E-mail address',
  secret: 'Password',
  account: {
    title: 'My account',
    noPassword: 'You have no password yet: you sign in with links sent by e-mail. You can choose one here.',
    hasPassword: 'Change your password',
    current: 'Current password',
    new: 'New password',
    rule: 'At least 12 characters.',
    save: 'Save the password',
    saved: 'The password was saved.',
    roles: 'My roles',
    noRoles: 'You are a member of no project.',
    admin: 'You are an administrator of this installation.',
  },
};
