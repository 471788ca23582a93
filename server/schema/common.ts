/** Shapes that several resources share. */
import { z } from 'zod';
import { LOCALES, MILESTONE_KINDS, MILESTONE_STATES, PROJECT_ROLES, PROJECT_STATES } from '../../domain/lifecycle.ts';
import { parseLei } from '../../domain/money.ts';
import { cleanText } from '../../domain/text.ts';

export const id = z.uuid();
export const instant = z.iso.datetime().meta({ description: 'An instant in UTC, ISO 8601.' });
export const day = z.iso.date().meta({ description: 'A calendar day in Romania, YYYY-MM-DD.' });
/**
 * A day that somebody writes. Beyond these years it is a slip of the hand: PostgreSQL knows no year 0, and what follows
 * from a day in the year 9999 has five digits.
 */
export const writtenDay = day.refine((written) => written >= '1900-01-01' && written < '2200', {
  params: { rule: 'years' },
});
export const localText = z.object({ ro: z.string(), en: z.string() });
export const locale = z.enum(LOCALES);
export const role = z.enum(PROJECT_ROLES);
export const milestoneState = z.enum(MILESTONE_STATES);
export const milestoneKind = z.enum(MILESTONE_KINDS);
export const projectState = z.enum(PROJECT_STATES);
export const person = z.object({ id, name: z.string() });

/** Text that a person writes and others read: cleaned (see `cleanText`), never empty, at most `max` characters. */
export const sentence = (max: number) => z.string().overwrite(cleanText).min(1).max(max);

/** Longer than any amount that is taken, grouped and with its unit. */
const AMOUNT_LENGTH = 60;
/**
 * An amount as Romanians write it, `10.000,00`; bani within (R18). What can be read in two ways is refused at its field
 * with the readings.
 */
export const lei = z
  .string()
  .max(AMOUNT_LENGTH)
  .meta({ description: 'An amount in lei in Romanian writing: 10.000 or 10.000,00.' })
  .transform((written, context) => {
    const parsed = parseLei(written);
    if (parsed.ok) return parsed.bani;
    const { fault, readings } = parsed;
    context.addIssue({ code: 'custom', params: { rule: 'lei', fault, readings }, input: written });
    return z.NEVER;
  });
export const leiAboveZero = lei.refine((amount) => amount > 0, { params: { rule: 'above-zero' } });

/** What a command that moved something answers; `version` is the one it made. */
export const missing = z.object({
  code: z.enum([
    'evidence',
    'quantity',
    'predecessor',
    'category',
    'run-attendance',
    'vote-under-way',
    'run-unattended',
    'run-notice',
    'run-certificates',
    'run-evidence',
    'organisation-evidence',
  ]),
  key: z.string(),
  title: localText,
  /** The run or the organisation that it is about, where it is about one. */
  run: z.object({ id, number: z.int(), name: z.string() }).optional(),
  organisation: z.object({ id, name: z.string() }).optional(),
  incomplete: z.int().optional(),
  /** R5: documents that are dated before the message, and do not count. */
  early: z.int().optional(),
  need: z.number().optional(),
  have: z.number().optional(),
  text: z.string().meta({ description: 'The same in words, in the language of the request.' }),
});

/** RFC 9457 problem document. */
export const problem = z.object({
  type: z.string().meta({ description: 'Stable: /problems/<name>' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().optional(),
  /** Field errors as react-admin shows them. */
  errors: z.record(z.string(), z.string()).optional(),
  missing: z.array(missing).optional(),
  conflicts: z.array(z.object({ key: z.string(), text: z.string() })).optional(),
  /** The record of the register that is there already, or that holds the data now. */
  record: z.object({ resource: z.enum(['persons', 'organisations']), id }).optional(),
});
export type Problem = z.infer<typeof problem>;
