/** Who is signed in: asked once, and again after signing in or out. */
import { get } from '../api/http.ts';
import type { Me } from '../api/types.ts';

let asked: Promise<Me> | null = null;

/** @throws HttpError 401 when nobody is signed in */
export function session(): Promise<Me> {
  asked ??= get<Me>('session').catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** The next question goes to the server. */
export function forgetSession(): void {
  asked = null;
}
