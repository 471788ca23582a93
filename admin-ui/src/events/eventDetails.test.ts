import { expect, test } from '@jest/globals';
import type { HistoryEvent, LocalText } from '../api/types.ts';
import { formatDay, formatInstantDay } from '../format/day.ts';
import { formatLei } from '../format/money.ts';
import { i18nProvider } from '../i18n/i18nProvider.ts';
import { eventDetails, eventTexts, newestFirst } from './eventDetails.ts';

const romanian = {
  say: (key: string, options?: Record<string, unknown>) => i18nProvider.translate(key, options),
  day: (day: string) => formatDay(day, 'ro'),
  due: (instant: string) => formatInstantDay(instant, 'ro'),
  local: ({ ro }: LocalText) => ro,
  lei: (bani: number) => formatLei(bani, 'ro'),
};

const detailsOf = (type: string, data: Record<string, unknown>, quantity: HistoryEvent['quantity'] = null) =>
  eventDetails({ type, data, quantity }, romanian);

test('R8 a move says every date that moved, and the new end', () => {
  const data = {
    moves: [
      { key: 'A9', from: '2023-01-10', to: '2023-02-10' },
      { key: 'A10', from: '2023-02-01', to: '2023-03-01' },
    ],
    amendment: { oldEnd: '2023-09-26', newEnd: '2023-10-26' },
  };
  expect(detailsOf('due.moved', data)).toEqual([
    'A9: de la 10 ianuarie 2023 la 10 februarie 2023',
    'A10: de la 1 februarie 2023 la 1 martie 2023',
    'Sfârșitul proiectului: de la 26 septembrie 2023 la 26 octombrie 2023',
  ]);
});

test('figures, roles and days of other events', () => {
  const persons = { key: 'persoane', title: { ro: 'Persoane instruite', en: 'Persons trained' } };
  const recorded = { quantity: 'persoane', to: 20, target: 60 };
  expect(detailsOf('quantity.recorded', recorded, persons)).toEqual(['Persoane instruite: 20 din 60']);
  expect(detailsOf('member.changed', { role: 'partner' })).toEqual(['Rolul de acum: partener']);
  expect(detailsOf('member.changed', { role: null })).toEqual(['Nu mai este membru']);
  expect(detailsOf('register.viewed', { scope: 'export' })).toEqual(['Registrul întreg, descărcat']);
  expect(detailsOf('import.committed', { added: 60, matched: 2 })).toEqual([
    'Persoane adăugate: 60; rânduri care repetau o fișă: 2',
  ]);
  expect(detailsOf('milestone.adopted', { completedOn: '2022-09-01' })).toEqual(['Încheiat la 1 septembrie 2022']);
});

test('R20 R22 a campaign, its entries and donors say their days, sums and what is published', () => {
  const said = (type: string, data: Record<string, unknown>) =>
    detailsOf(type, data).join('; ').replaceAll('\u00a0', ' ');
  expect(said('campaign.announced', { opensOn: '2023-06-01', closesOn: '2023-06-30' })).toBe(
    '1 iunie 2023 – 30 iunie 2023',
  );
  expect(said('campaign.closed', { sumDueAt: '2023-07-07T20:59:59Z' })).toBe(
    'Suma se publică cel târziu pe 7 iulie 2023',
  );
  expect(said('campaign.published', { raised: 1_197_00 })).toBe('Suma strânsă: 1.197,00 lei');
  const entry = { first: 12, last: 12, amount: 20_000, kind: 'gift', channel: 'cash', bookedOn: '2023-06-02' };
  expect(said('ledger.entered', entry)).toBe('Nr. 12 · donație: 200,00 lei, pe 2 iunie 2023');
  expect(said('ledger.entered', { first: 12, last: 1300, amount: 20_000 })).toBe('Nr. 12–1.300: în total 200,00 lei');
  expect(said('donor.changed', { shown: 'initials' })).toBe('Se publică: cu inițialele');
});

test('R19 R20 R21 R23 a match and a fund say their sums and days', () => {
  const said = (type: string, data: object) =>
    detailsOf(type, data as Record<string, unknown>)
      .join('; ')
      .replaceAll('\u00a0', ' ');
  expect(said('match.computed', { raised: 1_000_001, computed: 1_000_000 })).toBe(
    'Strâns: 10.000,01 lei; partea primăriei: 10.000,00 lei',
  );
  expect(said('match.adjusted', { dueBefore: 100, dueAfter: 0 })).toBe('Partea primăriei: de la 1,00 lei la 0,00 lei');
  expect(said('match.decided', { outcome: 'rejected', decidedOn: '2023-07-20' })).toBe('Respinsă la 20 iulie 2023');
  expect(said('match.paid', { amount: 5_000, paidOn: '2023-08-01' })).toBe('50,00 lei, la 1 august 2023');
  expect(said('fund.transferred', { way: 'out', amount: 5_000 })).toBe('Înapoi din fond: 50,00 lei');
  expect(said('match.corrected', { from: '2023-08-01', to: '2023-08-02' })).toBe(
    'Data: de la 1 august 2023 la 2 august 2023',
  );
  expect(said('fund.corrected', { number: 3, left: 5_000 })).toBe('Din înregistrarea nr. 3 rămân 50,00 lei');
  expect(said('fund.paid', { amount: 5_000, bookedOn: '2023-08-01' })).toBe('50,00 lei, la 1 august 2023');
});

test('a run says how many sessions it has and when the first is in Romania, and whether it was moved', () => {
  const sessions = [{ startsAt: '2026-04-02T06:00:00.000Z' }, { startsAt: '2026-03-31T21:30:00.000Z' }];
  const said = 'Sesiuni: 2, prima pe 1 aprilie 2026';
  expect(detailsOf('run.scheduled', { sessions })).toEqual([said]);
  expect(detailsOf('run.changed', { sessions, moved: true })).toEqual(['S-au schimbat datele sau locul', said]);
  expect(detailsOf('run.changed', { sessions, moved: false })).toEqual([said]);
  expect(detailsOf('run.invited', { enrolmentIds: ['a', 'b'] })).toEqual(['Invitați: 2']);
  expect(eventTexts({ type: 'run.scheduled', texts: { title: 'Curs 1', place: 'Cojocna' } })).toEqual([
    { name: 'run', text: 'Curs 1' },
  ]);
});

test.each([
  ['an unknown type', 'milestone.painted', { to: 1 }],
  ['data in another form', 'due.moved', { moves: 'all' }],
  ['no data', 'project.amended', {}],
])('says nothing about %s', (_, type, data) => {
  expect(detailsOf(type, data)).toEqual([]);
});

test('what was written at a submission or an approval is a note; elsewhere it is a reason', () => {
  const texts = { reason: 'Lipsește semnătura.' };
  expect(eventTexts({ type: 'milestone.submitted', texts })).toEqual([{ name: 'note', text: texts.reason }]);
  expect(eventTexts({ type: 'milestone.approved', texts })).toEqual([{ name: 'note', text: texts.reason }]);
  expect(eventTexts({ type: 'milestone.returned', texts })).toEqual([{ name: 'reason', text: texts.reason }]);
  expect(eventTexts({ type: 'evidence.added', texts: { link: 'https://example.org/anunt' } })).toEqual([
    { name: 'link', text: 'https://example.org/anunt' },
  ]);
  // R28: an erased text is null.
  expect(eventTexts({ type: 'milestone.returned', texts: { reason: null } })).toEqual([]);
});

test('events of one moment stand in the order of their chain, the newest first', () => {
  const at = '2022-07-27T06:00:00.000Z';
  const events = [
    { at, seq: 3 },
    { at: '2022-07-27T05:00:00.000Z', seq: 1 },
    { at, seq: 9 },
    { at, seq: 4 },
  ];
  expect(newestFirst(events).map(({ seq }) => seq)).toEqual([9, 4, 3, 1]);
});
