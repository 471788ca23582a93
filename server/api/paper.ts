/** A PDF that is made for one answer: it holds personal data, so nobody on the way keeps it. */
import type { Response } from 'express';
import type { Locale } from '../../domain/lifecycle.ts';
import { attachment, cleanFileName } from '../files/name.ts';

/** Headers of a download under this name. */
export const downloadHeaders = (type: string, name: string, locale: Locale): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': attachment(cleanFileName(name) ?? 'document'),
  'Content-Language': locale,
  'Cache-Control': 'private, no-store',
});

export function sendPaper(response: Response, pdf: Uint8Array, name: string, locale: Locale): void {
  response
    .status(200)
    .set(downloadHeaders('application/pdf', name, locale))
    .end(pdf);
}
