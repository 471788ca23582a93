/** From a command's recorded answer to the response: done, or the refusal as a problem. */
import type { z } from 'zod';
import type { Answer } from '../../domain/refusal.ts';
import { CommandRefused } from '../problem.ts';

/**
 * The facts of a command that was done, read by the route's own schema (the answer was stored as JSON).
 * @throws CommandRefused
 */
export function resultOf<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  if (!answer.done) throw new CommandRefused(answer.refusal);
  return schema.parse(asStored(answer.result));
}

/** The first answer still has its Dates, a recorded one has them as text: both read alike. */
const asStored = (result: unknown): unknown => JSON.parse(JSON.stringify(result));
