import { expect, test } from '@jest/globals';
import { formatSize, MAX_FILE_BYTES } from './size.ts';

test('sizes of files', () => {
  expect(formatSize(90, 'ro')).toBe('90\u00a0B');
  expect(formatSize(319_488, 'ro')).toBe('312\u00a0kB');
  expect(formatSize(1_468_006, 'ro')).toBe('1,4\u00a0MB');
  expect(formatSize(MAX_FILE_BYTES, 'en')).toBe('25\u00a0MB');
});
