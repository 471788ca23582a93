/** What the form of somebody on the roll holds, and what of it is sent. */
import type { Locale, Voter, VoterAdd } from '../api/types.ts';
import { isWholeDay } from '../format/day.ts';

export interface VoterValues {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly address: string;
  readonly email: string;
  readonly locale: Locale;
  /** Needed once the roll no longer changes freely. */
  readonly publicReason: string;
}

export const NOBODY: VoterValues = {
  familyName: '',
  givenName: '',
  birthDate: '',
  address: '',
  email: '',
  locale: 'ro',
  publicReason: '',
};

export function valuesOfVoter({ familyName, givenName, birthDate, address, email, locale }: Voter): VoterValues {
  return { familyName, givenName, birthDate: birthDate ?? '', address, email: email ?? '', locale, publicReason: '' };
}

export const isWhole = ({ familyName, givenName, birthDate }: VoterValues): boolean =>
  familyName.trim() !== '' && givenName.trim() !== '' && isWholeDay(birthDate);

/** Whether who may vote, or gets a code, changes: with name, birth date and e-mail; not with address and language. */
export const isOther = (before: VoterValues, now: VoterValues): boolean =>
  (['familyName', 'givenName', 'birthDate', 'email'] as const).some((name) => before[name].trim() !== now[name].trim());

export function bodyOfVoter({ email, publicReason, ...values }: VoterValues): VoterAdd {
  const [address, reason] = [email.trim(), publicReason.trim()];
  return { ...values, email: address === '' ? null : address, ...(reason === '' ? {} : { publicReason: reason }) };
}
