/** Bank statements of a campaign: read and shown, accepted or laid aside, and their lines decided (R20). */
import { z } from 'zod';
import { rememberColumns, rememberedColumns } from '../../db/money/bank-columns.ts';
import { commitStatement, dropStatement } from '../../db/money/bank-commit.ts';
import { bookLine, bookSuggested, reopenLine, setLineAside } from '../../db/money/bank-decide.ts';
import { previewStatement } from '../../db/money/bank-preview.ts';
import { BANK_KEEPERS, BANK_READERS, findLine, findStatement } from '../../db/money/bank-rows.ts';
import {
  LINE_SORTS,
  lineView,
  listLines,
  listStatements,
  STATEMENT_SORTS,
  statementWhole,
} from '../../db/money/bank-views.ts';
import { type CampaignOfMilestone, findCampaign } from '../../db/money/campaign-rows.ts';
import type { Caller } from '../../db/reads/access.ts';
import { recordView } from '../../db/register/views.ts';
import { type CsvColumns, columnsFit, guessColumns, readSignedLei } from '../../domain/bank-csv.ts';
import { LINE_STATES, STATEMENT_STATES } from '../../domain/bank-statements.ts';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { type Bani, describeLeiFault } from '../../domain/money.ts';
import { describeRefusal } from '../../domain/refusal-words.ts';
import type { TypedStatement } from '../bank/csv.ts';
import { type BankFile, type CsvReading, headOf, linesOf, openBankFile, STATEMENT } from '../bank/read-statement.ts';
import type { Server } from '../deps.ts';
import { checkFields } from '../fields.ts';
import { receiveUpload, type Upload } from '../files/upload.ts';
import { SheetRefused } from '../imports/sheet.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import {
  bankBooked,
  bankCommitted,
  bankDone,
  bankFileSurvey,
  bankLine,
  bankLineBook,
  bankLineSetAside,
  bankStatement,
  bankStatementUpload,
  bankStatementWhole,
  bankSuggestedBooked,
  csvColumns,
} from '../schema/bank.ts';
import { id } from '../schema/common.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { checkRole } from './register.ts';

const tag = 'bank';
const ofCampaign = { who: 'member', object: 'campaign', roles: BANK_KEEPERS } as const;
const ofStatement = { who: 'member', object: 'bank-statement', roles: BANK_KEEPERS } as const;
const ofLine = { who: 'member', object: 'bank-line', roles: BANK_KEEPERS } as const;

const statements = {
  name: 'bank-statements',
  sorts: STATEMENT_SORTS,
  defaultOrder: 'DESC',
  filters: z.strictObject({ campaignId: id, state: oneOrMore(z.enum(STATEMENT_STATES)).optional() }),
} as const satisfies List;

const lines = {
  name: 'bank-lines',
  sorts: LINE_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    campaignId: id,
    id: oneOrMore(id).optional(),
    statementId: id.optional(),
    state: oneOrMore(z.enum(LINE_STATES)).optional(),
    direction: z.enum(['in', 'out']).optional(),
    suggested: z.boolean().optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

async function campaignOf({ store }: Server, campaignId: string): Promise<CampaignOfMilestone> {
  const found = await findCampaign(store.knex, campaignId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function statementOf({ store }: Server, statementId: string) {
  const found = await findStatement(store.knex, statementId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function lineOf({ store }: Server, lineId: string) {
  const found = await findLine(store.knex, lineId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function shown({ store }: Server, statementId: string, locale: Locale) {
  const found = await statementWhole(store.knex, statementId);
  if (!found) throw new RequestProblem('not-found');
  const gap = found.gap && {
    ...found.gap,
    text: describeRefusal({ code: 'statement-gap', ...found.gap }, locale).detail,
  };
  return asJson({ ...found, gap });
}

/** R28: whoever sees who paid is on record, once a day. */
const looks = ({ store }: Server, { id: userId }: Caller, projectId: string, now: Date) =>
  recordView(store, { projectId, userId, scope: 'bank', personId: null }, now);

function refuse(reason: LocalText): never {
  throw new RequestProblem('file-refused', { facts: { reason }, errors: { file: reason } });
}

/** What is wrong with a file is said at the file. */
async function reading<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown): never => {
    if (error instanceof SheetRefused) return refuse(error.reason);
    throw error;
  });
}

const COLUMNS_UNKNOWN = (headings: string): LocalText => ({
  ro: `Spuneți ce este fiecare coloană a fișierului; se ține minte. Antetul: ${headings}.`,
  en: `Say what each column of the file is; that is remembered. Its headings: ${headings}.`,
});
const COLUMNS_WRONG: LocalText = {
  ro: 'Alegeți data și suma (sau debitul și creditul), fiecare din altă coloană a fișierului.',
  en: 'Choose the day and the amount (or debit and credit), each from another column of the file.',
};
const BALANCE_MISSING: LocalText = {
  ro: 'Fișierul nu are o coloană cu soldul. Scrieți soldul din extrasul băncii.',
  en: 'The file has no column of balances. Write the balance of the bank’s statement.',
};

const faulty = (errors: Readonly<Record<string, LocalText>>): never => {
  throw new RequestProblem('fields-not-valid', { errors });
};

function columnsIn(text: string): CsvColumns {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return faulty({ columns: COLUMNS_WRONG });
  }
  const read = csvColumns.safeParse(written);
  return read.success ? read.data : faulty({ columns: COLUMNS_WRONG });
}

/** How a CSV is read: as somebody says now, as somebody said before, or as its headings say. */
async function csvReading(
  deps: Server,
  projectId: string,
  { survey }: BankFile,
  fields: Readonly<Record<string, string>>,
): Promise<CsvReading | null> {
  if (!survey) return null;
  const said = checkFields(bankStatementUpload, fields);
  const { headings } = survey;
  const columns = said.columns
    ? columnsIn(said.columns)
    : ((await rememberedColumns(deps.store.knex, projectId, headings)) ?? guessColumns(headings));
  if (columns === null) return faulty({ columns: COLUMNS_UNKNOWN(headings.join('; ').slice(0, 1_000)) });
  if (!columnsFit(columns, headings.length)) return faulty({ columns: COLUMNS_WRONG });
  return { columns, typed: typedIn(said, columns) };
}

function typedIn(said: z.output<typeof bankStatementUpload>, columns: CsvColumns): TypedStatement {
  const period = { startsOn: said.startsOn || null, endsOn: said.endsOn || null };
  if (columns.balance !== null) return { opening: null, closing: null, ...period };
  const errors: Record<string, LocalText> = {};
  const balance = (field: 'opening' | 'closing'): Bani | null => {
    const text = said[field] ?? '';
    if (text.trim() === '') {
      errors[field] = BALANCE_MISSING;
      return null;
    }
    const read = readSignedLei(text, 'comma');
    if (read.ok) return read.bani;
    const words = (locale: Locale) => describeLeiFault(read.fault, read.readings, locale);
    errors[field] = { ro: words('ro'), en: words('en') };
    return null;
  };
  const balances = { opening: balance('opening'), closing: balance('closing') };
  return Object.keys(errors).length > 0 ? faulty(errors) : { ...balances, ...period };
}

/** Receives a file, and removes it when the work is done. */
async function withFile<T>(upload: Promise<Upload>, work: (upload: Upload, file: BankFile) => Promise<T>): Promise<T> {
  const received = await upload;
  try {
    return await reading(openBankFile(received.path).then((file) => work(received, file)));
  } finally {
    await received.discard();
  }
}

export const bankRoutes = [
  listRoute({
    method: 'get',
    path: '/api/bank-statements',
    summary: 'Bank statements of a campaign (filter `campaignId`): accepted, looked at, laid aside.',
    tag,
    access: { who: 'signed-in' },
    list: statements,
    row: bankStatement,
    handler: async ({ deps, caller }, query) => {
      const { project_id: projectId } = await campaignOf(deps, query.filter.campaignId);
      await checkRole(deps, caller, projectId, BANK_READERS);
      return asJson(await listStatements(deps.store.knex, query.filter, query));
    },
  }),
  route({
    method: 'get',
    path: '/api/bank-statements/:id',
    summary: 'A bank statement, its lines in figures, and whether it joins the accepted ones.',
    tag,
    access: { ...ofStatement, roles: BANK_READERS },
    answer: bankStatementWhole,
    handler: async ({ deps, target, locale }) => shown(deps, target.id, locale),
  }),
  route({
    method: 'post',
    path: '/api/campaigns/:id/bank-files',
    summary: 'Says which kind of statement a file is and, of a CSV, its columns; nothing is kept.',
    tag,
    access: ofCampaign,
    upload: z.object({}),
    answer: bankFileSurvey,
    handler: ({ deps, target, request }) =>
      withFile(receiveUpload(request, deps.filesDir, STATEMENT), async (_, { format, survey }) => {
        const headings = [...(survey?.headings ?? [])];
        const remembered = survey ? await rememberedColumns(deps.store.knex, target.projectId, headings) : null;
        const columns = remembered ?? (survey ? guessColumns(headings) : null);
        return { format, headings, columns: columns && csvColumns.parse(columns), remembered: remembered !== null };
      }),
  }),
  route({
    method: 'post',
    path: '/api/campaigns/:id/bank-statements',
    summary:
      'Reads a bank statement (MT940, CAMT.053 or CSV, at most 64 MB and 100,000 lines) and keeps it to be looked at.',
    tag,
    access: ofCampaign,
    idempotent: true,
    status: 201,
    upload: bankStatementUpload,
    answer: bankStatementWhole,
    handler: async ({ deps, caller, target, command, request, locale, now }) =>
      withFile(receiveUpload(request, deps.filesDir, STATEMENT), async (upload, file) => {
        const csv = await csvReading(deps, target.projectId, file, upload.fields);
        const input = command('bank.preview', '', {
          campaignId: target.id,
          name: upload.name,
          sha256: upload.file.sha256,
          fields: upload.fields,
        });
        const targetId = newRecordId('bank-statement', caller.id, input.idempotencyKey);
        const answer = await previewStatement(
          deps.store,
          { ...input, targetId },
          target.id,
          {
            name: upload.name,
            sha256: Buffer.from(upload.file.sha256, 'hex'),
            format: file.format,
            head: await headOf(file, csv),
            lines: () => linesOf(file, csv),
          },
          now,
        );
        const { id: statementId } = resultOf(answer, bankDone);
        if (csv && file.survey && upload.fields.columns)
          await rememberColumns(
            deps.store.knex,
            { projectId: target.projectId, userId: caller.id, now },
            file.survey.headings,
            csv.columns,
          );
        return shown(deps, statementId, locale);
      }),
  }),
  route({
    method: 'post',
    path: '/api/bank-statements/:id/commit',
    summary: 'Accepts a statement that adds up and joins the accepted ones; books what pays a pledge as promised.',
    tag,
    access: ofStatement,
    idempotent: true,
    body: z.strictObject({}),
    answer: bankCommitted,
    handler: async ({ deps, target, command, now }) => {
      const input = command('bank.commit', target.id, {});
      return resultOf(await commitStatement(deps.store, input, await statementOf(deps, target.id), now), bankCommitted);
    },
  }),
  route({
    method: 'post',
    path: '/api/bank-statements/:id/drop',
    summary: 'Lays a preview aside; its lines are removed.',
    tag,
    access: ofStatement,
    idempotent: true,
    body: z.strictObject({}),
    answer: bankDone,
    handler: async ({ deps, target, command, now }) => {
      const input = command('bank.drop', target.id, {});
      return resultOf(await dropStatement(deps.store, input, await statementOf(deps, target.id), now), bankDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/bank-statements/:id/book-suggested',
    summary: 'Books the lines of an accepted statement that name a pledge as its payment, whatever their sums.',
    tag,
    access: ofStatement,
    idempotent: true,
    body: z.strictObject({}),
    answer: bankSuggestedBooked,
    handler: async ({ deps, target, command, now }) => {
      const input = command('bank.book-suggested', target.id, {});
      return resultOf(
        await bookSuggested(deps.store, input, await statementOf(deps, target.id), now),
        bankSuggestedBooked,
      );
    },
  }),
  listRoute({
    method: 'get',
    path: '/api/bank-lines',
    summary: 'Lines of a campaign’s bank statements (filter `campaignId`). Who looks is on record.',
    tag,
    access: { who: 'signed-in' },
    list: lines,
    row: bankLine,
    handler: async ({ deps, caller, now }, query) => {
      const campaign = await campaignOf(deps, query.filter.campaignId);
      await checkRole(deps, caller, campaign.project_id, BANK_READERS);
      await looks(deps, caller, campaign.project_id, now);
      return asJson(await listLines(deps.store.knex, campaign.ledger_id, query.filter, query));
    },
  }),
  route({
    method: 'get',
    path: '/api/bank-lines/:id',
    summary: 'A line of a bank statement. Who looks is on record.',
    tag,
    access: { ...ofLine, roles: BANK_READERS },
    answer: bankLine,
    handler: async ({ deps, caller, target, now }) => {
      await looks(deps, caller, target.projectId, now);
      const found = await lineView(deps.store.knex, target.id);
      if (!found) throw new RequestProblem('not-found');
      return asJson(found);
    },
  }),
  route({
    method: 'post',
    path: '/api/bank-lines/:id/book',
    summary: 'Books a line as a gift, as the payment of a pledge or as a refund, with its own sum and day.',
    tag,
    access: ofLine,
    idempotent: true,
    body: bankLineBook,
    answer: bankBooked,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('bank.book', target.id, body);
      return resultOf(await bookLine(deps.store, input, await lineOf(deps, target.id), body, now), bankBooked);
    },
  }),
  route({
    method: 'post',
    path: '/api/bank-lines/:id/set-aside',
    summary: 'Sets aside a line that is no gift and no refund, with the reason.',
    tag,
    access: ofLine,
    idempotent: true,
    body: bankLineSetAside,
    answer: bankDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('bank.set-aside', target.id, body);
      const line = await lineOf(deps, target.id);
      return resultOf(await setLineAside(deps.store, input, line, body.reason, now), bankDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/bank-lines/:id/reopen',
    summary: 'Puts a line that was set aside back among those to be decided.',
    tag,
    access: ofLine,
    idempotent: true,
    body: z.strictObject({}),
    answer: bankDone,
    handler: async ({ deps, target, command, now }) => {
      const input = command('bank.reopen', target.id, {});
      return resultOf(await reopenLine(deps.store, input, await lineOf(deps, target.id), now), bankDone);
    },
  }),
];
