import type { donors as romanian } from '../ro/donors.ts';
import type { WordsLike } from '../words.ts';

export const donors: WordsLike<typeof romanian> = {
  name: 'Donor |||| Donors',
  about:
    'Personal data: only the team sees them. Public is only what the donor chose; every look at the list is recorded in the history.',
  empty: 'No donor yet',
  emptyHelp: 'Donors appear when you enter a gift or a pledge by name, or when somebody pledges on the public page.',
  unnamed: 'without a name',
  anonymous: 'Anonymous donor',
  search: 'Search by name',
  entries: { one: '%{count} entry', few: '%{count} entries', other: '%{count} entries' },
  publishedAs: 'published: %{shown}',
  erasedOn: 'data erased on %{day}',
  toEntries: 'Their entries',
  notYours: 'The implementation team sees the donors',
  notYoursHelp: 'The amounts, and what is published of donors, stand in the ledger of the campaign.',
  kind: { person: 'person', organisation: 'organisation' },
  shown: { anonymous: 'anonymously', initials: 'by initials', name: 'by name' },
  fields: {
    kind: 'Who it is',
    name: 'Name',
    email: 'E-mail',
    locale: 'Language of messages',
    shown: 'How they are shown',
  },
  help: {
    email: 'For the confirmation of the gift and the reminder of a pledge.',
    shown: 'The name is public only if the donor chose so (R22).',
  },
  filter: { label: 'Data', kept: 'kept', erased: 'erased' },
  giver: {
    title: 'Who gives',
    mode: { unnamed: 'unknown, or wants no record', known: 'a known donor', new: 'a new donor' },
    search: 'Donor',
    none: 'No donor of this name.',
  },
  edit: {
    action: 'Change',
    of: 'Change: %{name}',
    title: 'Change the donor',
    explain: 'Their record changes, and what is published from now on.',
    confirm: 'Save',
    empty: 'Write the name or the e-mail address. For nothing to be kept, use “Erase the data”.',
    done: 'The donor was saved.',
  },
  erase: {
    action: 'Erase the data',
    of: 'Erase the data: %{name}',
    title: 'Erase the donor’s data',
    explain:
      'Name and e-mail address are erased for good (R28). Their amounts stay in the ledger and in the total, but show as “Anonymous donor”, in public as well. They get no more messages; unpaid pledges are not reminded. This cannot be undone.',
    confirm: 'Erase for good',
    done: 'The donor’s data were erased.',
  },
};
