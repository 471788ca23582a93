/** What of an error may stand in a log: where it happened and its code, never the values that were at hand. */
import { isNativeError } from 'node:util/types';

interface LoggedError {
  readonly name: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** Absent for a database's error, whose message repeats the statement with its values. */
  readonly message?: string;
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

const textOf = (error: Error, name: string): string | undefined => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
};

export function loggedError(error: unknown): LoggedError {
  if (!isNativeError(error)) return { name: typeof error, at: [] };
  const [code, table, constraint] = ['code', 'table', 'constraint'].map((name) => textOf(error, name));
  const fromDatabase = textOf(error, 'severity') !== undefined || 'bindings' in error;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(!fromDatabase && { message: error.message }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  };
}
