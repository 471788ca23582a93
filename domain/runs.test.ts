import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, atLocalTime, dayOf } from './calendar.ts';
import {
  isHeld,
  nextLookAt,
  nextNoticeAt,
  noticeKey,
  owedNotices,
  type RunFacts,
  type RunPhase,
  runNotices,
  runPhase,
  type SessionFacts,
  sessionsForCertificate,
} from './runs.ts';
import { samplePlan } from './sample-plan.ts';

const { settings } = samplePlan();
const at = (day: string, time: string): Date => atLocalTime(day, time);
const session = (day: string, more: Partial<SessionFacts> = {}): SessionFacts => ({
  id: day,
  startsAt: at(day, '09:00'),
  endsAt: at(day, '13:00'),
  closed: false,
  ...more,
});
const run = (sessions: readonly SessionFacts[], more: Partial<RunFacts> = {}): RunFacts => ({
  state: 'scheduled',
  invited: true,
  notice: null,
  attended: true,
  recordsMissing: true,
  sessions,
  ...more,
});
const NONE = new Set<string>();
const MONDAY = '2026-03-02';
const THURSDAY = '2026-03-05';
const THREE_DAYS = run([session(MONDAY), session('2026-03-03'), session(THURSDAY)]);

describe('R4 the least sessions that earn a certificate', () => {
  test.each([
    [1, 80, 1],
    [2, 80, 2],
    [3, 80, 3],
    [4, 80, 4],
    [5, 80, 4],
    [6, 80, 5],
    [10, 80, 8],
    [15, 80, 12],
    [60, 80, 48],
    [3, 1, 1],
    [7, 100, 7],
    [0, 80, 1],
    [3, 67, 3],
  ])('of %d sessions at %d %% they are %d', (sessions, share, needed) => {
    expect(sessionsForCertificate(sessions, share)).toBe(needed);
  });

  test('it is the least number that reaches the share, by whole numbers alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 100 }), (sessions, share) => {
        const needed = sessionsForCertificate(sessions, share);
        expect(needed).toBeLessThanOrEqual(sessions);
        expect(needed * 100).toBeGreaterThanOrEqual(sessions * share);
        expect((needed - 1) * 100).toBeLessThan(sessions * share);
      }),
    );
  });
});

describe('where a run stands', () => {
  const one = session(MONDAY);
  const closed = { ...one, closed: true };
  const second = session(THURSDAY);
  const phases: readonly (readonly [string, RunFacts, Date, RunPhase])[] = [
    ['scheduled before anybody is invited', run([one], { invited: false }), at('2026-03-01', '10:00'), 'scheduled'],
    ['invited', run([one]), at('2026-03-01', '10:00'), 'invited'],
    ['invited until the last moment', run([one]), new Date(one.startsAt.getTime() - 1), 'invited'],
    ['under way from the first session', run([one]), one.startsAt, 'under-way'],
    ['under way although nobody was invited', run([one], { invited: false }), one.startsAt, 'under-way'],
    ['attendance is due from the end of a session', run([one]), one.endsAt, 'attendance-due'],
    ['attendance is due between two sessions', run([one, second]), at('2026-03-03', '10:00'), 'attendance-due'],
    ['under way again once it is complete', run([closed, second]), at('2026-03-03', '10:00'), 'under-way'],
    ['records are due once all is closed', run([closed]), at('2026-03-03', '10:00'), 'records-due'],
    ['records are due also where a session is closed before its end', run([closed]), one.startsAt, 'records-due'],
    ['ready', run([closed], { recordsMissing: false }), at('2026-03-03', '10:00'), 'ready'],
    ['cancelled, whatever else is so', run([one], { state: 'cancelled' }), at('2026-03-03', '10:00'), 'cancelled'],
  ];
  test.each(phases)('%s', (_, facts, now, phase) => {
    expect(runPhase(facts, now)).toBe(phase);
  });

  test.each([
    ['scheduled until its notice is public, whoever was invited', null, true, 'scheduled'],
    ['announced once it is', at('2026-02-20', '10:00'), false, 'announced'],
    ['invited as well', at('2026-02-20', '10:00'), true, 'invited'],
  ] as const)('R11 a consultation is %s', (_, publishedAt, invited, phase) => {
    const consultation = run([one], { invited, notice: { publishedAt, days: 10 } });
    expect(runPhase(consultation, at('2026-03-01', '10:00'))).toBe(phase);
    expect(runPhase(consultation, one.startsAt)).toBe('under-way');
  });

  test('R11 a consultation is held only with its notice public in time', () => {
    const held = (publishedAt: Date | null) => isHeld(run([closed], { notice: { publishedAt, days: 10 } }));
    expect(held(at('2026-02-20', '23:59'))).toBe(true);
    expect(held(at('2026-02-21', '00:00'))).toBe(false);
    expect(held(null)).toBe(false);
  });

  test('it is held once the attendance of each session is complete, and never where it was cancelled or nobody came', () => {
    expect(isHeld(run([closed]))).toBe(true);
    expect(isHeld(run([closed, second]))).toBe(false);
    expect(isHeld(run([closed], { state: 'cancelled' }))).toBe(false);
    expect(isHeld(run([]))).toBe(false);
    expect(isHeld(run([closed], { attended: false }))).toBe(false);
  });
});

describe('R7 what is owed about a run', () => {
  const steps = (facts: RunFacts) => runNotices(facts, settings).map(({ step, owedAt }) => [step, owedAt]);

  test('a reminder the day before at the plan’s time, attendance the day after, records ten days later', () => {
    expect(steps(run([session(MONDAY)]))).toEqual([
      [`reminder:${MONDAY}`, at('2026-03-01', '09:00')],
      [`attendance-due:${MONDAY}`, at('2026-03-03', '09:00')],
      ['records-due', at('2026-03-12', '09:00')],
    ]);
  });

  test('who was there yesterday needs no reminder; after a day off there is one again', () => {
    const reminders = steps(THREE_DAYS).filter(([step]) => String(step).startsWith('reminder'));
    expect(reminders).toEqual([
      [`reminder:${MONDAY}`, at('2026-03-01', '09:00')],
      [`reminder:${THURSDAY}`, at('2026-03-04', '09:00')],
    ]);
  });

  test('two sessions of one day are reminded once', () => {
    const afternoon = session(MONDAY, { id: 'pm', startsAt: at(MONDAY, '14:00'), endsAt: at(MONDAY, '18:00') });
    const reminders = steps(run([session(MONDAY), afternoon])).filter(([step]) => String(step).startsWith('reminder'));
    expect(reminders).toHaveLength(1);
  });

  test('the reminder keeps its local time over the change to summer time', () => {
    const sunday = '2026-03-29';
    const reminder = runNotices(run([session('2026-03-30')]), settings)[0];
    expect(reminder?.owedAt).toEqual(at(sunday, '09:00'));
    expect(reminder?.owedAt.toISOString()).toBe('2026-03-29T06:00:00.000Z');
  });

  test('R11 the owner is told three days before the last day for the notice, and once it has passed, until it is public', () => {
    const notices = (publishedAt: Date | null, day = MONDAY) =>
      runNotices(run([session(day)], { notice: { publishedAt, days: 10 } }), settings)
        .filter(({ kind }) => kind.startsWith('notice'))
        .map(({ step, aboutAt, owedAt, lapsesAt }) => [step, aboutAt, owedAt, lapsesAt]);
    const about = at(MONDAY, '09:00');
    expect(notices(null)).toEqual([
      ['notice-due', about, at('2026-02-17', '09:00'), at('2026-02-21', '00:00')],
      ['notice-missed', about, at('2026-02-21', '09:00'), about],
    ]);
    expect(notices(at('2026-02-18', '10:00'))).toEqual([]);
    // Moved, it is another one, and is told of anew.
    expect(notices(null, THURSDAY)[0]?.[1]).toEqual(at(THURSDAY, '09:00'));
  });

  test('a closed session, complete records and a cancelled run owe nothing', () => {
    const kinds = (facts: RunFacts) => runNotices(facts, settings).map(({ kind }) => kind);
    expect(kinds(run([session(MONDAY, { closed: true })], { recordsMissing: false }))).toEqual(['reminder']);
    expect(kinds(run([session(MONDAY)], { state: 'cancelled' }))).toEqual([]);
  });

  test('after downtime a reminder of what has begun is let pass, and of several sessions the owner is told once', () => {
    const { send, overtaken } = owedNotices(runNotices(THREE_DAYS, settings), NONE, at('2026-03-10', '12:00'));
    expect(send.map(({ step }) => step)).toEqual([`attendance-due:${THURSDAY}`]);
    expect(overtaken.map(({ step }) => step).sort()).toEqual([
      `attendance-due:${MONDAY}`,
      'attendance-due:2026-03-03',
      `reminder:${MONDAY}`,
      `reminder:${THURSDAY}`,
    ]);
  });

  test('a reminder is sent late, until the session begins, and not at its beginning', () => {
    const notices = runNotices(run([session(MONDAY)]), settings);
    const begins = at(MONDAY, '09:00');
    expect(owedNotices(notices, NONE, new Date(begins.getTime() - 1)).send).toHaveLength(1);
    expect(owedNotices(notices, NONE, begins)).toMatchObject({ send: [], overtaken: [{ kind: 'reminder' }] });
  });

  test('a session that was moved is reminded anew, one that was moved back is not', () => {
    const before = runNotices(run([session(MONDAY)]), settings);
    const decided = new Set(before.map(noticeKey));
    const moved = session(MONDAY, { startsAt: at(THURSDAY, '09:00'), endsAt: at(THURSDAY, '13:00') });
    const anew = runNotices(run([moved]), settings);
    expect(owedNotices(anew, decided, at('2026-03-04', '09:00')).send.map(({ step }) => step)).toEqual([
      `reminder:${MONDAY}`,
    ]);
    expect(owedNotices(before, decided, at('2026-03-20', '09:00'))).toEqual({ send: [], overtaken: [] });
  });
});

describe('when a story looks again', () => {
  const look = (facts: RunFacts, now: Date, decided = NONE) => nextLookAt(facts, settings, decided, now);
  const decidedBy = (facts: RunFacts, now: Date) =>
    new Set(
      runNotices(facts, settings)
        .filter(({ owedAt }) => owedAt <= now)
        .map(noticeKey),
    );

  test('at the reminder, then at each beginning and end', () => {
    const facts = run([session(MONDAY)]);
    expect(look(facts, at('2026-02-20', '10:00'))).toEqual(at('2026-03-01', '09:00'));
    const reminded = at('2026-03-01', '09:00');
    expect(look(facts, reminded, decidedBy(facts, reminded))).toEqual(at(MONDAY, '09:00'));
    expect(look(facts, at(MONDAY, '09:00'), decidedBy(facts, reminded))).toEqual(at(MONDAY, '13:00'));
  });

  test('every morning while something is due, once the owner was told', () => {
    const facts = run([session(MONDAY)]);
    const now = at('2026-03-20', '09:00');
    expect(look(facts, now, decidedBy(facts, now))).toEqual(at('2026-03-21', '09:00'));
  });

  test('a run that is ready looks once more when its records would be due, and then waits for its milestone', () => {
    const facts = run([session(MONDAY, { closed: true })], { recordsMissing: false });
    const now = at('2026-03-03', '10:00');
    expect(look(facts, now, decidedBy(facts, now))).toEqual(at('2026-03-12', '09:00'));
    const later = at('2026-03-12', '09:00');
    expect(look(facts, later, decidedBy(facts, later))).toBeNull();
  });

  test('never where it was cancelled', () => {
    expect(look(run([session(MONDAY)], { state: 'cancelled' }), at('2026-02-20', '10:00'))).toBeNull();
  });
});

describe('R7 whenever a story looks', () => {
  const EPOCH = '2026-03-02';
  const sessionOn = fc
    .record({
      day: fc.integer({ min: 0, max: 20 }),
      hour: fc.integer({ min: 8, max: 16 }),
      closed: fc.boolean(),
    })
    .map(({ day, hour, closed }): SessionFacts => {
      const local = (time: number) => at(addDays(EPOCH, day), `${String(time).padStart(2, '0')}:00`);
      return { id: `${day}-${hour}`, startsAt: local(hour), endsAt: local(hour + 2), closed };
    });
  const anyRun = fc
    .record({
      sessions: fc.uniqueArray(sessionOn, { minLength: 1, maxLength: 8, selector: ({ id }) => id }),
      recordsMissing: fc.boolean(),
      invited: fc.boolean(),
    })
    .map(({ sessions, ...more }) =>
      run(
        sessions.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
        more,
      ),
    );
  const looks = fc.array(fc.integer({ min: -10 * 24, max: 45 * 24 }), { maxLength: 12 });
  const hours = (count: number) => new Date(at(EPOCH, '00:00').getTime() + count * 3_600_000);

  test('each notice is decided once at the most, none before it is owed, no reminder after its session began', () => {
    fc.assert(
      fc.property(anyRun, looks, (facts, times) => {
        const decided = new Set<string>();
        for (const now of times.sort((a, b) => a - b).map(hours)) {
          const { send, overtaken } = owedNotices(runNotices(facts, settings), decided, now);
          for (const notice of [...send, ...overtaken]) {
            expect(decided.has(noticeKey(notice))).toBe(false);
            expect(notice.owedAt.getTime()).toBeLessThanOrEqual(now.getTime());
            decided.add(noticeKey(notice));
          }
          for (const { kind, aboutAt } of send) if (kind === 'reminder') expect(aboutAt > now).toBe(true);
          expect(send.filter(({ kind }) => kind === 'attendance-due').length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('a story that follows its own looks decides everything, in finitely many of them, and none early', () => {
    fc.assert(
      fc.property(anyRun, (facts) => {
        const decided = new Set<string>();
        let now = hours(-10 * 24);
        for (let look = 0; look < 200; look += 1) {
          for (const notice of Object.values(owedNotices(runNotices(facts, settings), decided, now)).flat()) {
            decided.add(noticeKey(notice));
          }
          const next = nextLookAt(facts, settings, decided, now);
          if (next === null || next > hours(45 * 24)) break;
          // It never asks for the past: it would turn in a circle.
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          now = next;
        }
        expect(nextNoticeAt(facts, settings, decided)).toBeNull();
      }),
      { numRuns: 25 },
    );
  });

  test('everybody’s first day of a run, and each day after a day off, has one reminder the day before', () => {
    fc.assert(
      fc.property(anyRun, (facts) => {
        const days = [...new Set(facts.sessions.map(({ startsAt }) => dayOf(startsAt)))];
        const expected = days.filter((day) => !days.includes(addDays(day, -1))).map((day) => addDays(day, -1));
        const reminders = runNotices(facts, settings).filter(({ kind }) => kind === 'reminder');
        expect(reminders.map(({ owedAt }) => dayOf(owedAt)).sort()).toEqual(expected.sort());
      }),
    );
  });
});
