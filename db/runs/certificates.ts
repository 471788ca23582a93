/** Certificates as they are listed, printed and confirmed; revoked with a reason; emptied with the person. */
import { dayOf } from '../../domain/calendar.ts';
import type { CertificateFacts, PrintedRun } from '../../domain/certificate.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { planOf } from '../projects.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import { boundToReaders } from '../register/readers.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { changingRun } from './changing.ts';

export interface CertificateInList {
  readonly id: string;
  readonly projectId: string;
  readonly runId: string;
  readonly runTitle: string;
  /** The record that the person's counts as (R2); names empty once it is erased. */
  readonly person: { readonly id: string; readonly familyName: string; readonly givenName: string };
  readonly number: string;
  readonly printedName: string;
  readonly attended: number;
  readonly sessions: number;
  readonly issuedAt: Date;
  readonly issuedBy: { readonly id: string; readonly name: string };
  readonly revokedAt: Date | null;
  readonly revokeReason: string | null;
  readonly code: string;
}

export interface CertificateFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: string | undefined;
  readonly runId?: string | undefined;
  /** A record that was merged stands for the one that it went into. */
  readonly personId?: string | undefined;
  readonly revoked?: boolean | undefined;
}

const SORTS = {
  number: 'c.serial',
  name: 'c.printed_name',
  issuedAt: 'c.issued_at',
  id: 'c.id',
} as const;
export type CertificateSort = keyof typeof SORTS;
export const CERTIFICATE_SORTS = Object.keys(SORTS) as [CertificateSort, ...CertificateSort[]];

/** Why it was revoked stands in the event alone, where it can be emptied (R28). */
const REVOKE_REASON = `(select t.text from events e join event_texts t on t.event_id = e.id and t.name = 'reason'
  where e.project_id = c.project_id and e.type = 'certificate.revoked' and e.at = c.revoked_at
    and e.data::jsonb ->> 'certificateId' = c.id::text limit 1)`;

/** @param readerId only what lies in projects whose register this person reads; null where that was looked at already */
export async function listCertificates(
  reader: Reader,
  filter: CertificateFilter,
  page: Page<CertificateSort>,
  readerId: string | null,
): Promise<Rows<CertificateInList>> {
  const query = boundToReaders(reader('certificates as c'), reader, 'c.project_id', readerId)
    .join('runs as r', 'r.id', 'c.run_id')
    .join('persons as own', 'own.id', 'c.person_id')
    .joinRaw('join persons p on p.id = coalesce(own.merged_into, own.id)')
    .join('users as u', 'u.id', 'c.issued_by')
    .select(
      'c.id',
      'c.project_id as projectId',
      'c.run_id as runId',
      'r.title as runTitle',
      reader.raw(
        `json_build_object('id', p.id, 'familyName', p.family_name, 'givenName', p.given_name) as person,
         json_build_object('id', u.id, 'name', u.name) as "issuedBy",
         case when c.revoked_at is not null then ${REVOKE_REASON} end as "revokeReason"`,
      ),
      'c.number',
      'c.printed_name as printedName',
      'c.attended',
      'c.sessions',
      'c.issued_at as issuedAt',
      'c.revoked_at as revokedAt',
      'c.code',
    );
  if (filter.id) query.whereIn('c.id', filter.id);
  if (filter.projectId !== undefined) query.where('c.project_id', filter.projectId);
  if (filter.runId !== undefined) query.where('c.run_id', filter.runId);
  if (filter.personId !== undefined)
    query.where(
      'p.id',
      reader('persons').where({ id: filter.personId }).select(reader.raw('coalesce(merged_into, id)')),
    );
  if (filter.revoked !== undefined) query[filter.revoked ? 'whereNotNull' : 'whereNull']('c.revoked_at');
  return readPage(query, page, SORTS, 'c.id');
}

interface FactsRow {
  readonly id: string;
  readonly project_id: string;
  readonly number: string;
  readonly printed_name: string;
  readonly printed: PrintedRun;
  readonly attended: number;
  readonly sessions: number;
  readonly issued_at: Date;
  readonly revoked_at: Date | null;
  readonly code: string;
  readonly title: LocalText;
}

async function factsOf(reader: Reader, row: FactsRow): Promise<CertificateFacts> {
  const plan = await planOf(reader, row.project_id);
  return {
    number: row.number,
    printedName: row.printed_name,
    run: row.printed,
    attended: row.attended,
    sessions: row.sessions,
    issuedOn: dayOf(row.issued_at),
    revokedOn: row.revoked_at && dayOf(row.revoked_at),
    code: row.code,
    project: {
      title: row.title,
      codes: plan.codes,
      issuers: plan.partners.filter(({ role }) => role !== 'host').map(({ name }) => name),
      publicity: plan.publicity,
    },
  };
}

const facts = (reader: Reader) =>
  reader('certificates as c')
    .join('projects as j', 'j.id', 'c.project_id')
    .select('c.*', 'j.title')
    .orderBy('c.serial');

/** What one certificate says. */
export async function findCertificate(reader: Reader, id: string): Promise<CertificateFacts | null> {
  const [row] = await facts(reader)
    .where('c.id', id)
    .limit(1)
    .then((rows: FactsRow[]) => rows);
  return row ? factsOf(reader, row) : null;
}

/** The same by the code that stands on it. */
export async function findCertificateByCode(reader: Reader, code: string): Promise<CertificateFacts | null> {
  const [row] = await facts(reader)
    .where('c.code', code)
    .limit(1)
    .then((rows: FactsRow[]) => rows);
  return row ? factsOf(reader, row) : null;
}

/** The certificates of a run that can be printed: they stand, and their persons are not erased. */
export async function printableCertificates(reader: Reader, runId: string): Promise<CertificateFacts[]> {
  const rows: FactsRow[] = await facts(reader)
    .where({ 'c.run_id': runId, 'c.revoked_at': null })
    .whereNot('c.printed_name', '');
  return Promise.all(rows.map((row) => factsOf(reader, row)));
}

/**
 * Revokes the command's target, with a reason; its number is never given again, and its page says on which day. After
 * the milestone was submitted it stays as it is.
 */
export async function revokeCertificate(
  store: Store,
  command: CommandInput & { readonly body: { readonly reason: string } },
  now: Date,
): Promise<Answer> {
  const { reason } = command.body;
  const target = await store
    .knex('certificates')
    .where({ id: command.targetId })
    .first<{ run_id: string } | undefined>('run_id');
  if (!target) throw new CommandNotFound(command.targetId);
  const faults = nationalIdFaults({ reason });
  return changingRun(store, command, target.run_id, now, faults, async ({ trx, project, run }) => {
    const [revoked] = await trx('certificates')
      .where({ id: command.targetId, revoked_at: null })
      .update({ revoked_at: now, revoked_by: command.userId })
      .returning<{ id: string; person_id: string; number: string }[]>(['id', 'person_id', 'number']);
    if (!revoked) return refused({ code: 'certificate-revoked' });
    const event = {
      projectId: project.id,
      type: 'certificate.revoked',
      at: now,
      actorId: command.userId,
      milestoneId: run.milestone_id,
      data: {
        certificateId: revoked.id,
        personId: revoked.person_id,
        runId: run.id,
        key: run.milestone_key,
        number: revoked.number,
      },
      texts: { reason },
    };
    await recordMarked(trx, event, { certificate: [revoked.id] });
    return { done: true, result: { id: revoked.id } };
  });
}

/** R28: the printed names go with these persons; that certificates were issued stays counted. */
export async function emptyPrintedNames(trx: Transaction, personIds: readonly string[]): Promise<void> {
  await trx('certificates')
    .whereIn('person_id', [...personIds])
    .update({ printed_name: '' });
}
