/**
 * A bank statement of 50,000 lines through HTTP, in each format, from the upload to the end of its acceptance: seconds,
 * the memory that the server takes above what it took before, and the processor time of server and PostgreSQL, which says
 * more than seconds where other programs run as well. Whoever pledged and paid is thanked by e-mail in the acceptance.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../cli/rehearsal/person.ts';
import { addEntries } from '../db/money/entries.ts';
import { openLedger } from '../db/money/ledger-rows.ts';
import { lockProject } from '../db/projects.ts';
import { createStore, type Store } from '../db/store.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { makeReferenceCode } from '../domain/reference-code.ts';
import { createComposer } from '../mail/compose.ts';
import { newProject, signUp } from './jalon/people.ts';
import { partsOf } from './jalon/processes.ts';
import { withServerMemory } from './jalon/server-memory.ts';
import { type Stack, startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement } from './measurement.ts';

/** Seconds from the upload to the end of the acceptance, of the slowest format. */
const AIM = 20;
const FORMATS = ['mt940', 'camt053', 'csv'] as const;
type Format = (typeof FORMATS)[number];
/** An account for each: of one that campaigns share, a line is booked once (R23). */
const IBANS: Readonly<Record<Format, string>> = {
  mt940: 'RO38AAAA0000000000000001',
  camt053: 'RO11AAAA0000000000000002',
  csv: 'RO81AAAA0000000000000003',
};

/** Options: `--lines` of each statement (50000), `--pledges` that its first lines pay as promised (2000). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const lines = count(options, 'lines', 50_000);
  const pledges = count(options, 'pledges', 2_000);
  const stack = await startStack({ samples: false });
  const store = createStore({
    databaseUrl: stack.databaseUrl,
    compose: createComposer({ publicUrl: stack.publicUrl, sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'example.org',
    poolMax: 1,
  });
  try {
    const people = await signUp(stack);
    const measured = [];
    for (const format of FORMATS) {
      const { id: projectId } = await newProject(people, `bench-${format}`);
      const { campaignId, codes } = await campaignWith(store, projectId, IBANS[format], pledges);
      const statement = printed(format, lines, codes);
      const figures = await measure(stack, people.staff, campaignId, format, statement);
      console.log(
        `${format.padEnd(8)} ${(statement.length / 2 ** 20).toFixed(1).padStart(5)} MB: ` +
          `${figures.previewSeconds.toFixed(1)} s to the preview, ${figures.commitSeconds.toFixed(1)} s to accept, ` +
          `${figures.booked} booked, ${figures.moreMB.toFixed(0)} MB more; processor: ` +
          `${figures.preview.server.toFixed(1)} and ${figures.commit.server.toFixed(1)} s in the server, ` +
          `${figures.preview.postgres.toFixed(1)} and ${figures.commit.postgres.toFixed(1)} s in PostgreSQL`,
      );
      measured.push({ format, ...figures });
      await allSent(store);
    }
    const seconds = measured.map(({ previewSeconds, commitSeconds }) => previewSeconds + commitSeconds);
    return {
      figure: Math.max(...seconds),
      unit: 's',
      aim: { atMost: AIM },
      details: { lines, pledges, formats: measured },
    };
  } finally {
    await store.knex.destroy();
    await stack.stop();
  }
}

/** Thanks go out before the next statement comes, which they would slow down. */
async function allSent({ knex }: Store): Promise<void> {
  while (await knex('messages').whereIn('state', ['pending', 'sending']).first('id')) await pause(500);
}

/** An open campaign with so many pledges, each of a donor of its own, put there at once. @returns the codes of the pledges, each of 10,00 lei */
async function campaignWith(
  store: Store,
  projectId: string,
  iban: string,
  pledges: number,
): Promise<{ readonly campaignId: string; readonly codes: string[] }> {
  const now = new Date();
  const campaignId = randomUUID();
  const codes = Array.from({ length: pledges }, (_, number) => codeOf(number));
  await store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    const milestone = await trx('milestones')
      .where({ project_id: projectId, kind: 'fundraising' })
      .first<{ id: string }>('id');
    const ledgerId = await openLedger(trx, projectId, 'campaign', now);
    const opensAt = new Date(now.getTime() - 40 * 86_400_000);
    await trx('campaigns').insert({
      ...{ id: campaignId, project_id: projectId, milestone_id: milestone.id, ledger_id: ledgerId, number: 1 },
      ...{
        state: 'open',
        title: '{"ro":"x","en":"x"}',
        purpose: '{"ro":"x","en":"x"}',
        beneficiary: 'Asociația Exemplu',
      },
      ...{ account_holder: 'Asociația Exemplu', iban, reference: campaignId.slice(0, 8), opens_at: opensAt },
      ...{ closes_at: new Date(now.getTime() + 86_400_000), opened_at: opensAt, created_at: now, changed_at: now },
    });
    const donors = codes.map((_, number) => ({
      ...{ id: randomUUID(), project_id: projectId, kind: 'person', name: `Donator ${number} (exemplu)` },
      ...{ email: `donator-${number}@example.org`, created_at: now, changed_at: now },
    }));
    await trx.batchInsert('donors', donors);
    await addEntries(
      { trx, projectId, milestoneId: milestone.id, ledgerId, now, actorId: null },
      codes.map((reference, number) => ({
        ...{
          kind: 'pledge',
          nature: 'promise',
          channel: 'none',
          amount: 1_000,
          bookedOn: dayAt(0),
          donorId: donors[number]?.id ?? null,
          reference,
        },
        document: 'Promisiune (exemplu)',
      })),
    );
  });
  return { campaignId, codes };
}

/** A code of its own for each number. */
function codeOf(number: number): string {
  let left = number;
  return makeReferenceCode((limit) => {
    const drawn = left % limit;
    left = (left - drawn) / limit;
    return drawn;
  });
}

/** Days of the last month. */
const dayAt = (number: number): string => addDays(dayOf(new Date()), (number % 30) - 30);

interface Movement {
  readonly day: string;
  readonly details: string;
  readonly name: string;
  readonly reference: string;
}

/** Every line brings 10,00 lei, the oldest first. */
function printed(format: Format, lines: number, codes: readonly string[]): string {
  const movements = Array.from(
    { length: lines },
    (_, number): Movement => ({
      day: dayAt(Math.floor((number * 30) / lines)),
      details: `Donatie pentru iluminatul din sat, familia ${number}${number < codes.length ? `, cod ${codes[number]}` : ''}`,
      name: `Exemplu Ana ${number}`,
      reference: `EX${number}`,
    }),
  );
  switch (format) {
    case 'mt940':
      return asMt940(movements);
    case 'camt053':
      return asCamt053(movements);
    case 'csv':
      return asCsv(movements);
  }
}

const short = (day: string): string => day.slice(2).replaceAll('-', '');

const asMt940 = (movements: readonly Movement[]): string =>
  [
    `:20:EXEMPLU\n:25:${IBANS.mt940}\n:28C:1/1\n:60F:C${short(dayAt(0))}RON0,`,
    ...movements.map(
      ({ day, details, name, reference }) =>
        `:61:${short(day)}${day.slice(5).replace('-', '')}C10,NTRFNONREF//${reference}\n` +
        `:86:166?00INCASARE?20${details.slice(0, 27)}?21${details.slice(27, 54)}?22${details.slice(54, 81)}?32${name}`,
    ),
    `:62F:C${short(dayAt(29))}RON${movements.length * 10},\n-\n`,
  ].join('\n');

function asCamt053(movements: readonly Movement[]): string {
  const balance = (code: string, lei: number, day: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="RON">${lei}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  const entries = movements.map(
    ({ day, details, name, reference }) =>
      `<Ntry><Amt Ccy="RON">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt>` +
      `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties>` +
      `<RmtInf><Ustrd>${details}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' +
    `<BkToCstmrStmt><GrpHdr><MsgId>x</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>${IBANS.camt053}</IBAN></Id></Acct>` +
    `${balance('OPBD', 0, dayAt(0))}${balance('CLBD', movements.length * 10, dayAt(29))}\n${entries.join('\n')}` +
    '</Stmt></BkToCstmrStmt></Document>'
  );
}

const asCsv = (movements: readonly Movement[]): string =>
  [
    'Data;Detalii;Contrapartida;Referința;Suma;Sold',
    ...movements.map(
      ({ day, details, name, reference }, number) =>
        `${day.split('-').reverse().join('.')};"${details}";"${name}";${reference};10,00;${(number + 1) * 10},00`,
    ),
  ].join('\n');

async function measure(stack: Stack, staff: Person, campaignId: string, format: Format, statement: string) {
  const form = new FormData();
  form.set('file', new Blob([statement]), `extras.${format === 'camt053' ? 'xml' : format === 'csv' ? 'csv' : 'sta'}`);
  const { result, moreMB } = await withServerMemory(stack, async () => {
    const atFirst = await processorOf(stack);
    const began = performance.now();
    const { id } = await staff.post<{ id: string }>(`/api/campaigns/${campaignId}/bank-statements`, form);
    const previewSeconds = (performance.now() - began) / 1000;
    const between = await processorOf(stack);
    const again = performance.now();
    const { booked } = await staff.post<{ booked: number }>(`/api/bank-statements/${id}/commit`, {});
    const commitSeconds = (performance.now() - again) / 1000;
    const [preview, commit] = [since(atFirst, between), since(between, await processorOf(stack))];
    return { previewSeconds, commitSeconds, booked, preview, commit };
  });
  return { ...result, moreMB };
}

/** Seconds of processor time so far, by process. */
type Processor = Readonly<Record<'server' | 'postgres', ReadonlyMap<number, number>>>;

async function processorOf(stack: Stack): Promise<Processor> {
  const parts = await partsOf(stack);
  const of = (name: string) => new Map((parts[name] ?? []).map(({ pid, cpu }) => [pid, cpu / 1000]));
  return { server: of('server'), postgres: of('postgres') };
}

/** What those that still run took since; a connection that ended meanwhile was an idle one. */
function since(before: Processor, after: Processor): Readonly<Record<keyof Processor, number>> {
  const of = (part: keyof Processor) =>
    [...after[part]].reduce((sum, [pid, seconds]) => sum + seconds - (before[part].get(pid) ?? 0), 0);
  return { server: of('server'), postgres: of('postgres') };
}
