import type { bank as romanian } from '../ro/bank.ts';
import type { WordsLike } from '../words.ts';

export const bank: WordsLike<typeof romanian> = {
  open: 'Bank statements',
  noneYet: 'No bank statement imported yet.',
  until: 'The statements reach %{day}.',
  openLines: {
    one: '%{count} line to decide.',
    few: '%{count} lines to decide.',
    other: '%{count} lines to decide.',
  },
};
