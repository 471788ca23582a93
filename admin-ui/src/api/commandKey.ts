import { isDecided } from './problem.ts';

/**
 * The idempotency key of one opened form or dialog. The same content keeps its key until the server has decided, so a
 * retry after a lost answer never acts twice; other content, or a question asked again after an answer, gets a new one.
 */
export class CommandKey {
  readonly #draw: () => string;
  #content: string | null = null;
  #key: string | null = null;

  constructor(draw: () => string = () => crypto.randomUUID()) {
    this.#draw = draw;
  }

  /** The key for this content (anything JSON can write). */
  for(content: unknown): string {
    const written = JSON.stringify(content) ?? '';
    if (this.#key === null || written !== this.#content) {
      this.#content = written;
      this.#key = this.#draw();
    }
    return this.#key;
  }

  /** Tells what became of the request: an HTTP status, or `NO_ANSWER`. */
  answered(status: number): void {
    if (isDecided(status)) this.#key = null;
  }
}
