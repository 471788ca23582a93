/**
 * Sessions of people who are signed in: kept in PostgreSQL, named by a cookie that scripts cannot read.
 * They end after a time without use and, whatever happens, after a week. Wall time: no rule of a project depends on it.
 */
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import { CALLER_COLUMNS, type Caller, type CallerRow, callerOf } from '../../db/reads/access.ts';
import type { ServerDeps } from '../deps.ts';

export const SESSION_COOKIE = 'jalon';
const MINUTE = 60_000;
/** Without a request for this long, a session ends. */
const IDLE = 12 * 60 * MINUTE;
/** A session ends this long after signing in, used or not. */
const LIFETIME = 7 * 24 * 60 * MINUTE;
/** A session in use is renewed this often, so that an ordinary request only reads. */
const RENEW_EVERY = 15 * MINUTE;

declare module 'express-session' {
  interface SessionData {
    userId: string;
    startedAt: number;
    seenAt: number;
    /** Whose session it is, as it was found with the session. */
    caller: FoundCaller;
  }
}

/** A caller beside the session's data; never stored with them. */
class FoundCaller {
  /** null when the account is disabled or gone. */
  readonly caller: Caller | null;
  constructor(caller: Caller | null) {
    this.caller = caller;
  }
  toJSON(): undefined {
    return undefined;
  }
}

export interface Sessions {
  readonly middleware: RequestHandler;
  close(): Promise<void>;
}

/** A session and whose it is, in one statement: every request begins with it. */
const FIND = {
  name: 'find-session',
  text: `select s.sess, ${CALLER_COLUMNS}
      from web_sessions s left join users u on u.id = (s.sess ->> 'userId')::uuid and u.disabled_at is null
     where s.sid = $1 and s.expire >= $2`,
};
type SessionRow = { readonly sess: session.SessionData } & (CallerRow | { readonly user_id: null });

/** A store in which a session that has ended meanwhile (signed out, new password) is not brought back by its renewal. */
function lastingStore(pool: pg.Pool) {
  return class extends connectPgSimple(session) {
    #pruning = false;

    override get(sid: string, done: (error: unknown, sess?: session.SessionData | null) => void): void {
      if (!this.#pruning) {
        this.#pruning = true;
        this.pruneSessions();
      }
      pool.query<SessionRow>({ ...FIND, values: [sid, new Date()] }).then(({ rows: [row] }) => {
        if (!row) return done(null, null);
        const caller = row.user_id === null ? null : callerOf(row);
        return done(null, { ...row.sess, caller: new FoundCaller(caller) });
      }, done);
    }

    override set(sid: string, sess: session.SessionData, done?: (error?: unknown) => void): void {
      if (sess.seenAt === sess.startedAt) {
        super.set(sid, sess, done);
        return;
      }
      pool
        .query('update web_sessions set sess = $1, expire = $2 where sid = $3', [sess, sess.cookie.expires, sid])
        .then(() => done?.(), done);
    }
  };
}

export function createSessions(
  deps: Pick<ServerDeps, 'databaseUrl' | 'sessionSecret' | 'publicUrl' | 'log'>,
): Sessions {
  const pool = new pg.Pool({
    connectionString: deps.databaseUrl,
    application_name: 'jalon-sessions',
    max: 4,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', (error) => deps.log.warn({ reason: error.message }, 'a connection for sessions was lost'));
  const store = new (lastingStore(pool))({
    pool,
    tableName: 'web_sessions',
    disableTouch: true,
    errorLog: () => deps.log.warn('expired sessions could not be removed'),
  });
  const secure = deps.publicUrl.startsWith('https:');
  const middleware = session({
    name: SESSION_COOKIE,
    secret: deps.sessionSecret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    proxy: secure,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: IDLE, path: '/' },
  });
  return {
    middleware,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

/** The user of this request's session, or null. Renews a session that is in use. */
function sessionUser(request: Request): string | null {
  const { userId, startedAt, seenAt } = request.session;
  const now = Date.now();
  if (userId === undefined || startedAt === undefined || now - startedAt > LIFETIME) return null;
  if (now - (seenAt ?? 0) > RENEW_EVERY) request.session.seenAt = now;
  return userId;
}

/** Who is signed in, as they were found with the session; null where nobody is, or the account is disabled or gone. */
export function sessionCaller(request: Request): Caller | null {
  return sessionUser(request) === null ? null : (request.session.caller?.caller ?? null);
}

/** Starts a session under a new id, so that an id planted before signing in is worth nothing. */
export async function startSession(request: Request, userId: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
  const now = Date.now();
  Object.assign(request.session, { userId, startedAt: now, seenAt: now });
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}

export async function endSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}
