/** Who gives, as the fields of a dialog write it, and what of it is sent (R22). */
import type { Donor, DonorFields, Locale } from '../api/types.ts';

/** `unnamed`: a box at the door, or somebody who wants no record. */
export type GiverMode = 'unnamed' | 'known' | 'new';

export interface GiverValues {
  readonly mode: GiverMode;
  readonly donorId: string;
  readonly kind: Donor['kind'];
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly shown: Donor['shown'];
}

export const NO_GIVER: GiverValues = {
  mode: 'unnamed',
  donorId: '',
  kind: 'person',
  name: '',
  email: '',
  locale: 'ro',
  shown: 'anonymous',
};

/** The fields of a new donor, or of one that is changed. */
export const donorOf = ({ kind, name, email, locale, shown }: Omit<GiverValues, 'mode' | 'donorId'>) => ({
  kind,
  name: name.trim(),
  email: email.trim() === '' ? null : email.trim(),
  locale,
  shown,
});

export function giverOf(values: GiverValues): { donorId?: string; donor?: DonorFields } {
  if (values.mode === 'known') return { donorId: values.donorId };
  return values.mode === 'new' ? { donor: donorOf(values) } : {};
}

/** Something that is needed is there; a pledge has somebody who promises it. */
export function isGiverWhole({ mode, donorId, name, email }: GiverValues, needed: boolean): boolean {
  if (mode === 'known') return donorId !== '';
  if (mode === 'new') return name.trim() !== '' || email.trim() !== '';
  return !needed;
}
