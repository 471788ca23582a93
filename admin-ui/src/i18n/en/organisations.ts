import type { organisations as romanian } from '../ro/organisations.ts';
import type { WordsLike } from '../words.ts';

export const organisations: WordsLike<typeof romanian> = {
  name: 'Organisation |||| Organisations',
  fields: { name: 'Name', email: 'E-mail address', phone: 'Telephone', note: 'Note' },
  createTitle: 'New organisation',
  editTitle: 'Change the organisation: %{name}',
  explain: 'The organisation from which participants come: an association, an institution, a company.',
  create: 'Add the organisation',
  addNamed: 'Add "%{name}"',
  fieldHelp: 'Write a few letters and choose; if it is not there, choose "Add".',
  none: 'No organisation was found',
  search: 'Search for an organisation',
  empty: 'There is no organisation yet',
  emptyHelp: "Add one here or in a participant's record; an import adds them by itself.",
  emptyReader: 'Organisations appear here when the project staff add them.',
  nobody: 'no participant',
  persons: { one: '%{count} participant', few: '%{count} participants', other: '%{count} participants' },
  changed:
    'Somebody else changed the organisation meanwhile. What you wrote has stayed; save again if it is to be so. In the register now:',
};
