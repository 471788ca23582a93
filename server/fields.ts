/** Checking what somebody sent against its schema. */
import type { z } from 'zod';
import { fieldErrors } from './field-words.ts';
import { RequestProblem } from './problem.ts';
import { unstorableField } from './storable.ts';

/** Checks a value; what is wrong with it is answered field by field. */
export function checkFields<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new RequestProblem('fields-not-valid', { errors: fieldErrors(parsed.error.issues) });
  const unstorable = unstorableField(parsed.data);
  if (unstorable !== null)
    throw new RequestProblem('fields-not-valid', {
      errors: {
        [unstorable]: {
          ro: 'Textul conține caractere care nu pot fi păstrate. Scrieți-l din nou.',
          en: 'The text contains characters that cannot be kept. Write it again.',
        },
      },
    });
  return parsed.data;
}
