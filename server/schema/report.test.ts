import { expect, test } from '@jest/globals';
import { buildReportModel } from '../../domain/report-model.ts';
import { noonOf, sampleFacts, sampleId } from '../../domain/report-sample.ts';
import { samplePlan } from '../../domain/sample-plan.ts';
import { report } from './report.ts';

test('R25 the schema of the API takes the whole report and loses nothing of it', () => {
  const plan = samplePlan();
  plan.promises = [{ key: 'proof', title: { ro: 'Promisiune', en: 'Promise' }, source: 'stated' }];
  const facts = sampleFacts(plan, { B1: 'adopted', B2: 'submitted', B3: 'waiting' });
  const [first] = facts.dueDates;
  if (!first) throw new Error('the sample has no due date');
  const eventful = {
    ...facts,
    dueDates: [...facts.dueDates, { ...first, eventId: sampleId(61), dueAt: noonOf('2022-10-01'), reason: 'Vremea.' }],
    amendments: [
      {
        id: sampleId(70),
        eventId: sampleId(65),
        number: '1',
        signedOn: '2022-11-01',
        oldEnd: '2022-12-31',
        newEnd: '2023-01-31',
        reason: null,
      },
    ],
    undelivered: [{ id: sampleId(80), state: 'failed' as const }],
  };
  const model = buildReportModel(eventful, noonOf('2022-12-20'));
  expect(model.promises[0]?.evidence.length).toBeGreaterThan(0);
  expect(report.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
});
