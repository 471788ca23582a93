/**
 * The way to PostgreSQL: the pool, and what every writing transaction needs beside it.
 */
import { randomUUID } from 'node:crypto';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { ComposeMessage } from '../domain/messages.ts';
import { createSealer, type Sealer } from './sealing.ts';

export type Transaction = Knex.Transaction;
/** A pool or a transaction: for reads that may stand in either. */
export type Reader = Knex | Transaction;

export interface Store {
  readonly knex: Knex;
  /** Renders a message in the transaction that writes it to the outbox. */
  readonly compose: ComposeMessage;
  /** The part of a Message-ID after the "@". */
  readonly mailDomain: string;
  /** Seals what a message must not show. */
  readonly sealer: Sealer;
}

const DATE = 1082;
const INT8 = 20;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}

const silent = (): void => undefined;

/** Opens the pool. Days come as YYYY-MM-DD, bigint as safe integers (an unsafe one throws), instants as Date. */
export function openPool(databaseUrl: string, poolMax = 12): Knex {
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(INT8, safeInteger);
  return knex({
    client: 'pg',
    connection: { connectionString: databaseUrl, application_name: 'jalon' },
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: 5_000,
    // knex would print; what goes wrong reaches whoever asked, and is logged there without personal data.
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
  });
}

/** Opens the store on a pool of its own. */
export function createStore(options: {
  databaseUrl: string;
  compose: ComposeMessage;
  mailDomain: string;
  /** Null or left out where nothing has to be sealed. */
  sealingSecret?: string | null;
  poolMax?: number;
}): Store {
  const { databaseUrl, compose, mailDomain, sealingSecret = null, poolMax } = options;
  return { knex: openPool(databaseUrl, poolMax), compose, mailDomain, sealer: createSealer(sealingSecret) };
}

/**
 * Options of a statement that a connection plans once and keeps: for the few whose planning costs more than they do, on
 * pages that a whole village opens.
 * @param name stands for one text: PostgreSQL refuses another text under it
 */
export const plannedOnce = (name: string): { readonly name: string } => ({ name });

export const newId = (): string => randomUUID();
