/** Donors: personal data, for those who read the register; what is published of them is a choice of theirs (R22). */
import { z } from 'zod';
import { DONOR_KINDS, DONOR_NAME_LENGTH } from '../../domain/donors.ts';
import { DONOR_SHOWN } from '../../domain/ledger.ts';
import { cleanText } from '../../domain/text.ts';
import { id, instant, locale } from './common.ts';
import { email } from './users.ts';

export const donor = z.object({
  id,
  projectId: id,
  kind: z.enum(DONOR_KINDS),
  name: z.string(),
  email: z.string().nullable(),
  locale,
  shown: z.enum(DONOR_SHOWN),
  /** What is published; null for somebody who stays anonymous. */
  shownAs: z.string().nullable(),
  /** Entries that name this donor. */
  entries: z.int(),
  version: z.int(),
  createdAt: instant,
  erasedAt: instant.nullable(),
});

/** A donor as somebody writes it. Without a name for whoever gave unnamed and wants a receipt by e-mail. */
export const donorFields = z.strictObject({
  kind: z.enum(DONOR_KINDS).default('person'),
  name: z.string().overwrite(cleanText).max(DONOR_NAME_LENGTH).default(''),
  email: email.nullable().default(null),
  locale: locale.default('ro'),
  shown: z.enum(DONOR_SHOWN).default('anonymous'),
});
export const donorChange = z.strictObject({
  version: z.int(),
  kind: z.enum(DONOR_KINDS),
  name: z.string().overwrite(cleanText).max(DONOR_NAME_LENGTH),
  email: email.nullable(),
  locale,
  shown: z.enum(DONOR_SHOWN),
});
export const donorErase = z.strictObject({});
