import type { Voter } from '../api/types.ts';

/** As the roll is ordered: the family name first. */
export const nameOf = ({ familyName, givenName }: Pick<Voter, 'familyName' | 'givenName'>): string =>
  `${familyName} ${givenName}`.trim();
