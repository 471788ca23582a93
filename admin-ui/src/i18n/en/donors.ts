import type { donors as romanian } from '../ro/donors.ts';
import type { WordsLike } from '../words.ts';

export const donors: WordsLike<typeof romanian> = {
  name: 'Donor |||| Donors',
};
