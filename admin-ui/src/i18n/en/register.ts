import type { register as romanian } from '../ro/register.ts';
import type { WordsLike } from '../words.ts';

export const register: WordsLike<typeof romanian> = {
  title: 'Participant register',
  menu: 'Participants',
  path: 'Where this page is',
  open: 'Open the register',
  about: 'Who takes part in the project: one record a person, however many activities.',
  add: 'Add a person',
  export: 'Download the register (XLSX)',
  closed: {
    title: 'The register is not open to you',
    read: "The register holds personal data: the project's staff, manager and auditor see it.",
    write: "The project's staff and manager write in the register, while the project runs.",
  },
  empty: {
    title: 'There is no participant yet',
    help: 'Add a person, or import the list that you have already (XLSX or CSV). An import first shows what would be written; then you decide.',
    reader: 'The project staff add the participants; they appear here at once.',
  },
  summary: {
    title: 'The register in figures',
    help: 'Only complete records count in the indicators. Anonymised persons stay counted.',
    total: {
      one: '%{count} person in the register',
      few: '%{count} persons in the register',
      other: '%{count} persons in the register',
    },
    allComplete: 'All records are complete.',
    incomplete: {
      one: '%{count} record is incomplete and does not count in the indicators.',
      few: '%{count} records are incomplete and do not count in the indicators.',
      other: '%{count} records are incomplete and do not count in the indicators.',
    },
    showIncomplete: 'Show the incomplete records',
    erased: {
      one: '%{count} person was anonymised and stays counted.',
      few: '%{count} persons were anonymised and stay counted.',
      other: '%{count} persons were anonymised and stay counted.',
    },
    organisations: { one: '%{count} organisation', few: '%{count} organisations', other: '%{count} organisations' },
    category: 'Target group',
    persons: 'Persons',
    target: 'Against the plan',
    ofTarget: 'of %{target}',
    showPersons: '%{persons}, show the persons: %{about}',
    outside: 'no number is asked for',
    reached: 'the number asked for is reached',
    lacking: {
      one: '%{count} person is missing',
      few: '%{count} persons are missing',
      other: '%{count} persons are missing',
    },
    andIncomplete: {
      one: 'and %{count} incomplete record',
      few: 'and %{count} incomplete records',
      other: 'and %{count} incomplete records',
    },
    ageGroup: 'Age group',
  },
  list: {
    title: 'Persons',
    search: 'Search by name',
    allCategories: 'All categories',
    completeness: 'Record',
    all: 'All records',
    complete: 'complete',
    incomplete: 'incomplete',
    since: 'since %{day}',
    narrowed: '%{name}: %{value}',
    presentAt: 'Were at',
    otherMilestone: 'another milestone',
    targetGroup: 'the whole target group',
    noAgeGroup: 'outside the groups',
  },
  import: {
    action: 'Import a list',
    title: 'Import of participants',
    previewTitle: 'Import: %{name}',
    template: {
      title: '1. Prepare the list',
      help: 'One person a row, with the headings of the columns in the first row. You have a list already? It is enough that its headings are those below; their order does not matter.',
      action: 'Download the template (CSV)',
      fileName: 'participants-template.csv',
      columns:
        'The columns: %{columns}. Family name and given name are needed; what else is missing can be filled in later. Days are written like 31.12.1990.',
      choices: '%{title}: %{names}',
    },
    file: {
      title: '2. Choose the file',
      help: 'The file is only read: you first see what would be written, and then decide. Put no national identity numbers (CNP) in it: the file would be refused.',
    },
    drop: 'Drag the file here or',
    choose: 'choose the file',
    limit: 'XLSX or CSV, at most %{size} and 20,000 rows.',
    fault: {
      kind: 'This is no XLSX or CSV file. Open it in your spreadsheet program and save it as XLSX.',
      tooBig: 'It has %{size}; the limit is %{limit}. Split the list into several files.',
      empty: 'The file is empty.',
    },
    sending: 'uploading: %{percent} %',
    reading: 'being read…',
    nothingYet: 'Nothing has been written into the register yet. Below is what would become of each row of the file.',
    columns: {
      title: 'How the columns were read',
      readAs: '"%{heading}" → %{field}',
      notRead: '"%{heading}" was not read',
      unread:
        'Columns that were not read: %{headings}. If you need them, give them the heading of the template and upload the file again.',
    },
    row: 'row %{row}',
    noName: '(no name)',
    reason: 'Column "%{column}": %{text}',
    more: {
      one: 'Show %{count} more row (%{left} left)',
      few: 'Show %{count} more rows (%{left} left)',
      other: 'Show %{count} more rows (%{left} left)',
    },
    outcome: {
      new: {
        title: { one: '%{count} new person', few: '%{count} new persons', other: '%{count} new persons' },
        means: 'Added to the register.',
      },
      matched: {
        title: {
          one: '%{count} row that repeats a record',
          few: '%{count} rows that repeat a record',
          other: '%{count} rows that repeat a record',
        },
        means:
          'The same name and birth date as a record of the register or an earlier row: they are not added twice; what the record lacks is filled in.',
      },
      doubtful: {
        title: { one: '%{count} doubtful row', few: '%{count} doubtful rows', other: '%{count} doubtful rows' },
        means:
          'They resemble a record of the register or an earlier row. Decide for each: a new person, or the same one.',
      },
      refused: {
        title: { one: '%{count} refused row', few: '%{count} refused rows', other: '%{count} refused rows' },
        means: 'They cannot be written as they are; each says why.',
      },
    },
    isPerson: 'it is %{name}',
    decide: {
      label: 'Decide for row %{row}, %{name}',
      new: 'a new person',
      restNew: 'All others: new persons',
      restSame: 'All others: the same persons',
    },
    blocked: {
      one: '%{count} row is refused, so nothing can be written: an import is all or nothing.',
      few: '%{count} rows are refused, so nothing can be written: an import is all or nothing.',
      other: '%{count} rows are refused, so nothing can be written: an import is all or nothing.',
    },
    wayOut: 'Correct the refused rows in the file or take them out of it, drop this import and upload the file again.',
    undecided: {
      one: '%{count} doubtful row is still to be decided.',
      few: '%{count} doubtful rows are still to be decided.',
      other: '%{count} doubtful rows are still to be decided.',
    },
    willAdd: {
      one: '%{count} person will be added.',
      few: '%{count} persons will be added.',
      other: '%{count} persons will be added.',
    },
    commit: 'Write into the register',
    dropIt: 'Drop this import',
    done: {
      one: '%{count} person was added.',
      few: '%{count} persons were added.',
      other: '%{count} persons were added.',
    },
    dropped: 'The import was dropped; nothing changed in the register.',
    ended: {
      committed: 'This import was written into the register',
      dropped: 'This import was dropped',
      help: 'Its rows are no longer kept here.',
    },
    another: 'Import another file',
  },
};
