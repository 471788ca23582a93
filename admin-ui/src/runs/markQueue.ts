/**
 * Marks of one session on their way to the server. A tap counts at once; what was not saved stays marked so, and is
 * sent again by whoever asks for it. One request at a time: marks of one person never overtake each other.
 */
import { isDecided } from '../api/problem.ts';
import type { MarkedHow, Problem } from '../api/types.ts';

export interface Mark {
  readonly personId: string;
  readonly present: boolean;
}

export interface Marked {
  readonly present: boolean;
  /** `saved`: the server has it, the page has not read it again yet. */
  readonly state: 'waiting' | 'saving' | 'failed' | 'saved';
  readonly how: MarkedHow;
  readonly problem: Problem | null;
  readonly savedAt: number;
}

/** Sends marks and answers null, or why they were not saved. */
export type SendMarks = (how: MarkedHow, marks: readonly Mark[]) => Promise<Problem | null>;

export class MarkQueue {
  readonly #send: SendMarks;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #marked: ReadonlyMap<string, Marked> = new Map();
  #busy = false;

  constructor(send: SendMarks, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** By person: another map after every change. */
  readonly marked = (): ReadonlyMap<string, Marked> => this.#marked;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Marks persons; what got no answer before goes along. */
  mark(how: MarkedHow, marks: readonly Mark[]): void {
    this.#change(
      marks.map(({ personId, present }) => [
        personId,
        { present, how, state: 'waiting', problem: null, savedAt: 0 } as const,
      ]),
    );
    this.retry();
  }

  /** Sends again what was not saved, but for what the server has refused. */
  retry(): void {
    this.#again((problem) => problem === null || !isDecided(problem.status));
  }

  /** Sends everything again that was not saved. */
  retryAll(): void {
    this.#again(() => true);
  }

  /** Gives up what was not saved: the page shows what the server has. */
  giveUp(): void {
    this.#drop(({ state }) => state === 'failed');
  }

  /** What was saved before the page read the marks at `readAt` is known from there. */
  settle(readAt: number): void {
    this.#drop(({ state, savedAt }) => state === 'saved' && savedAt < readAt);
  }

  #again(which: (problem: Problem | null) => boolean): void {
    this.#change(
      [...this.#marked]
        .filter(([, { state, problem }]) => state === 'failed' && which(problem))
        .map(([personId, mark]) => [personId, { ...mark, state: 'waiting', problem: null }]),
    );
    void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (;;) {
      const waiting = [...this.#marked].filter(([, { state }]) => state === 'waiting');
      const how = waiting[0]?.[1].how;
      if (how === undefined) break;
      const batch = waiting.filter(([, mark]) => mark.how === how);
      this.#change(batch.map(([personId, mark]) => [personId, { ...mark, state: 'saving' }]));
      await this.#sendBatch(
        how,
        batch.map(([personId, { present }]) => ({ personId, present })),
      );
    }
    this.#busy = false;
  }

  async #sendBatch(how: MarkedHow, marks: readonly Mark[]): Promise<void> {
    const problem = await this.#send(how, marks);
    // One mark that is refused must not hold up the others.
    if (problem && isDecided(problem.status) && marks.length > 1) {
      for (const mark of marks) await this.#sendBatch(how, [mark]);
      return;
    }
    const savedAt = this.#now();
    this.#change(
      marks.flatMap(({ personId }) => {
        const mark = this.#marked.get(personId);
        // Tapped again meanwhile: it is sent again.
        if (mark?.state !== 'saving') return [];
        return [[personId, { ...mark, state: problem ? 'failed' : 'saved', problem, savedAt }] as const];
      }),
    );
  }

  #change(changes: readonly (readonly [string, Marked])[]): void {
    if (changes.length > 0) this.#set(new Map([...this.#marked, ...changes]));
  }

  #drop(which: (mark: Marked) => boolean): void {
    const kept = [...this.#marked].filter(([, mark]) => !which(mark));
    if (kept.length < this.#marked.size) this.#set(new Map(kept));
  }

  #set(marked: ReadonlyMap<string, Marked>): void {
    this.#marked = marked;
    for (const listener of this.#listeners) listener();
  }
}

/** Marks that the server does not have yet. */
export function unsavedOf(marked: ReadonlyMap<string, Marked>): Marked[] {
  return [...marked.values()].filter(({ state }) => state !== 'saved');
}
