/** R5: whom an outreach milestone can write to. */
import type { OutreachRow } from '../api/types.ts';

export const isReachable = ({ organisation }: Pick<OutreachRow, 'organisation'>): boolean =>
  organisation.email !== null;

/** Ids of those who can be written to, in the order of the table. */
export const reachable = (rows: readonly OutreachRow[]): string[] =>
  rows.filter(isReachable).map(({ organisation }) => organisation.id);

/** Whom the dialog offers as chosen: who can be reached, has not been written to, and is not informed already. */
export const firstChoice = (rows: readonly OutreachRow[]): string[] =>
  reachable(rows.filter(({ message, informed }) => message === null && !informed));

/** The last day of a message that counts as sent. */
export const writtenAt = ({ message }: Pick<OutreachRow, 'message'>): string | null => message?.sentAt ?? null;
