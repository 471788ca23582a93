import { expect, test } from '@jest/globals';
import { fieldsOf, givingTo, OWN, type Place } from './giving.ts';

const place = (per: Place['requirement']['per'], change: Partial<Place> = {}): Place => ({
  milestoneId: 'm',
  projectId: 'p',
  requirement: { key: 'agenda', title: { ro: 'Agenda', en: 'Agenda' }, accepts: ['file'], per },
  runId: null,
  suggestedRunId: null,
  ...change,
});
const nothing = { description: ' ', datedOn: '', part: '' };

test('what is empty is left out', () => {
  expect(fieldsOf(place('milestone'), OWN, nothing)).toEqual({ requirement: 'agenda' });
});

test('R6 evidence of a run waits for its run; a page of a run knows it; the one that lacks it is offered', () => {
  expect(fieldsOf(place('run'), OWN, nothing)).toBeNull();
  expect(fieldsOf(place('run'), OWN, { ...nothing, part: 'r1' })).toEqual({ requirement: 'agenda', runId: 'r1' });
  expect(fieldsOf(place('run', { runId: 'r2' }), OWN, nothing)).toEqual({ requirement: 'agenda', runId: 'r2' });
  expect(givingTo(place('run', { suggestedRunId: 'r3' })).part).toBe('r3');
});

test('R5 evidence of an organisation waits for the organisation and the date', () => {
  const dated = { ...nothing, datedOn: '2022-11-02' };
  expect(fieldsOf(place('organisation'), OWN, dated)).toBeNull();
  expect(fieldsOf(place('organisation'), OWN, { ...nothing, part: 'o1' })).toBeNull();
  expect(fieldsOf(place('organisation'), OWN, { ...dated, part: 'o1' })).toEqual({
    requirement: 'agenda',
    datedOn: '2022-11-02',
    organisationId: 'o1',
  });
});

test('a version and another file of a document take over where they belong', () => {
  const version = { kind: 'version', replaces: 'e1', name: 'a.pdf', published: false } as const;
  expect(fieldsOf(place('run', { suggestedRunId: 'r3' }), version, givingTo(place('run')))).toEqual({
    requirement: 'agenda',
    replaces: 'e1',
  });
  const another = { kind: 'document', documentId: 'd1', name: 'a.pdf' } as const;
  expect(fieldsOf(place('run', { runId: 'r2' }), another, nothing)).toEqual({
    requirement: 'agenda',
    documentId: 'd1',
  });
});
