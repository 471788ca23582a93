/** R14: somebody on a roll as a keyed hash. The key is the vote's own and goes with the roll (R15a); no CNP is in it. */
import { createHmac } from 'node:crypto';
import { type VoterFields, voterIdentity } from '../../domain/roll.ts';

export const personHash = (
  rollKey: Uint8Array,
  voter: Pick<VoterFields, 'familyName' | 'givenName' | 'birthDate'>,
): Buffer => createHmac('sha256', rollKey).update(voterIdentity(voter)).digest();
