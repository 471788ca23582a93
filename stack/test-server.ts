/**
 * Temporal's test server, which skips time, for the rehearsal and for tests that own a clock.
 * It refuses keep-alive pings every 30 s (connect with a high `grpc.keepalive_time_ms`), and its clock stands still
 * while a workflow task or an activity is pending.
 */
import { type Ending, spawnGuarded } from './guarded.ts';
import { answers, freePort, LOOPBACK, waitUntil } from './ports.ts';

export interface TestServer {
  readonly pid: number;
  readonly address: string;
  readonly ended: Promise<Ending>;
  stop(): Promise<Ending>;
}

/** Starts the server (see `findTestServer`) on a free port and waits until it takes connections. */
export async function startTestServer(options: { program: string; logFile: string }): Promise<TestServer> {
  const port = await freePort();
  const server = spawnGuarded({
    program: options.program,
    args: [String(port), '--enable-time-skipping'],
    stopSignal: 'TERM',
    logFile: options.logFile,
  });
  try {
    await waitUntil(`Temporal's test server (log: ${options.logFile})`, () => answers(LOOPBACK, port), server.ended);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { pid: server.pid, address: `${LOOPBACK}:${port}`, ended: server.ended, stop: () => server.stop() };
}
