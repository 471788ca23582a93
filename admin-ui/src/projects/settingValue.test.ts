import { expect, test } from '@jest/globals';
import { readSetting } from './settingValue.ts';

test('a setting is taken apart into days, seconds, dates and texts', () => {
  expect(readSetting('settings.reminders', ['P30D', 'PT5S', '2023-04-18'])).toEqual([
    { kind: 'days', count: 30 },
    { kind: 'seconds', count: 5 },
    { kind: 'day', day: '2023-04-18' },
  ]);
  expect(readSetting('settings.reminderTime', '09:00')).toEqual([{ kind: 'text', text: '09:00' }]);
  expect(readSetting('settings.bridgeDays', [])).toEqual([]);
  expect(readSetting('settings.other', { day: 30 })).toEqual([{ kind: 'text', text: '{"day":30}' }]);
});

test('a bare number counts days where the plan says so', () => {
  expect(readSetting('milestones.A9.due', 248)).toEqual([{ kind: 'days-from-start', count: 248 }]);
  expect(readSetting('milestones.A9.gap', 14)).toEqual([{ kind: 'days', count: 14 }]);
  expect(readSetting('milestones.A9.quantities.persons', 40)).toEqual([{ kind: 'text', text: '40' }]);
});
