/** The courses, visits and consultations of a rehearsal, and what goes otherwise than planned in them. */

/** A person by the category's place in the plan (3: citizens) and their own number in it. */
export type Somebody = readonly [category: number, number: number];

export interface Correction {
  readonly who: Somebody;
  readonly session: number;
  readonly reason: string;
}

export interface RunScript {
  readonly milestone: string;
  readonly title: string;
  readonly place: string;
  readonly ledBy: string;
  readonly capacity: number | null;
  /** Days before the milestone is due on which its first session is; the others follow day by day. */
  readonly daysBeforeDue: number;
  readonly sessions: number;
  /** Who is enrolled by the staff, in this order: numbers from–to of a category. */
  readonly enrolled: readonly (readonly [category: number, from: number, to: number])[];
  /** Sessions (from 0) that somebody misses. */
  readonly misses: readonly (readonly [who: Somebody, sessions: readonly number[]])[];
  /** Gives the place back; who waits follows. */
  readonly withdraws?: Somebody;
  /** R11: of a consultation: it is scheduled too soon at first, then its notice is published. */
  readonly announced?: true;
  /** R11: days after the last session on which the minutes are given. */
  readonly minutes?: { readonly requirement: string; readonly daysAfter: number };
  /** Citizens, by their numbers, who enrol on the public page and confirm by e-mail. */
  readonly publicly?: readonly number[];
  /** Those enrolled are told of another place. */
  readonly moved?: { readonly place: string; readonly reason: string };
  /** Was there although the list that was closed says otherwise. */
  readonly corrected?: Correction;
  /** The same, looked for only when the gate has refused the milestone. */
  readonly found?: Correction;
  /** The certificate is revoked and issued again. */
  readonly reissued?: { readonly who: Somebody; readonly reason: string };
  /** R28: asks to be erased when the course is over. */
  readonly erased?: Somebody;
}

const TRAINER = 'Formator (exemplu)';
const A8 = { milestone: 'A8', place: 'Căminul cultural (exemplu)', ledBy: TRAINER, sessions: 5 } as const;
const A9 = {
  milestone: 'A9',
  place: 'Căminul cultural (exemplu)',
  ledBy: 'Moderator (exemplu)',
  capacity: null,
  sessions: 1,
  announced: true,
} as const;
const A3 = { milestone: 'A3', place: 'Ciugud', ledBy: 'Gazdă (exemplu)', capacity: 25, sessions: 1 } as const;

export const RUN_SCRIPTS: readonly RunScript[] = [
  {
    milestone: 'A2',
    title: 'Training despre concepte inteligente (exemplu)',
    place: 'Sala de consiliu (exemplu)',
    ledBy: TRAINER,
    capacity: 25,
    daysBeforeDue: 10,
    sessions: 2,
    enrolled: [
      [0, 0, 6],
      [1, 0, 6],
      [2, 0, 6],
    ],
    // Enrolled, and never there: twenty are left of twenty-one.
    misses: [
      [
        [2, 6],
        [0, 1],
      ],
    ],
  },
  {
    ...A3,
    title: 'Prima vizită la Ciugud (exemplu)',
    daysBeforeDue: 40,
    enrolled: [
      [0, 7, 10],
      [1, 7, 10],
    ],
    misses: [],
  },
  {
    ...A3,
    title: 'A doua vizită la Ciugud (exemplu)',
    daysBeforeDue: 30,
    // R2: who was in the training too is one participant with two attendances.
    enrolled: [
      [0, 0, 1],
      [1, 11, 14],
      [2, 0, 3],
    ],
    misses: [],
  },
  {
    ...A8,
    title: 'Facilitator de dezvoltare comunitară, seria 1 (exemplu)',
    capacity: 20,
    daysBeforeDue: 110,
    // One more than there are places.
    enrolled: [
      [0, 0, 19],
      [1, 0, 0],
    ],
    withdraws: [0, 0],
    // R4: three of five sessions are too few, four are enough.
    misses: [
      [
        [0, 1],
        [1, 3],
      ],
      [[0, 2], [4]],
    ],
    erased: [0, 3],
  },
  {
    ...A8,
    title: 'Facilitator de dezvoltare comunitară, seria 2 (exemplu)',
    capacity: 30,
    daysBeforeDue: 90,
    enrolled: [
      [0, 20, 24],
      [1, 1, 15],
      [3, 0, 0],
    ],
    publicly: [1],
    misses: [
      [
        [1, 1],
        [0, 2],
      ],
      [
        [1, 2],
        [0, 1, 2],
      ],
    ],
    corrected: { who: [1, 1], session: 2, reason: 'A semnat pe verso; lista a fost verificată.' },
    reissued: { who: [1, 3], reason: 'Certificatul s-a deteriorat la tipărire.' },
  },
  {
    ...A8,
    title: 'Facilitator de dezvoltare comunitară, seria 3 (exemplu)',
    capacity: 25,
    daysBeforeDue: 70,
    enrolled: [
      [1, 16, 24],
      [2, 0, 10],
      [0, 0, 0],
    ],
    moved: { place: 'Școala gimnazială (exemplu)', reason: 'Căminul cultural este în reparații.' },
    misses: [
      [
        [2, 4],
        [1, 2, 3, 4],
      ],
    ],
  },
  {
    ...A8,
    title: 'Facilitator de dezvoltare comunitară, seria 4 (exemplu)',
    capacity: 20,
    // R1: for those who were missing when the first three did not do.
    daysBeforeDue: 20,
    enrolled: [[2, 11, 19]],
    misses: [],
  },
  {
    ...A9,
    title: 'Prima consultare publică (exemplu)',
    daysBeforeDue: 24,
    enrolled: [
      [0, 4, 9],
      [1, 0, 6],
      [2, 0, 7],
      // R3: who attends counts here, though the record is incomplete.
      [3, 0, 0],
    ],
    publicly: [2, 3],
    // R10: thirty-nine persons are left of forty, until the list is looked through again.
    misses: [[[2, 7], [0]]],
    found: { who: [2, 7], session: 0, reason: 'A semnat lista la poziția greșită; doi participanți confirmă.' },
    // R11: ten are allowed.
    minutes: { requirement: 'proces-verbal', daysAfter: 13 },
  },
  {
    ...A9,
    title: 'A doua consultare publică (exemplu)',
    daysBeforeDue: 17,
    // R10: six of these were at the first one too, and so was one of the citizens.
    enrolled: [
      [0, 8, 15],
      [1, 5, 12],
      [2, 0, 1],
      [2, 8, 9],
    ],
    publicly: [2, 4, 5],
    misses: [],
    minutes: { requirement: 'proces-verbal', daysAfter: 5 },
  },
];
