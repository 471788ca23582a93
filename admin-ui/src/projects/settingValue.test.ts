import { expect, test } from '@jest/globals';
import { readSetting } from './settingValue.ts';

test('a setting is taken apart into days, seconds, dates and texts', () => {
  expect(readSetting(['P30D', 'PT5S', '2023-04-18'])).toEqual([
    { kind: 'days', count: 30 },
    { kind: 'seconds', count: 5 },
    { kind: 'day', day: '2023-04-18' },
  ]);
  expect(readSetting('09:00')).toEqual([{ kind: 'text', text: '09:00' }]);
  expect(readSetting([])).toEqual([]);
  expect(readSetting({ day: 30 })).toEqual([{ kind: 'text', text: '{"day":30}' }]);
});
