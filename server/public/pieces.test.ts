import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { sendPieces } from './pieces.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Pieces that never end, and whether they are still being made. */
function endless() {
  const made = { pieces: 0, ended: false };
  async function* pieces(): AsyncGenerator<string> {
    try {
      for (;;) {
        made.pieces += 1;
        yield 'x'.repeat(100_000);
      }
    } finally {
      made.ended = true;
    }
  }
  return { made, pieces: pieces() };
}

/** A server that answers with pieces. @returns its port, and the answer of its first request as a promise */
async function answering(send: (response: ServerResponse) => Promise<void>) {
  let done: Promise<void> | undefined;
  server = createServer((_, response) => {
    done = send(response);
    server.emit('answered');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async answered() {
      if (!done) await once(server, 'answered');
      return done;
    },
  };
}

async function request(port: number) {
  const socket = connect(port, '127.0.0.1').pause();
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  return socket;
}

test('R20 a reader who takes nothing any more is let go, and no more pieces are made than fit between', async () => {
  const { made, pieces } = endless();
  const { port, answered } = await answering((response) => sendPieces(response, pieces, 100));
  const socket = await request(port);
  await answered();
  expect(made.ended).toBe(true);
  // What the system holds between two ends of a connection is a few megabytes.
  expect(made.pieces).toBeLessThan(200);
  socket.destroy();
});

test('R20 a reader who goes away in the middle ends the reading', async () => {
  const { made, pieces } = endless();
  const { port, answered } = await answering((response) => sendPieces(response, pieces, 600_000));
  const socket = await request(port);
  socket.once('readable', () => socket.destroy());
  await answered();
  expect(made.ended).toBe(true);
});

test('what fails in the middle is told, and the answer does not end as if it were whole', async () => {
  const { port, answered } = await answering((response) =>
    sendPieces(
      response,
      (async function* () {
        yield 'a,b\r\n';
        throw new Error('the database went away');
      })(),
    ).catch((error: Error) => {
      response.destroy();
      throw error;
    }),
  );
  const reading = fetch(`http://127.0.0.1:${port}`).then((answer) => answer.text());
  const told = expect(answered()).rejects.toThrow('the database went away');
  await expect(reading).rejects.toThrow();
  await told;
});

test('a reader who takes all of it gets all of it, in order', async () => {
  const numbers = Array.from({ length: 1_000 }, (_, number) => `${number},`);
  const { port, answered } = await answering((response) =>
    sendPieces(
      response,
      (async function* () {
        yield* numbers;
      })(),
    ),
  );
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe(numbers.join(''));
  await answered();
});
