/**
 * Problem documents (RFC 9457): how every fault, refusal and mistake is answered, in the words of who asks.
 * Nothing of the inside (stack, SQL, path) ever leaves through here.
 */
import { isNativeError } from 'node:util/types';
import type { Response } from 'express';
import { CommandNotFound, IdempotencyKeyReused } from '../db/commands.ts';
import type { Locale, LocalText } from '../domain/lifecycle.ts';
import { describeMissing } from '../domain/missing.ts';
import type { Refusal } from '../domain/refusal.ts';
import { describeConflict, describeRefusal } from '../domain/refusal-words.ts';
import { isDatabaseGone } from './database-gone.ts';
import { PROBLEM_WORDS, type ProblemName } from './problem-words.ts';
import type { Problem } from './schema/common.ts';
import { NoStory, WorkflowsAway } from './workflows.ts';

/** Seconds after which a client may ask again when a part is away. */
export const RETRY_AFTER_SECONDS = 5;

/** HTTP statuses of the problems that have words of their own. */
const STATUS: Readonly<Record<ProblemName, number>> = {
  'not-signed-in': 401,
  'link-not-valid': 401,
  'wrong-password': 401,
  'not-allowed': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'no-preview': 404,
  'method-not-allowed': 405,
  'query-not-valid': 400,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'body-malformed': 400,
  'content-type-not-supported': 415,
  'body-too-large': 413,
  'file-too-large': 413,
  'file-refused': 422,
  'fields-not-valid': 422,
  'email-taken': 422,
  'last-administrator': 409,
  'too-many-requests': 429,
  'too-many-streams': 429,
  'database-away': 503,
  'workflows-away': 503,
  'story-lost': 503,
  'report-not-possible': 503,
  internal: 500,
};

/** Statuses of refusals by the rules: 409 the state does not allow it, 403 this person may not, 422 a field is wrong. */
const REFUSAL_STATUS: Readonly<Record<Refusal['code'], 403 | 409 | 422>> = {
  'gate-not-passed': 409,
  'wrong-state': 409,
  'project-ended': 409,
  'own-submission': 403,
  'role-missing': 403,
  'owner-cannot-submit': 422,
  'preview-stale': 409,
  'move-conflict': 409,
  'amendment-needed': 409,
  'amendment-number-used': 422,
  'amendment-too-short': 422,
  'date-in-past': 422,
  'date-in-future': 422,
  'date-before-start': 422,
  'date-unchanged': 422,
  'unknown-key': 422,
  'evidence-frozen': 409,
  'evidence-form': 422,
  'slug-taken': 422,
  'not-a-member': 422,
  'last-manager': 409,
  'partner-by-administrator': 403,
  'still-owner': 409,
  'approver-missing': 422,
  'fields-refused': 422,
  'record-changed': 409,
  'person-exists': 409,
  'person-merged': 409,
  'person-erased': 409,
  'merge-with-itself': 422,
  'organisation-exists': 422,
  'import-ended': 409,
  'import-has-refused': 409,
  'import-undecided': 409,
  'import-changed': 409,
  'no-runs': 409,
  'run-cancelled': 409,
  'run-frozen': 409,
  'session-held': 409,
  'session-not-begun': 409,
  'session-not-ended': 409,
  'session-closed': 409,
  'correction-reason-missing': 422,
  'not-enrolled': 422,
  'capacity-below-enrolled': 422,
  'nobody-to-invite': 409,
  'run-past': 409,
  'public-not-allowed': 422,
  'code-unknown': 422,
  'no-session-now': 409,
  'certificates-not-given': 409,
  'attendance-not-complete': 409,
  'nobody-entitled': 409,
  'certified-twice': 409,
  'certificate-stands': 409,
  'certificate-revoked': 409,
  'evidence-part-missing': 422,
  'evidence-date-missing': 422,
  'version-replaced': 409,
  'quantity-counted': 422,
  'no-outreach': 409,
  'organisation-unreachable': 422,
  'retention-not-over': 409,
  'notice-too-late': 422,
  'notice-published': 409,
  'no-consultations': 409,
  'proposal-decided': 409,
  'proposal-undecided': 409,
  'proposals-frozen': 409,
  'merge-needs-others': 422,
  'no-vote': 409,
  'vote-exists': 409,
  'vote-state': 409,
  'too-few-options': 409,
  'roll-empty': 409,
  'extension-not-allowed': 422,
  'vote-closed': 409,
  'vote-not-open': 409,
  'already-voted': 409,
  'not-marked-on-paper': 409,
  'voter-exists': 409,
  'voter-struck': 409,
  'own-mark': 409,
  'voter-unreachable': 422,
  'nobody-for-code': 409,
  'codes-shown-once': 409,
  'roll-closed': 409,
  'roll-deleted': 409,
  'challenge-decided': 409,
  'paper-not-expected': 409,
  'paper-protocol-missing': 422,
  'paper-too-many': 422,
  'lot-not-due': 409,
  'lot-witnesses-missing': 422,
  'lot-not-among-tied': 422,
  'no-campaign': 409,
  'campaign-exists': 409,
  'campaign-state': 409,
  'campaign-received': 409,
  'entries-not-taken': 409,
  'entry-about': 422,
  'refund-corrected': 409,
  'more-than-entry': 422,
  'ledger-short': 409,
  'receipt-used': 409,
  'reference-unknown': 422,
  'donor-erased': 409,
  'statement-known': 409,
  'statement-ended': 409,
  'statement-account': 422,
  'statement-sum': 422,
  'statement-gap': 409,
  'line-decided': 409,
  'line-sign': 422,
  'line-elsewhere': 409,
  'lines-open': 409,
  'statements-short': 409,
  'statements-late': 409,
  'match-state': 409,
  'match-sponsorship': 422,
  'released-already': 409,
  'release-partner-missing': 409,
  'release-by-giver': 403,
  'release-differs': 409,
  'adjustments-open': 409,
  'no-adjustment': 409,
  'no-fund': 409,
  'fund-exists': 409,
};

type Facts = Readonly<Record<string, string | number | LocalText>>;

interface Details {
  /** Figures, names and half-sentences that the words mention. */
  readonly facts?: Facts;
  /** A sentence a field. */
  readonly errors?: Readonly<Record<string, LocalText>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that ends in a problem document with words of its own. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly problem: ProblemName;
  readonly details: Details;
  constructor(problem: ProblemName, details: Details = {}) {
    super(problem);
    this.problem = problem;
    this.details = details;
  }
}

/** A command that the rules refused. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export interface AnsweredProblem {
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

function named(name: ProblemName, locale: Locale, details: Details = {}): AnsweredProblem {
  const words = PROBLEM_WORDS[name][locale];
  const status = STATUS[name];
  return {
    body: {
      type: `/problems/${name}`,
      title: words.title,
      status,
      detail: fill(words.detail, details.facts ?? {}, locale),
      ...(details.errors && {
        errors: Object.fromEntries(Object.entries(details.errors).map(([field, text]) => [field, text[locale]])),
      }),
    },
    headers: { ...(status === 503 && { 'Retry-After': String(RETRY_AFTER_SECONDS) }), ...details.headers },
  };
}

/** Puts facts into a sentence: `{name}` is the fact of that name. */
function fill(sentence: string, facts: Facts, locale: Locale): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? '';
    return typeof fact === 'object' ? fact[locale] : String(fact);
  });
}

/** Which field of the request a refusal is about, where it is about one. */
function fieldOf(refusal: Refusal): string | null {
  switch (refusal.code) {
    case 'amendment-number-used':
      return 'number';
    case 'amendment-too-short':
      return 'newEnd';
    case 'date-in-past':
    case 'date-before-start':
    case 'date-unchanged':
      return 'dueOn';
    case 'date-in-future':
      return 'completedOn';
    case 'unknown-key':
    case 'not-a-member':
      return refusal.field;
    case 'notice-too-late':
      return refusal.field ?? null;
    case 'evidence-form':
      return 'requirement';
    case 'evidence-part-missing':
      return refusal.per === 'run' ? 'runId' : 'organisationId';
    case 'evidence-date-missing':
      return 'datedOn';
    case 'version-replaced':
      return 'replaces';
    case 'owner-cannot-submit':
      return 'ownerId';
    case 'partner-by-administrator':
      return 'role';
    case 'slug-taken':
      return 'slug';
    case 'approver-missing':
      return 'members';
    case 'merge-with-itself':
      return 'into';
    case 'organisation-exists':
      return 'name';
    case 'reference-unknown':
      return 'reference';
    case 'statement-account':
    case 'statement-sum':
    case 'statement-known':
      return 'file';
    default:
      return null;
  }
}

/** The record of the register that stands in the way, where one does. */
function recordOf(refusal: Refusal): Problem['record'] {
  switch (refusal.code) {
    case 'person-exists':
      return { resource: 'persons', id: refusal.personId };
    case 'person-merged':
      return { resource: 'persons', id: refusal.into };
    case 'organisation-exists':
    case 'organisation-unreachable':
      return { resource: 'organisations', id: refusal.organisationId };
    default:
      return undefined;
  }
}

/** A refusal in words: what is missing, what stands in the way, and which field it is about. */
export function refusalProblem(refusal: Refusal, locale: Locale): AnsweredProblem {
  const { title, detail } = describeRefusal(refusal, locale);
  const field = fieldOf(refusal);
  const record = recordOf(refusal);
  return {
    body: {
      type: `/problems/${refusal.code}`,
      title,
      status: REFUSAL_STATUS[refusal.code],
      detail,
      ...(field !== null && { errors: { [field]: detail } }),
      ...(record && { record }),
      ...(refusal.code === 'fields-refused' && {
        errors: Object.fromEntries(refusal.faults.map((fault) => [fault.field, fault.reason[locale]])),
      }),
      ...(refusal.code === 'gate-not-passed' && {
        missing: refusal.missing.map((missing) => ({ ...missing, text: describeMissing(missing, locale) })),
      }),
      ...(refusal.code === 'move-conflict' && {
        conflicts: refusal.conflicts.map((conflict) => ({
          key: conflict.key,
          text: describeConflict(conflict, locale),
        })),
      }),
    },
    headers: {},
  };
}

const BODY_FAULTS: Readonly<Record<string, ProblemName>> = {
  'entity.too.large': 'body-too-large',
  'entity.parse.failed': 'body-malformed',
  'encoding.unsupported': 'content-type-not-supported',
  'charset.unsupported': 'content-type-not-supported',
  'request.aborted': 'body-malformed',
  'request.size.invalid': 'body-malformed',
};

/** The limit that body-parser names in bytes, as people write it. */
function limitInWords(error: unknown): string {
  const limit = isNativeError(error) && 'limit' in error && typeof error.limit === 'number' ? error.limit : 0;
  return limit >= 1024 * 1024 ? `${Math.floor(limit / (1024 * 1024))} MB` : `${Math.floor(limit / 1024)} kB`;
}

/** The problem that answers an error, whatever it is; what is not known is "internal" and says nothing more. */
export function problemOf(error: unknown, locale: Locale): AnsweredProblem {
  if (error instanceof RequestProblem) return named(error.problem, locale, error.details);
  if (error instanceof CommandRefused) return refusalProblem(error.refusal, locale);
  if (error instanceof WorkflowsAway) return named('workflows-away', locale);
  if (error instanceof NoStory) return named('story-lost', locale);
  if (error instanceof IdempotencyKeyReused) return named('idempotency-key-reused', locale);
  // A command is stored before it is asked about; not seeing it means that its transaction was undone meanwhile.
  if (error instanceof CommandNotFound || isDatabaseGone(error)) return named('database-away', locale);
  const type = isNativeError(error) && 'type' in error ? error.type : undefined;
  const bodyFault = typeof type === 'string' ? BODY_FAULTS[type] : undefined;
  if (bodyFault) return named(bodyFault, locale, { facts: { limit: limitInWords(error) } });
  // A path with a broken percent-escape names nothing.
  if (isNativeError(error) && error.name === 'URIError') return named('not-found', locale);
  return named('internal', locale);
}

export function sendProblem(response: Response, { body, headers }: AnsweredProblem, locale: Locale): void {
  response
    .status(body.status)
    .set({ 'Content-Language': locale, 'Cache-Control': 'no-store', ...headers })
    .type('application/problem+json')
    .send(JSON.stringify(body));
}
