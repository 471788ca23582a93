/** The language of an answer: the user's own, else what the browser prefers, else Romanian. */
import type { Request, Response } from 'express';
import { LOCALES, type Locale } from '../domain/lifecycle.ts';

export function preferredLocale(request: Request): Locale {
  // Without the header every language is accepted, and the first one offered is taken: ro.
  const accepted = request.acceptsLanguages([...LOCALES]);
  return LOCALES.find((locale) => locale === accepted) ?? 'ro';
}

/** The language of the response under way. */
export function localeOf(response: Response): Locale {
  return response.locals.locale === 'en' ? 'en' : 'ro';
}
