/** Uploading one file. `fetch` tells no progress of what is sent, so this is the one XMLHttpRequest. */
import { currentLocale } from '../i18n/i18nProvider.ts';
import { API, refused } from './http.ts';
import { NO_ANSWER } from './problem.ts';

export interface Upload {
  /** Where it goes, e.g. `milestones/<id>/evidence`. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly file: File;
  readonly idempotencyKey: string;
  /** 0…1 of the bytes handed over. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends the file and answers what the server answered.
 * @throws HttpError with a problem document as `body`; status 0 when no answer came
 */
export function uploadFile<T>({ path, fields, file, idempotencyKey, onProgress }: Upload): Promise<T> {
  const form = new FormData();
  // The fields go first: the server reads them before the file's first byte.
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  form.append('file', file, file.name);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(refused(request.status, request.responseText));
    });
    for (const lost of ['error', 'timeout', 'abort']) {
      request.addEventListener(lost, () => reject(refused(NO_ANSWER, '')));
    }
    request.open('POST', `${API}/${path}`);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', currentLocale());
    request.setRequestHeader('Idempotency-Key', idempotencyKey);
    request.send(form);
  });
}
