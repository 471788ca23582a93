/** Addresses of the register's pages. */

export const registerPath = (projectId: string): string => `/projects/${projectId}/register`;

/** The register's address with only those persons in the list. */
export function registerOf(projectId: string, filter: Readonly<Record<string, unknown>>): string {
  return `${registerPath(projectId)}?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;
}

/** State of a link that leads to the list of persons, which stands far down on its page. */
export const TO_LIST = { toList: true };

export function isToList(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'toList' in state;
}
