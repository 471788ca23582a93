import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf, dueInstant, timeOf } from './calendar.ts';
import { owedReminders, parseDuration, type ReminderStep, reminderSteps } from './reminders.ts';

const about = { ro: 'despre', en: 'about' };
const set = <T>(value: T) => ({ value, source: 'assumed' as const, rule: 'R7', about });
const settingsOf = (reminders: string[], overdue: string, escalation: string) => ({
  reminders: set(reminders),
  overdue: set(overdue),
  escalation: set(escalation),
  reminderTime: set('09:00'),
});
const SETTINGS = settingsOf(['P30D', 'P14D', 'P7D', 'P1D'], 'P1D', 'P3D');
const DUE = dueInstant('2022-10-31');
const names = (steps: readonly ReminderStep[]) => steps.map(({ step }) => step);
const at = (iso: string) => new Date(iso);

describe('R7 the steps', () => {
  test('R7 30, 14, 7 and 1 days before, 1 day and 3 days after, each at 09:00 in Romania across the clock change', () => {
    expect(reminderSteps(SETTINGS, DUE).map(({ step, kind, owedAt }) => [step, kind, owedAt.toISOString()])).toEqual([
      ['before:P30D', 'reminder', '2022-10-01T06:00:00.000Z'],
      ['before:P14D', 'reminder', '2022-10-17T06:00:00.000Z'],
      ['before:P7D', 'reminder', '2022-10-24T06:00:00.000Z'],
      ['before:P1D', 'reminder', '2022-10-30T07:00:00.000Z'],
      ['overdue:P1D', 'overdue', '2022-11-01T07:00:00.000Z'],
      ['escalation:P3D', 'escalated', '2022-11-03T07:00:00.000Z'],
    ]);
  });

  test('R7 seconds count from the due instant itself', () => {
    const steps = reminderSteps(settingsOf(['PT10S', 'PT5S'], 'PT2S', 'PT4S'), at('2023-01-01T00:00:00.500Z'));
    expect(steps.map(({ step, owedAt }) => [step, owedAt.toISOString()])).toEqual([
      ['before:PT10S', '2022-12-31T23:59:50.500Z'],
      ['before:PT5S', '2022-12-31T23:59:55.500Z'],
      ['overdue:PT2S', '2023-01-01T00:00:02.500Z'],
      ['escalation:PT4S', '2023-01-01T00:00:04.500Z'],
    ]);
  });

  test('R7 the due instant may lie near midnight: the day is the one in Romania', () => {
    const [step] = reminderSteps(settingsOf(['P1D'], 'P1D', 'P1D'), at('2022-12-31T22:30:00Z'));
    expect(step?.owedAt.toISOString()).toBe('2022-12-31T07:00:00.000Z');
  });

  test('R7 what lay in the past when the date was set is left out; what falls on that very moment is not', () => {
    expect(names(reminderSteps(SETTINGS, DUE, at('2022-10-24T06:00:00Z')))).toEqual([
      'before:P7D',
      'before:P1D',
      'overdue:P1D',
      'escalation:P3D',
    ]);
    expect(reminderSteps(SETTINGS, DUE, at('2022-12-01T00:00:00Z'))).toEqual([]);
  });

  test.each(['P1W', 'PT1H', 'P-1D', 'P1.5D', '1D', 'P1000D', 'P1DT1S', 'PT5S\n'])('R7 %j is no duration', (text) =>
    expect(() => parseDuration(text)).toThrow(RangeError),
  );
});

describe('R7 what is owed', () => {
  const steps = reminderSteps(SETTINGS, DUE, at('2022-09-01T00:00:00Z'));
  const owed = (now: string, ...decided: string[]) => owedReminders(steps, new Set(decided), at(now));

  test('R7 nothing before its time, and the next is shown', () => {
    expect(owed('2022-10-01T05:59:59.999Z')).toEqual({ send: [], overtaken: [], next: at('2022-10-01T06:00:00Z') });
  });

  test('R7 at its time, once', () => {
    const first = owed('2022-10-01T06:00:00Z');
    expect(names(first.send)).toEqual(['before:P30D']);
    expect(first.next).toEqual(at('2022-10-17T06:00:00Z'));
    expect(owed('2022-10-01T06:00:00Z', 'before:P30D').send).toEqual([]);
  });

  test('R7 after a downtime across three reminders the latest is sent, and the two it overtook are recorded', () => {
    const late = owed('2022-10-25T12:00:00Z');
    expect(names(late.send)).toEqual(['before:P7D']);
    expect(names(late.overtaken)).toEqual(['before:P30D', 'before:P14D']);
    expect(late.next).toEqual(at('2022-10-30T07:00:00Z'));
  });

  test('R7 after a downtime past everything: one to the owner, one to the managers, and nothing is next', () => {
    const late = owed('2023-01-01T00:00:00Z');
    expect(names(late.send)).toEqual(['overdue:P1D', 'escalation:P3D']);
    expect(names(late.overtaken)).toEqual(['before:P30D', 'before:P14D', 'before:P7D', 'before:P1D']);
    expect(late.next).toBeNull();
  });

  test('R7 the escalation does not overtake what the owner is owed', () => {
    const late = owed('2022-11-03T07:00:00Z', 'before:P30D', 'before:P14D', 'before:P7D', 'before:P1D', 'overdue:P1D');
    expect(names(late.send)).toEqual(['escalation:P3D']);
    expect(late.overtaken).toEqual([]);
  });

  test('R7 an earlier step that was missed while a later one was sent is overtaken, never sent after it', () => {
    const late = owed('2022-10-24T06:00:00Z', 'before:P7D');
    expect(late.send).toEqual([]);
    expect(names(late.overtaken)).toEqual(['before:P30D', 'before:P14D']);
  });

  test('R7 a milestone made two days before its date is not reminded of what lay behind', () => {
    const fresh = reminderSteps(SETTINGS, DUE, at('2022-10-29T10:00:00Z'));
    expect(owedReminders(fresh, new Set(), at('2022-10-29T10:00:01Z'))).toEqual({
      send: [],
      overtaken: [],
      next: at('2022-10-30T07:00:00Z'),
    });
  });
});

describe('R7 properties', () => {
  const duration = fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((days) => `P${days}D`),
    fc.integer({ min: 1, max: 200_000 }).map((seconds) => `PT${seconds}S`),
  );
  const settings = fc
    .tuple(fc.uniqueArray(duration, { maxLength: 6 }), duration, duration)
    .map(([reminders, overdue, escalation]) => settingsOf(reminders, overdue, escalation));
  // Around both clock changes.
  const due = fc.integer({ min: 0, max: 426 }).map((day) => dueInstant(addDays('2022-07-27', day)));
  const HOUR = 3_600_000;
  /** Wake-ups of a story, in hours after it began to watch; long gaps are downtime. */
  const wakeUps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 30 });

  interface Life {
    readonly sent: ReminderStep[];
    readonly overtaken: ReminderStep[];
    readonly decided: Set<string>;
    readonly end: Date;
  }

  /** Plays a story that wakes at these moments, and records as the outbox does. */
  function live(steps: readonly ReminderStep[], since: Date, hours: readonly number[]): Life {
    const moments = hours.toSorted((a, b) => a - b).map((hour) => new Date(since.getTime() + hour * HOUR));
    const life: Life = { sent: [], overtaken: [], decided: new Set(), end: moments.at(-1) ?? since };
    for (const now of moments) {
      const { send, overtaken } = owedReminders(steps, life.decided, now);
      life.sent.push(...send);
      life.overtaken.push(...overtaken);
      for (const { step } of [...send, ...overtaken]) life.decided.add(step);
    }
    return life;
  }

  const story = fc.record({
    settings,
    due,
    lead: fc.integer({ min: -10 * 24, max: 80 * 24 }),
    wakeUps,
  });

  test('R7 whatever the downtime: each step is decided once, and exactly those whose time passed', () => {
    fc.assert(
      fc.property(story, ({ settings, due, lead, wakeUps }) => {
        const since = new Date(due.getTime() - lead * HOUR);
        const steps = reminderSteps(settings, due, since);
        const { sent, overtaken, end } = live(steps, since, wakeUps);
        const decided = names([...sent, ...overtaken]);
        expect(new Set(decided).size).toBe(decided.length);
        expect(new Set(decided)).toEqual(new Set(names(steps.filter(({ owedAt }) => owedAt <= end))));
      }),
    );
  });

  test('R7 whatever the downtime: the latest step of each audience is sent, never overtaken', () => {
    fc.assert(
      fc.property(story, ({ settings, due, lead, wakeUps }) => {
        const since = new Date(due.getTime() - lead * HOUR);
        const steps = reminderSteps(settings, due, since);
        const { sent, end } = live(steps, since, wakeUps);
        for (const forOwner of [true, false]) {
          const latest = steps.filter((s) => s.owedAt <= end && (s.kind !== 'escalated') === forOwner).at(-1);
          if (latest) expect(names(sent)).toContain(latest.step);
        }
      }),
    );
  });

  test('R7 at one moment at most one to the owner and one to the managers', () => {
    fc.assert(
      fc.property(settings, due, fc.integer({ min: 0, max: 4000 }), (settings, due, hours) => {
        const since = new Date(due.getTime() - 80 * 24 * HOUR);
        const { send } = owedReminders(
          reminderSteps(settings, due, since),
          new Set(),
          new Date(since.getTime() + hours * HOUR),
        );
        expect(send.filter(({ kind }) => kind !== 'escalated').length).toBeLessThanOrEqual(1);
        expect(send.filter(({ kind }) => kind === 'escalated').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('R7 next is the earliest future step that is not decided, and nothing is ever early', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 4000 }), ({ settings, due, lead, wakeUps }, hours) => {
        const since = new Date(due.getTime() - lead * HOUR);
        const steps = reminderSteps(settings, due, since);
        const { decided } = live(steps, since, wakeUps);
        const now = new Date(since.getTime() + hours * HOUR);
        const { send, overtaken, next } = owedReminders(steps, decided, now);
        const future = steps.filter((s) => s.owedAt > now && !decided.has(s.step)).map((s) => s.owedAt.getTime());
        expect(next?.getTime() ?? null).toBe(future.length === 0 ? null : Math.min(...future));
        for (const step of [...send, ...overtaken]) expect(step.owedAt <= now).toBe(true);
      }),
    );
  });

  test('R7 a story that wakes exactly at each next sends every step, and overtakes only what shares its moment', () => {
    fc.assert(
      fc.property(settings, due, (settings, due) => {
        const since = new Date(due.getTime() - 90 * 24 * HOUR);
        const steps = reminderSteps(settings, due, since);
        const decided = new Set<string>();
        for (let { next } = owedReminders(steps, decided, since); next !== null; ) {
          const owed = owedReminders(steps, decided, next);
          for (const { owedAt } of [...owed.send, ...owed.overtaken]) expect(owedAt).toEqual(next);
          for (const { step } of [...owed.send, ...owed.overtaken]) decided.add(step);
          next = owed.next;
        }
        expect(decided).toEqual(new Set(names(steps)));
      }),
    );
  });

  test('R7 a moved date starts anew: only the steps of the new date that lie after the move', () => {
    fc.assert(
      fc.property(
        story,
        fc.integer({ min: 0, max: 100 }),
        wakeUps,
        ({ settings, due, lead, wakeUps }, later, again) => {
          const since = new Date(due.getTime() - lead * HOUR);
          const { end: movedAt } = live(reminderSteps(settings, due, since), since, wakeUps);
          const newDue = dueInstant(addDays(dayOf(due), later));
          const steps = reminderSteps(settings, newDue, movedAt);
          // What was decided for the old date says nothing about the new one.
          const { sent, overtaken, end } = live(steps, movedAt, again);
          for (const { owedAt } of [...sent, ...overtaken]) expect(owedAt >= movedAt).toBe(true);
          const passed = reminderSteps(settings, newDue).filter((s) => s.owedAt >= movedAt && s.owedAt <= end);
          expect(new Set(names([...sent, ...overtaken]))).toEqual(new Set(names(passed)));
        },
      ),
    );
  });

  test('R7 a step of whole days is always sent at the plan’s time, whatever the clock change', () => {
    fc.assert(
      fc.property(due, fc.integer({ min: 0, max: 60 }), (due, days) => {
        const [step] = reminderSteps(settingsOf([`P${days}D`], 'P90D', 'P90D'), due);
        expect(timeOf(step?.owedAt ?? due)).toBe('09:00');
        expect(dayOf(step?.owedAt ?? due)).toBe(addDays(dayOf(due), -days));
      }),
    );
  });
});
