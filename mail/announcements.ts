/** Hearing from PostgreSQL that a message was written, so that it goes out at once and not at the next poll. */
import pg from 'pg';

const RECONNECT_MS = { first: 500, most: 30_000 };

/**
 * Listens on `jalon_outbox` by a connection of its own; reconnects by itself.
 * @param heard called for each announcement, and after each (re)connection: something may have been missed before it
 * @returns ends listening
 */
export function listenForMessages(connectionString: string, heard: () => void): () => Promise<void> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delay = RECONNECT_MS.first;
  let ended = false;

  function lost(gone: pg.Client): void {
    if (ended || gone !== client) return;
    client = undefined;
    gone.end().catch(() => {});
    timer = setTimeout(connect, delay);
    delay = Math.min(delay * 2, RECONNECT_MS.most);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: 'jalon outbox', keepAlive: true });
    client = next;
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    next.on('notification', heard);
    try {
      await next.connect();
      await next.query('listen jalon_outbox');
      delay = RECONNECT_MS.first;
      heard();
    } catch {
      // The poll goes on meanwhile, and says in the log what is wrong with the database.
      lost(next);
    }
  }

  void connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
