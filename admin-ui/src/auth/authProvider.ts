import { type AuthProvider, HttpError, type UserIdentity } from 'react-admin';
import { send } from '../api/http.ts';
import type { Me } from '../api/types.ts';
import { forgetSession, session } from './session.ts';

export const SIGN_IN = '/sign-in';

/** What react-admin knows of the person, with all that the API told. */
export interface Identity extends UserIdentity {
  readonly me: Me;
}

/** By single-use link, or by address and password. */
export type Credentials = { readonly token: string } | { readonly email: string; readonly password: string };

const isUnauthorized = (error: unknown): boolean => error instanceof HttpError && error.status === 401;

export const authProvider: AuthProvider = {
  login: async (credentials: Credentials) => {
    await send('POST', 'token' in credentials ? 'session/link' : 'session/password', credentials);
    forgetSession();
    await session();
  },
  logout: async () => {
    const known = await session().catch(() => null);
    forgetSession();
    // Where the session is gone already there is nothing to end; a server that is away cannot end it either.
    if (known) await send('DELETE', 'session').catch(() => undefined);
    return SIGN_IN;
  },
  checkAuth: async () => {
    try {
      await session();
    } catch (error) {
      // A server that is away has not said that the session ended: the page stays and shows what it could not read.
      if (!isUnauthorized(error)) return;
      throw Object.assign(new Error('signed out', { cause: error }), { redirectTo: SIGN_IN, message: false });
    }
  },
  checkError: async (error: unknown) => {
    if (!isUnauthorized(error)) return;
    forgetSession();
    throw Object.assign(new Error('signed out'), { redirectTo: SIGN_IN });
  },
  getIdentity: async (): Promise<Identity> => {
    const me = await session();
    return { id: me.id, fullName: me.name, me };
  },
  getPermissions: async () => {
    const me = await session().catch(() => null);
    return me?.isAdmin === true ? 'admin' : 'member';
  },
  /** Users are the administrators' business; everything else the server decides for each record. */
  canAccess: async ({ resource, action }) => {
    const { isAdmin } = await session();
    if (resource === 'users') return isAdmin;
    return resource !== 'projects' || action !== 'create' || isAdmin;
  },
};
