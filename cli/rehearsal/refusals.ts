/** What somebody tried and was refused: it had to be, and the record says so. */
import type { Person, Reply } from './person.ts';

export interface RefusedAttempt {
  readonly milestone: string;
  readonly role: string;
  readonly tried: string;
  readonly status: number;
  readonly type: string;
  /** Why, in words. */
  readonly detail: string;
  /** What is wrong with each field, in words. */
  readonly fields?: Readonly<Record<string, string>>;
  /** At a gate, what is missing in words. */
  readonly missing: readonly string[];
}

export class Refusals {
  readonly #refused: RefusedAttempt[] = [];

  get all(): readonly RefusedAttempt[] {
    return this.#refused;
  }

  /** @throws where it was not refused, or for another reason than `type` names */
  expect(milestone: string, { role }: Pick<Person, 'role'>, tried: string, reply: Reply<unknown>, type?: string): void {
    const { status, problem } = reply;
    if (!problem) throw new Error(`${role} could ${tried} ${milestone}, which should have been refused`);
    if (type !== undefined && problem.type !== `/problems/${type}`)
      throw new Error(`${role} was refused to ${tried} ${milestone} with ${problem.type} instead of ${type}`);
    this.#refused.push({
      milestone,
      role,
      tried,
      status,
      type: problem.type,
      detail: problem.detail,
      ...(problem.errors && { fields: problem.errors }),
      missing: (problem.missing ?? []).map(({ text }) => text),
    });
  }
}
