import { expect, test } from '@jest/globals';
import { witnessesIn } from './witnesses.ts';

test('R17 witnesses are counted by name, each once', () =>
  expect(witnessesIn(' Martor Unu \n\nMartora Doi\nMartor Unu\n')).toEqual(['Martor Unu', 'Martora Doi']));
