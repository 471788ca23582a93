/** The numbered migrations, in order. An explicit list: a stray file is never run. */
import * as spine from './001_spine.ts';
import * as register from './002_register.ts';
import * as registerLists from './003_register_lists.ts';
import * as runs from './004_runs.ts';
import * as recordMarks from './005_record_marks.ts';
import * as correspondence from './006_correspondence.ts';
import * as consultationsAndVotes from './007_consultations_and_votes.ts';
import * as money from './008_money.ts';

export const MIGRATIONS = [
  { name: '001_spine', ...spine },
  { name: '002_register', ...register },
  { name: '003_register_lists', ...registerLists },
  { name: '004_runs', ...runs },
  { name: '005_record_marks', ...recordMarks },
  { name: '006_correspondence', ...correspondence },
  { name: '007_consultations_and_votes', ...consultationsAndVotes },
  { name: '008_money', ...money },
];
