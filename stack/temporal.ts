/** Temporal's own server in one process (`temporal server start-dev`), with its state in a file and its web UI. */
import { Connection } from '@temporalio/client';
import { type Ending, spawnGuarded } from './guarded.ts';
import { answers, EndedWhileStarting, freePort, LOOPBACK, waitUntil } from './ports.ts';

export interface TemporalOptions {
  /** The `temporal` program, see finding.ts. */
  readonly program: string;
  readonly port: number;
  /** Port of the web UI; null leaves it out. */
  readonly uiPort: number | null;
  readonly namespace: string;
  /** File that keeps the state over restarts; null keeps it in memory. */
  readonly file: string | null;
  readonly logFile: string;
  /** Events of a history after which the server suggests to go on as a new run; without it the server's own number. */
  readonly longHistory?: number;
}

export interface Temporal {
  readonly pid: number;
  readonly address: string;
  readonly uiUrl: string | null;
  readonly ended: Promise<Ending>;
  stop(): Promise<Ending>;
}

/**
 * Its inner services listen on ports that were free when they were looked up: now and then another program is faster.
 * Such a start ends at once, and the next one finds others.
 */
const STARTS = 3;

/** Starts the server and waits until it serves the namespace; where it ends while it starts it is started again. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  for (let left = STARTS - 1; ; left -= 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (left === 0 || !(error instanceof EndedWhileStarting)) throw error;
    }
  }
}

async function startOnce(options: TemporalOptions): Promise<Temporal> {
  const address = `${LOOPBACK}:${options.port}`;
  const program = spawnGuarded({
    program: options.program,
    args: [
      'server',
      'start-dev',
      ...['--ip', LOOPBACK],
      ...['--port', String(options.port)],
      ...['--http-port', String(await freePort())],
      ...['--metrics-port', String(await freePort())],
      ...(options.uiPort === null ? ['--headless'] : ['--ui-ip', LOOPBACK, '--ui-port', String(options.uiPort)]),
      ...['--namespace', options.namespace],
      ...(options.file === null ? [] : ['--db-filename', options.file]),
      ...(options.longHistory === undefined
        ? []
        : ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${options.longHistory}`]),
      ...['--log-level', 'error'],
    ],
    stopSignal: 'TERM',
    logFile: options.logFile,
  });
  try {
    await waitUntil(`Temporal (log: ${options.logFile})`, () => answers(LOOPBACK, options.port), program.ended);
    await waitUntil(
      `Temporal's namespace ${options.namespace} (log: ${options.logFile})`,
      () => serves(address, options.namespace),
      program.ended,
    );
  } catch (error) {
    await program.stop();
    throw error;
  }
  return {
    pid: program.pid,
    address,
    uiUrl: options.uiPort === null ? null : `http://${LOOPBACK}:${options.uiPort}/namespaces/${options.namespace}`,
    ended: program.ended,
    stop: () => program.stop(20_000),
  };
}

/** True when the server at the address knows the namespace. */
export async function serves(address: string, namespace: string): Promise<boolean> {
  let connection: Connection | null = null;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
