/** Free ports, and waiting until somebody answers on one. */
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const LOOPBACK = '127.0.0.1';

/** True when nobody listens on the port. */
export async function isFree(port: number, host = LOOPBACK): Promise<boolean> {
  return (await listenOnce(port, host)) !== null;
}

/** The wanted port when it is free, another free one otherwise. */
export async function freePort(wanted = 0, host = LOOPBACK): Promise<number> {
  const port = (wanted === 0 ? null : await listenOnce(wanted, host)) ?? (await listenOnce(0, host));
  if (port === null) throw new Error(`no free port on ${host}`);
  return port;
}

function listenOnce(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
}

/** True when somebody accepts connections there now. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.setTimeout(2_000, () => settle(false));
  });
}

/** A program that was waited for is gone. */
export class EndedWhileStarting extends Error {}

/**
 * Waits until `ready` says yes.
 * @throws {EndedWhileStarting} when the program ended before
 * @throws after `patience` milliseconds
 */
export async function waitUntil(
  what: string,
  ready: () => Promise<boolean>,
  ended: Promise<{ code: number | null; signal: string | null }>,
  patience = 60_000,
): Promise<void> {
  let gone: Error | null = null;
  ended.then(
    ({ code, signal }) => {
      gone = new EndedWhileStarting(`${what} ended while it started (${signal ?? `exit code ${code}`})`);
    },
    (error: Error) => {
      gone = new Error(`${what} did not start: ${error.message}`);
    },
  );
  const until = performance.now() + patience;
  while (!(await ready())) {
    if (gone !== null) throw gone;
    if (performance.now() > until) throw new Error(`${what} was not ready after ${patience / 1000} s`);
    await pause(25);
  }
}
