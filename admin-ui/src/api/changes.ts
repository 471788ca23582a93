/** Listens to what the server tells (server-sent events) and says when to look again. */
import type { Pushed } from './types.ts';

/** The first wait after the server closed the stream, and the longest, in milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** Doubles with every failure in a row: 1 s, 2 s, 4 s … 30 s. */
export function waitBeforeRetry(failures: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1));
}

export interface Listener {
  /** Something changed; null when changes may have been missed while the line was down. */
  readonly onChange: (pushed: Pushed | null) => void;
  readonly onConnected: (connected: boolean) => void;
}

/**
 * Opens the stream and keeps it open. A browser reconnects by itself after a broken line, but gives up for good after
 * an HTTP error (a restart answers 502 or 503 for a while); then this tries again.
 * @returns stops listening
 */
export function listenForChanges(url: string, { onChange, onConnected }: Listener): () => void {
  let stopped = false;
  let failures = 0;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener('open', () => {
      if (failures > 0) onChange(null);
      failures = 0;
      onConnected(true);
    });
    opened.addEventListener('refresh', () => onChange(null));
    opened.addEventListener('change', ({ data }: MessageEvent<string>) => onChange(JSON.parse(data) as Pushed));
    opened.addEventListener('error', () => {
      if (stopped) return;
      failures += 1;
      onConnected(false);
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waitBeforeRetry(failures));
    });
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
