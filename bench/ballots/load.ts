/** Load on a route over connections that stay open: as much as it takes, or so many a second. */
import { connect, type Socket } from 'node:net';

/** The body of the next request; null where there is no more. */
export type NextBody = () => string | null;

export interface Load {
  readonly answered: number;
  /** Answers that were not 201. */
  readonly others: number;
  readonly seconds: number;
  /** Milliseconds from when each was due to its answer, ascending. */
  readonly latencies: readonly number[];
}

interface Connection {
  /** Sends one request and resolves with the status of its answer. */
  ask(text: string): Promise<number>;
  end(): void;
}

const END_OF_HEAD = '\r\n\r\n';

/** As little HTTP as it takes, so that the load costs less than what it measures. */
async function open(port: number): Promise<Connection> {
  const socket: Socket = await new Promise((resolve, reject) => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opened));
    opened.once('error', reject);
  });
  let got = '';
  let waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | null = null;
  const fail = () => waiting?.reject(new Error('a connection was closed under load'));
  socket.on('close', fail).on('error', fail);
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    got += String(chunk);
    const head = got.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(got.slice(0, head))?.[1] ?? 0);
    if (got.length < head + END_OF_HEAD.length + length) return;
    const status = Number(got.slice(9, 12));
    got = '';
    waiting?.resolve(status);
  });
  return {
    ask: (text) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(text);
      }),
    end: () => socket.destroy(),
  };
}

const requestOf = (port: number, path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

export interface LoadOptions {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  readonly next: NextBody;
  /** Requests a second; without it each connection asks as soon as it was answered. */
  readonly rate?: number;
}

export async function load({ port, path, connections, seconds, next, rate }: LoadOptions): Promise<Load> {
  const opened = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const latencies: number[] = [];
  let others = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  let sent = 0;

  async function asking(connection: Connection): Promise<void> {
    for (;;) {
      const now = performance.now();
      // The connections share one timetable: who is free takes what is due next, and is late if all were busy.
      const due = rate === undefined ? now : began + (sent / rate) * 1000;
      if (due >= until || now >= until + 5_000) return;
      const body = next();
      if (body === null) throw new Error('nobody is left to vote: give more --voters');
      sent += 1;
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
      const status = await connection.ask(requestOf(port, path, body));
      latencies.push(performance.now() - due);
      if (status !== 201) others += 1;
    }
  }

  await Promise.all(opened.map(asking));
  const took = (performance.now() - began) / 1000;
  for (const connection of opened) connection.end();
  return { answered: latencies.length, others, seconds: took, latencies: latencies.sort((a, b) => a - b) };
}

/** @param share 0.99 for the 99th percentile */
export function percentile(ascending: readonly number[], share: number): number {
  const value = ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))];
  if (value === undefined) throw new Error('no values');
  return value;
}
