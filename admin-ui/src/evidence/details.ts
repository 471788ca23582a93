import { isWholeDay } from '../format/day.ts';

/** What may be said about evidence beside the thing itself; empty where nothing is said. */
export interface Details {
  readonly description: string;
  readonly datedOn: string;
}

export const NO_DETAILS: Details = { description: '', datedOn: '' };

/** The details as the API takes them: what is empty is left out. */
export function withoutEmpty({ description, datedOn }: Details): { description?: string; datedOn?: string } {
  return {
    ...(description.trim() === '' ? {} : { description }),
    ...(isWholeDay(datedOn) ? { datedOn } : {}),
  };
}
