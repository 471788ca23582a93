import { expect, test } from '@jest/globals';
import type { Milestone, Missing } from '../api/types.ts';
import { missingId, placeOf } from './missingPlace.ts';

const title = { ro: 'Ceva', en: 'Something' };
const milestone = {
  id: 'm8',
  projectId: 'p1',
  after: [{ id: 'm1', key: 'A1', title, state: 'open' }],
} satisfies Pick<Milestone, 'id' | 'projectId' | 'after'>;
const missing = (change: Partial<Missing>): Missing => ({ code: 'evidence', key: 'x', title, text: '…', ...change });
const run = { id: 'r1', number: 1, name: 'Cursul 1' };
const organisation = { id: 'o1', name: 'Asociația Exemplu' };

test('R6 what is missing of a run, an organisation or a predecessor leads to its page', () => {
  expect(placeOf(milestone, missing({ code: 'run-attendance', run }), false)?.path).toBe('/runs/r1/show');
  expect(placeOf(milestone, missing({ code: 'run-evidence', run }), true)?.path).toBe('/runs/r1/show');
  expect(placeOf(milestone, missing({ code: 'organisation-evidence', organisation }), true)).toEqual({
    path: '/organisations/o1/show',
    what: 'organisation',
    here: 'outreach-o1',
  });
  expect(placeOf(milestone, missing({ code: 'organisation-evidence', organisation }), false)).toBeNull();
  expect(placeOf(milestone, missing({ code: 'predecessor', key: 'A1' }), false)?.path).toBe('/milestones/m1/show');
  expect(placeOf(milestone, missing({ code: 'predecessor', key: 'A7' }), false)).toBeNull();
});

test('R3 incomplete records lead to exactly these persons, for who reads the register', () => {
  const category = missing({ code: 'category', key: 'ong', incomplete: 2 });
  const place = placeOf(milestone, category, true);
  const filter = decodeURIComponent(/filter=([^&]*)/.exec(place?.path ?? '')?.[1] ?? '');
  expect(JSON.parse(filter)).toEqual({ milestoneId: 'm8', category: ['ong'], complete: false });
  expect(placeOf(milestone, category, false)).toBeNull();
  expect(placeOf(milestone, missing({ code: 'category', key: 'ong' }), true)).toBeNull();
  expect(placeOf(milestone, missing({ code: 'quantity', key: 'persoane', incomplete: 1 }), true)?.path).not.toContain(
    'category',
  );
});

test('evidence of this page leads nowhere else', () => {
  expect(placeOf(milestone, missing({}), true)).toBeNull();
});

test('the same document missing of two runs is two things', () => {
  const other = { ...run, id: 'r2' };
  expect(missingId(missing({ code: 'run-evidence', run }))).not.toBe(
    missingId(missing({ code: 'run-evidence', run: other })),
  );
});
