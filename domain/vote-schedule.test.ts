import { describe, expect, test } from '@jest/globals';
import { nextVoteLookAt, rollDeletionDueAt, teamNotices, type VoteFacts, voterNotices } from './vote-schedule.ts';

const at = (instant: string): Date => new Date(instant);
const setting = <T>(value: T) => ({
  value,
  source: 'assumed' as const,
  rule: 'R7',
  about: { ro: 'Un exemplu.', en: 'An example.' },
});
const settings = { voteReminder: setting('P2D'), reminderTime: setting('09:00'), rollKeptDays: setting(30) };

// Over the change to summer time, on 29 March.
const WINDOW = {
  opensAt: at('2026-03-25T06:00:00Z'),
  closesAt: at('2026-04-01T17:00:00Z'),
  extendedAt: null,
  openedAt: at('2026-03-25T06:00:00Z'),
  closedAt: null,
  countedAt: null,
};
const facts = (change: Partial<VoteFacts> = {}): VoteFacts => ({
  state: 'open',
  round: 1,
  window: WINDOW,
  endedAt: null,
  rollDeletedAt: null,
  ...change,
});
const owed = (vote: VoteFacts, of = settings) => voterNotices(vote, of).map(({ step, owedAt }) => [step, owedAt]);

describe('what voters are owed', () => {
  test('R7 their codes at the opening, a reminder in the morning two days before the close', () => {
    expect(owed(facts())).toEqual([
      ['opened', at('2026-03-25T06:00:00Z')],
      ['reminder', at('2026-03-30T06:00:00Z')],
    ]);
  });

  test('R7 a reminder in seconds counts from the close itself', () => {
    const short = owed(facts(), { ...settings, voteReminder: setting('PT60S') });
    expect(short.at(-1)).toEqual(['reminder', at('2026-04-01T16:59:00Z')]);
  });

  test('R7 none where the window is shorter than the time before the close', () => {
    expect(owed(facts(), { ...settings, voteReminder: setting('P8D') })).toHaveLength(1);
  });

  test('R17 the run-off is told as soon as there is one, and is not told as an opening', () => {
    expect(owed(facts({ state: 'announced', round: 2 })).map(([step]) => step)).toEqual(['run-off']);
    expect(owed(facts({ round: 2 })).map(([step]) => step)).toEqual(['run-off', 'reminder']);
    expect(owed(facts({ state: 'announced' }))).toEqual([]);
  });

  test('R13 an extension is told at once, and is reminder enough where the reminder was due before it', () => {
    const extendedAt = at('2026-03-31T12:00:00Z');
    const longer = (closesAt: string) => facts({ window: { ...WINDOW, extendedAt, closesAt: at(closesAt) } });
    expect(owed(longer('2026-04-02T17:00:00Z')).slice(1)).toEqual([['extended', extendedAt]]);
    expect(owed(longer('2026-04-08T17:00:00Z')).slice(1)).toEqual([
      ['extended', extendedAt],
      ['reminder', at('2026-04-06T06:00:00Z')],
    ]);
  });

  test('R13 a cancelled vote is told to those who were written to before', () => {
    const cancelled = { state: 'cancelled', endedAt: at('2026-03-26T12:00:00Z') } as const;
    expect(owed(facts(cancelled))).toEqual([['cancelled', cancelled.endedAt]]);
    expect(owed(facts({ ...cancelled, window: { ...WINDOW, openedAt: null } }))).toEqual([]);
    expect(owed(facts({ ...cancelled, rollDeletedAt: cancelled.endedAt }))).toEqual([]);
  });

  test('R7 nothing before the announcement and nothing after the close', () => {
    expect(owed(facts({ state: 'drafted', window: null }))).toEqual([]);
    for (const state of ['counting', 'lot', 'final', 'cancelled'] as const) expect(owed(facts({ state }))).toEqual([]);
  });
});

test('R7 the team is told of a paper count at the close, and again the next morning', () => {
  const closedAt = at('2026-04-01T17:00:00Z');
  const window = { ...WINDOW, closedAt };
  expect(teamNotices(facts({ state: 'counting', window }), settings)).toEqual([
    { step: 'count-due', aboutAt: closedAt, owedAt: closedAt },
    { step: 'count-late', aboutAt: closedAt, owedAt: at('2026-04-02T06:00:00Z') },
  ]);
});

test('R15a the personal data of the roll go with the end of the thirtieth day after the result', () => {
  const ended = facts({ state: 'final', endedAt: at('2026-04-01T17:00:00Z') });
  expect(rollDeletionDueAt(ended, settings)).toEqual(at('2026-05-01T20:59:59Z'));
  expect(rollDeletionDueAt({ ...ended, rollDeletedAt: at('2026-05-02T00:00:00Z') }, settings)).toBeNull();
  expect(rollDeletionDueAt(facts(), settings)).toBeNull();
});

describe('when its story looks next', () => {
  const now = at('2026-03-25T06:00:00Z');
  const next = (vote: VoteFacts, blocked = false, when = now) =>
    nextVoteLookAt(vote, { owed: [], blocked }, settings, when);

  test.each([
    ['a draft waits for its announcement', facts({ state: 'drafted', window: null }), null],
    ['R13 an announced vote looks at its opening', facts({ state: 'announced' }), '2026-03-25T06:00:00Z'],
    ['R13 an open vote looks at its close', facts(), '2026-04-01T17:00:00Z'],
    ['R15 a vote that is counted waits for people', facts({ state: 'counting' }), null],
    ['R17 so does a lot', facts({ state: 'lot' }), null],
  ])('%s', (_title, vote, instant) => {
    expect(next(vote)).toEqual(instant === null ? null : at(instant));
  });

  test('R7 what is owed before that comes first', () => {
    const [, reminder] = voterNotices(facts(), settings);
    const waiting = { owed: reminder ? [reminder] : [], blocked: false };
    expect(nextVoteLookAt(facts(), waiting, settings, now)).toEqual(at('2026-03-30T06:00:00Z'));
  });

  test('R12 one that could not open looks again within the hour, until its window is over', () => {
    const blocked = facts({ state: 'announced' });
    expect(next(blocked, true)).toEqual(at('2026-03-25T07:00:00Z'));
    expect(next(blocked, true, at('2026-04-01T17:00:00Z'))).toBeNull();
    // Late after downtime it is due at once.
    expect(next(blocked, false, at('2026-03-28T00:00:00Z'))).toEqual(at('2026-03-25T06:00:00Z'));
  });
});
