/** Telling "PostgreSQL is away" from every other error. */
import { isNativeError } from 'node:util/types';

const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN']);
/** SQLSTATE: connection exceptions, shutting down, starting up, too many connections, out of memory or disk. */
const SQLSTATE = /^(?:08...|57P0[1-5]|53...)$/;
const MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** The database cannot be reached or is going away: the same request may succeed later. */
export function isDatabaseGone(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  if (error.name === 'KnexTimeoutError' || MESSAGE.test(error.message)) return true;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isDatabaseGone)) return true;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return false;
  return SQLSTATE.test(code) || (SOCKET_CODES.has(code) && 'syscall' in error && error.syscall !== 'open');
}
