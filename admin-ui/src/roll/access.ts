/** Who sees the people on a roll; the server decides, this only spares people what it would refuse. */
import type { Role } from '../api/types.ts';

/** Staff, manager, and the town hall as partner. */
export const keepsRoll = (role: Role | null): boolean => role === 'staff' || role === 'manager' || role === 'partner';
