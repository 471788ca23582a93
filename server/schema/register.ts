/** The participant register: persons, organisations, imports, the summary. */
import { z } from 'zod';
import { PHONE_FORM } from '../../domain/contact.ts';
import { cleanText } from '../../domain/text.ts';
import { day, id, instant, localText, sentence, person as user, writtenDay } from './common.ts';
import { email } from './users.ts';

const phone = z.string().trim().regex(PHONE_FORM, 'a telephone number');

/** A person of the register, in a list. `complete` by the plan's required fields (R3). */
export const personRow = z.object({
  id,
  projectId: id,
  familyName: z.string(),
  givenName: z.string(),
  birthDate: day.nullable(),
  category: z.string().nullable(),
  organisation: z.object({ id, name: z.string() }).nullable(),
  ageGroup: z.string().nullable(),
  startedOn: day,
  consentedOn: day.nullable(),
  complete: z.boolean(),
  erased: z.boolean(),
  version: z.int(),
});

export const person = z.object({
  ...personRow.shape,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
  /** The required fields that are not filled in, with their titles. */
  missing: z.array(z.object({ key: z.string(), title: localText })),
  createdAt: instant,
  mergedFrom: z.array(id),
});

const personFields = {
  familyName: sentence(100),
  givenName: sentence(100),
  birthDate: writtenDay.nullable().default(null),
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  category: z.string().max(40).nullable().default(null),
  organisationId: id.nullable().default(null),
  fields: z.record(z.string().max(40), z.string().overwrite(cleanText).max(200)).default({}),
  consentedOn: writtenDay.nullable().default(null),
  startedOn: writtenDay.optional(),
};
export const personCreate = z.strictObject({ projectId: id, ...personFields });
/** A change names the version it was made from: two people who edit one record do not overwrite each other. */
export const personChange = z.strictObject({ version: z.int(), ...personFields });
export const personMerge = z.strictObject({ into: id, reason: sentence(2000) });
export const personErase = z.strictObject({ reason: sentence(2000) });

export const organisation = z.object({
  id,
  projectId: id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string(),
  persons: z.int(),
  version: z.int(),
});
const organisationFields = {
  name: sentence(200),
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  note: z.string().max(2000).default(''),
};
export const organisationCreate = z.strictObject({ projectId: id, ...organisationFields });
export const organisationChange = z.strictObject({ version: z.int(), ...organisationFields });

/** What becomes of an imported row: a new person, one that is there already, perhaps one, or nothing. */
export const importedRow = z.object({
  /** Row of the sheet, as a person counts it (the heading is row 1). */
  row: z.int(),
  outcome: z.enum(['new', 'matched', 'doubtful', 'refused']),
  name: z.string(),
  birthDate: day.nullable(),
  /** The record it matches, or might. */
  person: z.object({ id, name: z.string(), birthDate: day.nullable() }).nullable(),
  /** Why refused or doubtful, in the language of the request, naming the column. */
  reasons: z.array(z.object({ column: z.string().nullable(), text: z.string() })),
});
const importState = z.enum(['previewed', 'committed', 'dropped']);
const importCounts = z.object({ new: z.int(), matched: z.int(), doubtful: z.int(), refused: z.int() });

/** An import in a list. Of one that has ended no rows are kept, and nothing is counted. */
export const importRow = z.object({
  id,
  projectId: id,
  fileName: z.string(),
  state: importState,
  madeBy: user,
  madeAt: instant,
  counts: importCounts,
});
export const importPreview = z.object({
  id,
  fileName: z.string(),
  state: importState,
  /** Which column was read as what; columns that were not read at all. */
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
  counts: importCounts,
  rows: z.array(importedRow),
});
/**
 * All or nothing: with refused rows, nothing can be committed. Each doubtful row needs a decision:
 * `new`, or the id of the person that it is.
 */
export const importCommit = z.strictObject({
  decisions: z
    .array(z.strictObject({ row: z.int(), person: z.union([z.literal('new'), id]) }))
    .max(20_000)
    .default([]),
});
export const importDone = z.object({ id, added: z.int(), matched: z.int() });

export const registerExpire = z.strictObject({ reason: sentence(2000) });
/** R28: how many records were anonymised. */
export const registerExpired = z.object({ persons: z.int() });

/** The register in figures (R2, R3), each figure the same as what SQL counts. */
export const registerSummary = z.object({
  persons: z.int(),
  complete: z.int(),
  incomplete: z.int(),
  erased: z.int(),
  organisations: z.int(),
  /** R28: the last day on which the register has to be kept. */
  keptUntil: day,
  byCategory: z.array(
    z.object({
      key: z.string().nullable(),
      name: localText,
      target: z.int().nullable(),
      /** Complete records (R3). */
      persons: z.int(),
      /** Records that would count here if they were complete. */
      incomplete: z.int(),
    }),
  ),
  byField: z.array(
    z.object({
      key: z.string(),
      title: localText,
      counts: z.array(z.object({ choice: z.string().nullable(), title: localText, persons: z.int() })),
    }),
  ),
  byAgeGroup: z.array(z.object({ key: z.string().nullable(), title: localText, persons: z.int() })),
});
