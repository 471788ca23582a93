/** Who sees and who writes the register; the server decides, this only spares people buttons that it would refuse. */
import type { Me, Project } from '../api/types.ts';

type Role = Pick<Project, 'myRole'>;

/** Staff, manager and auditor; the partner sees nothing of it. */
export function mayReadRegister({ myRole }: Role): boolean {
  return myRole === 'staff' || myRole === 'manager' || myRole === 'auditor';
}

/** In a project that has ended the register no longer changes. */
export function mayWriteRegister({ myRole, state }: Pick<Project, 'myRole' | 'state'>): boolean {
  return state === 'running' && mayErase({ myRole });
}

/** R28: also in a project that has ended. */
export function mayErase({ myRole }: Role): boolean {
  return myRole === 'staff' || myRole === 'manager';
}

/** The projects whose register this person may read. */
export function registersOf({ memberships }: Pick<Me, 'memberships'>): string[] {
  return memberships.filter(({ role }) => mayReadRegister({ myRole: role })).map(({ projectId }) => projectId);
}
