/** A file that a command makes: it comes once, as the answer, and is kept by the browser alone. */
import { currentLocale } from '../i18n/i18nProvider.ts';
import { API, refused } from './http.ts';
import { NO_ANSWER } from './problem.ts';

/**
 * Sends a command whose answer is a file, and hands the file to the browser's downloads.
 * @throws HttpError with a problem document as `body`; status 0 when no whole answer came
 */
export async function downloadFrom(
  path: string,
  body: unknown,
  idempotencyKey: string,
  fileName: string,
): Promise<void> {
  let response: Response;
  let file: Blob;
  try {
    response = await fetch(`${API}/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        Accept: 'application/pdf, application/problem+json',
        'Accept-Language': currentLocale(),
        'Content-Type': 'application/json',
        'Idempotency-Key': idempotencyKey,
      },
      credentials: 'same-origin',
    });
    file = await response.blob();
  } catch {
    throw refused(NO_ANSWER, '');
  }
  if (!response.ok) throw refused(response.status, await file.text());
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
