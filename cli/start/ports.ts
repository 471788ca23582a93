/** The ports of the embedded stack: remembered, so that links stay good from one start to the next. */
import { type Home, readState, writeState } from '../../stack/home.ts';
import { freePort, isFree, LOOPBACK } from '../../stack/ports.ts';
import type { Settings } from '../config.ts';

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

/** Those of the last start where they are still free, others where not. @throws where PORT asks for one that is not */
export async function choosePorts(home: Home, { host, port: asked }: Pick<Settings, 'host' | 'port'>): Promise<Ports> {
  if (asked && !(await isFree(asked, host))) throw new Error(`PORT=${asked} is taken by another program`);
  const wanted = {
    ...FIRST_CHOICE,
    ...(await readState<Partial<Ports>>(home, 'ports')),
    ...(asked && { http: asked }),
  };
  const chosen: Record<string, number> = {};
  for (const [name, port] of Object.entries(wanted)) {
    const where = hostOf(name, host);
    let free = await freePort(port, where);
    while (Object.values(chosen).includes(free)) free = await freePort(0, where);
    chosen[name] = free;
  }
  const ports = { ...FIRST_CHOICE, ...chosen };
  await writeState(home, 'ports', ports);
  return ports;
}

/** Those on which somebody listens. */
export async function takenOf(ports: Ports, { host }: Pick<Settings, 'host'>): Promise<number[]> {
  const taken: number[] = [];
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port, hostOf(name, host)))) taken.push(port);
  return taken;
}

/** Only the pages may be meant for other machines too. */
function hostOf(name: string, host: string): string {
  return name === 'http' ? host : LOOPBACK;
}
