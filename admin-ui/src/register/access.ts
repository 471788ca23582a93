/** Who sees and who writes the register; the server decides, this only spares people buttons that it would refuse. */
import type { Me, Project } from '../api/types.ts';

type Standing = Pick<Project, 'myRole'>;

/** Staff, manager and auditor; the partner sees nothing of it. */
export function mayReadRegister({ myRole }: Standing): boolean {
  return myRole === 'staff' || myRole === 'manager' || myRole === 'auditor';
}

export function mayWriteRegister({ myRole }: Standing): boolean {
  return myRole === 'staff' || myRole === 'manager';
}

/** The projects whose register this person may read. */
export function registersOf({ memberships }: Pick<Me, 'memberships'>): string[] {
  return memberships.filter(({ role }) => mayReadRegister({ myRole: role })).map(({ projectId }) => projectId);
}
