/** How often signing in, and anything else that can be guessed, may be tried: by address, against one who tries many accounts; by account, against many addresses. */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { RequestProblem } from '../problem.ts';

const MINUTE = 60_000;

export interface Limits {
  /** Failed passwords. */
  readonly password: Limit;
  /** Failed links. */
  readonly link: Limit;
  /** Links asked for by e-mail. */
  readonly askLink: Limit;
  /** Public pages that are read, whether or not they exist. */
  readonly readPage: Limit;
  /** Pages behind a code or a link that nobody has. */
  readonly openCode: Limit;
  /** Enrolments asked for on public pages, each of which sends a message. */
  readonly enrol: Limit;
  /** Proposals sent on public pages, each of which sends a message. */
  readonly propose: Limit;
  /** Pledges and subscriptions sent on public pages, each of which sends a message. */
  readonly give: Limit;
  /** Files of open data, which may be long. */
  readonly download: Limit;
  /** Personal codes at the door that nobody has. */
  readonly checkIn: Limit;
}

export interface Limit {
  /**
   * Counts one attempt.
   * @param account the address of the account, null when the attempt names none
   * @throws RequestProblem too-many-requests
   */
  attempt(request: Request, response: Response, account: string | null): Promise<void>;
}

interface Allowance {
  readonly minutes: number;
  readonly perAddress: number;
  readonly perAccount: number;
  /** Only failures count. */
  readonly failures: boolean;
}

function createLimit({ minutes, perAddress, perAccount, failures }: Allowance): Limit {
  const refuse: RequestHandler = (_request, response, next) => {
    const seconds = Number(response.getHeader('Retry-After') ?? minutes * 60);
    next(
      new RequestProblem('too-many-requests', {
        facts: { minutes: Math.max(1, Math.ceil(seconds / 60)) },
        headers: { 'Retry-After': String(seconds) },
      }),
    );
  };
  const common = {
    windowMs: minutes * MINUTE,
    legacyHeaders: true,
    skipSuccessfulRequests: failures,
    handler: refuse,
    validate: { xForwardedForHeader: false, trustProxy: false },
  } as const;
  const byAddress = rateLimit({ ...common, limit: perAddress });
  const byAccount = rateLimit({
    ...common,
    limit: perAccount,
    keyGenerator: (request, response) => String(response.locals.account ?? ipKeyGenerator(request.ip ?? '')),
  });
  const count = (limiter: RequestHandler, request: Request, response: Response) =>
    new Promise<void>((resolve, reject) => {
      void limiter(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
  return {
    async attempt(request, response, account) {
      await count(byAddress, request, response);
      if (account === null) return;
      response.locals.account = account;
      await count(byAccount, request, response);
    },
  };
}

/** Kept in memory: a restart forgets them, which costs a guesser more than it gains. */
export function createLimits(): Limits {
  return {
    password: createLimit({ minutes: 15, perAddress: 30, perAccount: 10, failures: true }),
    link: createLimit({ minutes: 15, perAddress: 30, perAccount: 30, failures: true }),
    askLink: createLimit({ minutes: 15, perAddress: 20, perAccount: 5, failures: false }),
    // A whole village may stand behind one address on the evening of the vote: eleven pages a second, each of a few
    // milliseconds. What can be guessed has allowances of its own.
    readPage: createLimit({ minutes: 15, perAddress: 10_000, perAccount: 10_000, failures: false }),
    openCode: createLimit({ minutes: 15, perAddress: 300, perAccount: 300, failures: true }),
    enrol: createLimit({ minutes: 15, perAddress: 60, perAccount: 3, failures: false }),
    propose: createLimit({ minutes: 15, perAddress: 60, perAccount: 3, failures: false }),
    give: createLimit({ minutes: 15, perAddress: 60, perAccount: 3, failures: false }),
    download: createLimit({ minutes: 15, perAddress: 100, perAccount: 100, failures: false }),
    checkIn: createLimit({ minutes: 15, perAddress: 120, perAccount: 60, failures: true }),
  };
}
