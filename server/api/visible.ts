/** Whose lists hold what: a member's their own projects', an administrator's everything. */
import type { Caller } from '../../db/reads/access.ts';

/** The member whose projects bound a list, or null for no bound. */
export const boundOf = (caller: Caller): string | null => (caller.isAdmin ? null : caller.id);
