/** A wire to a server that can be cut, held and mended: what a network or a crashed server does, without a crash. */

import type { AddressInfo } from 'node:net';
import { createConnection, createServer, type Server, type Socket } from 'node:net';

export interface Wire {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps every connection and lets nothing through: a server that hangs. */
  hold(): void;
  /** After a cut or a hold. */
  mend(): Promise<void>;
}

export async function wireTo(host: string, port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let held = false;
  const listen = (own: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((near) => {
        const far = createConnection({ host, port });
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one);
          one.on('error', () => other.destroy());
          one.on('close', () => {
            sockets.delete(one);
            other.destroy();
          });
          one.on('data', (chunk) => {
            if (!other.write(chunk)) one.pause();
          });
          other.on('drain', () => {
            if (!held) one.resume();
          });
          if (held) one.pause();
        }
      });
      server.on('error', reject);
      server.listen(own, '127.0.0.1', () => resolve(server));
    });
  let server: Server | null = await listen(0);
  const own = (server.address() as AddressInfo).port;
  return {
    port: own,
    async cut() {
      const closing = server;
      server = null;
      const closed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    hold() {
      held = true;
      for (const socket of sockets) socket.pause();
    },
    async mend() {
      held = false;
      for (const socket of sockets) socket.resume();
      server ??= await listen(own);
    },
  };
}
