/** What the server is given: everything it touches that is not PostgreSQL's text or HTTP. */
import type { Writable } from 'node:stream';
import type { Logger } from 'pino';
import type { Store } from '../db/store.ts';
import type { AttendanceListFacts } from '../domain/attendance-list.ts';
import type { CertificateFacts } from '../domain/certificate.ts';
import type { Locale } from '../domain/lifecycle.ts';
import type { ReceiptFacts } from '../domain/receipt.ts';
import type { ReportModel } from '../domain/report-model.ts';
import type { SumNotice } from '../domain/sum-notice.ts';
import type { Letter, LetterFacts } from '../domain/voting-letter.ts';
import type { Limits } from './auth/limits.ts';
import type { Ballots } from './ballots/ballots.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';
import type { PlanShelf } from './plans.ts';
import type { EventStream } from './stream.ts';
import type { Workflows } from './workflows.ts';

export interface ServerDeps {
  readonly store: Store;
  /** For the connections that are not the pool's: sessions, and listening for events. */
  readonly databaseUrl: string;
  readonly workflows: Workflows;
  /** Domain time; a request reads it once. Sessions, links and rate limits use wall time. */
  readonly clock: { now(): Date };
  readonly report: {
    model(projectId: string, now: Date): Promise<ReportModel>;
    /** PDF/A. */
    pdf(projectId: string, locale: Locale, now: Date): Promise<Uint8Array>;
  };
  /** PDF/A of what is printed of a run or of money, and the letters of a vote. */
  readonly papers: {
    certificate(facts: CertificateFacts, locale: Locale): Promise<Uint8Array>;
    attendanceList(facts: AttendanceListFacts, locale: Locale): Promise<Uint8Array>;
    receipt(facts: ReceiptFacts, locale: Locale): Promise<Uint8Array>;
    sumNotice(notice: SumNotice, locale: Locale): Promise<Uint8Array>;
    /** Letters with voting codes, a page each, written while they are made; `out` is ended. */
    letters(facts: LetterFacts, letters: Iterable<Letter>, out: Writable): Promise<void>;
  };
  /** Mails a single-use sign-in link. */
  readonly mailSignInLink: (
    to: { readonly email: string; readonly name: string; readonly locale: Locale },
    link: { readonly url: string; readonly expiresAt: Date },
  ) => Promise<void>;
  /** Mails the link that confirms an enrolment by the public page. */
  readonly mailEnrolmentLink: (
    to: { readonly email: string; readonly locale: Locale },
    link: { readonly url: string; readonly expiresAt: Date },
    about: { readonly run: string; readonly publicity: string },
  ) => Promise<void>;
  /** Mails the link that confirms a proposal by the public page. */
  readonly mailProposalLink: (
    to: { readonly email: string; readonly locale: Locale },
    link: { readonly url: string; readonly expiresAt: Date },
    about: { readonly project: string; readonly publicity: string },
  ) => Promise<void>;
  /** Mails the link that confirms a pledge or a subscription by the public page. */
  readonly mailGivingLink: (
    to: { readonly email: string; readonly locale: Locale },
    link: { readonly url: string; readonly expiresAt: Date },
    about: { readonly kind: 'pledge' | 'subscription'; readonly campaign: string; readonly publicity: string },
  ) => Promise<void>;
  /** Whether a part answers; PostgreSQL and the worker are asked by the server itself. */
  readonly probes: Readonly<Record<'temporal' | 'mail', () => Promise<boolean>>>;
  /** Folder of the files by content address. */
  readonly filesDir: string;
  /** Folder of the built admin UI. */
  readonly adminUiDir: string;
  /** At least 32 characters, kept by the installation. */
  readonly sessionSecret: string;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Logger;
}

/** What the server makes of it for its routes. */
export interface Server extends ServerDeps {
  readonly plans: PlanShelf;
  readonly ballots: Ballots;
  readonly limits: Limits;
  readonly stream: EventStream;
  readonly metrics: Metrics;
  readonly health: () => Promise<Health>;
  /** The API's own description. */
  readonly openapi: () => object;
}
