/** Who is on the roll of a rehearsal's vote, with the mistakes that lists have, and how they vote. */

const FAMILIES = ['Alegător', 'Votant', 'Locuitor', 'Sătean', 'Vecin'];
const GIVEN = ['Ana', 'Ion', 'Ștefan', 'Ioana', 'Țucu', 'Maria', 'Vlad', 'Elena', 'Radu', 'Paul', 'Sanda', 'Toma'];

/** By their number on the roll, from 0: so many have an address for mail; those after them get letters. */
export const WITH_EMAIL = 42;
export const ON_LIST = 60;

/** The one whom the list forgot, found by a challenge: the last on the roll, without an address for mail. */
export const FORGOTTEN = {
  familyName: 'Uitat',
  givenName: 'Exemplu',
  birthDate: '1961-02-03',
  address: 'Str. Uitată 1, Cojocna (exemplu)',
};

export const emailOf = (number: number): string => `alegator${number}@example.org`;

/** Codes as they are printed, in a letter or a message. */
export const codesIn = (text: string): string[] => text.match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/g) ?? [];

const HEADINGS = ['Nume', 'Prenume', 'Data nașterii', 'Adresa', 'E-mail'];

function row(number: number): string[] {
  // No two share both names.
  const familyName = FAMILIES[number % FAMILIES.length] ?? '';
  const givenName = `${GIVEN[Math.floor(number / FAMILIES.length) % GIVEN.length]} Exemplu`;
  const birthDate = `17.${String(1 + (number % 12)).padStart(2, '0')}.${1940 + ((number * 11) % 60)}`;
  const address = `Str. Probei ${number + 1}, Cojocna (exemplu)`;
  return [familyName, givenName, birthDate, address, number < WITH_EMAIL ? emailOf(number) : ''];
}

/**
 * The town hall's list. `with-cnp` has a national identity number in a column, `spoilt` a day that does not exist, somebody
 * who is too young and somebody twice; of these only the last is left in `mended`, where it adds nobody (R14).
 */
export function rollCsv(state: 'with-cnp' | 'spoilt' | 'mended', today: string): string {
  const rows = Array.from({ length: ON_LIST }, (_, number) => row(number));
  const twice = [...rows, row(7)];
  if (state === 'mended') return csv(HEADINGS, twice);
  if (state === 'with-cnp')
    return csv(
      [...HEADINGS, 'CNP'],
      rows.map((cells) => [...cells, CNP]),
    );
  const child = [
    'Minor',
    'Exemplu',
    `01.01.${Number(today.slice(0, 4)) - 17}`,
    'Str. Probei 99, Cojocna (exemplu)',
    '',
  ];
  return csv(HEADINGS, [...twice.map((cells, at) => (at === 3 ? cells.with(2, '31.02.1970') : cells)), child]);
}

/** Of nobody: its digits agree with one another, which is all that can be seen of one. */
const CNP = '1800101221144';

const csv = (headings: readonly string[], rows: readonly string[][]): string =>
  [headings, ...rows].map((cells) => cells.join(';')).join('\n');

/** Numbers of the roll from–to. */
export const people = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

export interface RoundScript {
  /** Who votes online, and for what: numbers of options, 0 is blank. */
  readonly online: readonly (readonly [voter: number, choice: number])[];
  /** Who is marked at the desk. */
  readonly paper: readonly number[];
  /** What is in the box of the desk. */
  readonly box: {
    readonly counts: readonly (readonly [option: number, votes: number])[];
    readonly blank: number;
    readonly spoiled: number;
  };
}

const vote = (choice: number, voters: readonly number[]): [number, number][] => voters.map((voter) => [voter, choice]);

/** R17: thirteen votes for each of the first two, four for the third. */
export const FIRST_ROUND: RoundScript = {
  online: [
    ...vote(1, [...people(0, 7), 42, 43]),
    ...vote(2, [...people(8, 15), 44, 45]),
    ...vote(3, people(16, 18)),
    ...vote(0, [46]),
  ],
  paper: [...people(20, 23), ...people(48, 51)],
  box: {
    counts: [
      [1, 3],
      [2, 3],
      [3, 1],
    ],
    blank: 0,
    spoiled: 1,
  },
};

/** With the same codes; some who voted online come to the desk this time. Twelve against fifteen. */
export const RUN_OFF: RoundScript = {
  online: [...vote(1, [...people(0, 6), 42, 43]), ...vote(2, [...people(7, 16), 44, 45]), ...vote(0, [46])],
  paper: [17, 18, 20, 21, 48, 49],
  box: {
    counts: [
      [1, 3],
      [2, 3],
    ],
    blank: 0,
    spoiled: 0,
  },
};
