/** Users and sessions. */
import { z } from 'zod';
import { EMAIL_FORM, EMAIL_LENGTH } from '../../domain/contact.ts';
import { id, instant, locale, role, sentence } from './common.ts';

/** An address that can stand in a mail header: one line, no control characters. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  // What is too long is not held against the form below, whose work grows with the square of the length.
  .max(EMAIL_LENGTH, { abort: true })
  .regex(EMAIL_FORM, 'an address like name@example.org');

export const user = z.object({
  id,
  email: z.string(),
  name: z.string(),
  locale,
  isAdmin: z.boolean(),
  disabled: z.boolean(),
  createdAt: instant,
});
export const userCreate = z.strictObject({
  email,
  name: sentence(200),
  locale: locale.default('ro'),
  isAdmin: z.boolean().default(false),
});
export const userUpdate = z.strictObject({
  name: sentence(200).optional(),
  locale: locale.optional(),
  isAdmin: z.boolean().optional(),
  disabled: z.boolean().optional(),
});

/** Somebody who may be given a role in a project: what whoever gives it needs to know them by, and nothing else. */
export const candidate = z.object({ id, name: z.string(), email: z.string() });

/** Who is signed in, with their role in each project. */
export const me = z.object({
  id,
  email: z.string(),
  name: z.string(),
  locale,
  isAdmin: z.boolean(),
  hasPassword: z.boolean(),
  memberships: z.array(z.object({ projectId: id, slug: z.string(), role })),
});
export const signInByPassword = z.strictObject({ email, password: z.string().min(1).max(1000) });
export const signInByLink = z.strictObject({ token: z.string().min(20).max(200) });
export const askForLink = z.strictObject({ email });
export const setPassword = z.strictObject({
  current: z.string().max(1000).optional(),
  password: z.string().min(12).max(1000),
});
export const updateMe = z.strictObject({ locale });
