/**
 * A route, described once: address, who may use it, what goes in and what comes out.
 * The same description is enforced (`mount.ts`) and published (`openapi.ts`); there is no second place for either.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { CommandInput } from '../db/commands.ts';
import type { Caller, ObjectKind, Target } from '../db/reads/access.ts';
import type { Rows } from '../db/reads/page.ts';
import type { Locale, ProjectRole } from '../domain/lifecycle.ts';
import type { Server } from './deps.ts';
import type { List, ListQuery } from './lists.ts';

/**
 * Who may use a route. With an `object`, the path's `:id` names it: somebody else's answers 404 as if it were not there;
 * a member without one of `roles` gets 403. Administrators who are no members may read (routes without `roles`),
 * and change only where `administrators` says so.
 */
export type Access =
  | { readonly who: 'anyone' }
  | { readonly who: 'signed-in' }
  | { readonly who: 'administrator' }
  | {
      readonly who: 'member';
      readonly object: ObjectKind;
      readonly roles?: readonly ProjectRole[];
      readonly administrators?: true;
    };

type CallerOf<A extends Access> = A extends { who: 'anyone' } ? null : Caller;
type TargetOf<A extends Access> = A extends { object: ObjectKind } ? Target : null;

/** One request on its way through a route, checked. */
export interface Call<A extends Access, Q, B> {
  readonly deps: Server;
  readonly caller: CallerOf<A>;
  readonly target: TargetOf<A>;
  readonly query: Q;
  readonly body: B;
  readonly locale: Locale;
  /** Domain time of this request. */
  readonly now: Date;
  /** The command that this request carries, on a route with `idempotent`. */
  command(verb: string, targetId: string, body: unknown): CommandInput;
  readonly request: Request;
  readonly response: Response;
}

/** Anything but JSON: the handler writes the response itself. */
export interface Raw {
  readonly produces: string;
}

type Answered<R> = R extends z.ZodType ? Promise<z.input<R>> : Promise<void>;

interface Description<A extends Access> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: A;
  /** Answered with this status; 200, or 204 without a body. */
  readonly status?: 200 | 201 | 202 | 204;
  /** A command: needs `Idempotency-Key`, and the same one again gets the recorded answer. */
  readonly idempotent?: true;
}

export interface RouteDefinition<
  A extends Access,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType | Raw | undefined,
> extends Description<A> {
  readonly query?: Q;
  readonly body?: B;
  /** The largest JSON body in bytes, where one of 256 kB would be too small. */
  readonly bodyLimit?: number;
  /** Also (without `body`: only) takes multipart/form-data, which the handler reads itself; described in OpenAPI by these fields and `file`. */
  readonly upload?: z.ZodType;
  readonly answer?: R;
  readonly handler: (
    call: Call<A, Q extends z.ZodType ? z.output<Q> : undefined, B extends z.ZodType ? z.output<B> : undefined>,
  ) => Answered<R>;
}

export interface ListDefinition<A extends Access, S extends string, F extends z.ZodObject, R extends z.ZodType>
  extends Description<A> {
  readonly list: List<S, F>;
  /** Schema of one row. */
  readonly row: R;
  readonly handler: (call: Call<A, undefined, undefined>, list: ListQuery<S, z.output<F>>) => Promise<Rows<z.input<R>>>;
}

/** A route as it is mounted and published. */
export interface Route {
  readonly method: Description<Access>['method'];
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly status: number;
  readonly idempotent: boolean;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  readonly bodyLimit: number | null;
  readonly upload: z.ZodType | null;
  readonly list: List | null;
  readonly answer: z.ZodType | Raw | null;
  /** What was checked is handed to the handler that was typed for it. */
  readonly run: (call: Call<Access, unknown, unknown>, list: ListQuery | null) => Promise<unknown>;
}

export function isRaw(answer: z.ZodType | Raw | null): answer is Raw {
  return answer !== null && 'produces' in answer;
}

/** Defines a route. */
export function route<
  const A extends Access,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | Raw | undefined = undefined,
>(definition: RouteDefinition<A, Q, B, R>): Route {
  const { method, path, summary, tag, access, handler } = definition;
  return {
    method,
    path,
    summary,
    tag,
    access,
    status: definition.status ?? (definition.answer ? 200 : 204),
    idempotent: definition.idempotent ?? false,
    query: definition.query ?? null,
    body: definition.body ?? null,
    bodyLimit: definition.bodyLimit ?? null,
    upload: definition.upload ?? null,
    list: null,
    answer: definition.answer ?? null,
    run: handler as Route['run'],
  };
}

/** Defines a list in the dialect of ra-data-simple-rest: `sort`, `range` and `filter` in, `Content-Range` out. */
export function listRoute<const A extends Access, const S extends string, F extends z.ZodObject, R extends z.ZodType>(
  definition: ListDefinition<A, S, F, R>,
): Route {
  const { method, path, summary, tag, access, list, row, handler } = definition;
  return {
    method,
    path,
    summary,
    tag,
    access,
    status: 200,
    idempotent: false,
    query: null,
    body: null,
    bodyLimit: null,
    upload: null,
    list,
    answer: row.array(),
    run: handler as Route['run'],
  };
}
