/** The ports of the embedded stack: remembered, so that links stay good from one start to the next. */
import { type Home, readState, writeState } from '../../stack/home.ts';
import { freePort, isFree } from '../../stack/ports.ts';

export interface Ports {
  readonly http: number;
  readonly mailPage: number;
  readonly smtp: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly postgres: number;
}

/** Tried first on the first start, for those that a person types or clicks; 0 is any free one. */
const FIRST_CHOICE: Ports = { http: 8300, mailPage: 8325, temporalUi: 8333, smtp: 0, temporal: 0, postgres: 0 };

/**
 * Those of the last start where they are still free, others where not.
 * @param http the port that was asked for, or null
 * @throws when somebody else listens on the port that was asked for
 */
export async function choosePorts(home: Home, http: number | null): Promise<Ports> {
  if (http !== null && http !== 0 && !(await isFree(http))) throw new Error(`PORT=${http} is taken by another program`);
  const wanted = { ...FIRST_CHOICE, ...(await readState<Partial<Ports>>(home, 'ports')), ...(http && { http }) };
  const chosen: Record<string, number> = {};
  for (const [name, port] of Object.entries(wanted)) {
    let free = await freePort(port);
    while (Object.values(chosen).includes(free)) free = await freePort();
    chosen[name] = free;
  }
  const ports = { ...FIRST_CHOICE, ...chosen };
  await writeState(home, 'ports', ports);
  return ports;
}
