/** R20: ledgers held against the project's chain of events, and their sums against their entries. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Reader } from '../store.ts';
import { entryText } from './entries.ts';
import type { EntryRow, LedgerRow } from './ledger-rows.ts';

const entered = z.object({ ledgerId: z.string(), first: z.number(), last: z.number(), digest: z.string() });
type Entered = z.infer<typeof entered> & { readonly seq: number };

/** Entries that are read at once: a ledger may hold a million. */
const PAGE = 5_000;

/** @param fault takes what does not agree: the record, and what is wrong with it */
export async function verifyLedgers(
  reader: Reader,
  projectId: string,
  fault: (record: string, what: string) => void,
): Promise<void> {
  const ledgers = await reader('ledgers')
    .where({ project_id: projectId })
    .orderBy(['kind', 'id'])
    .select<LedgerRow[]>('id', 'project_id', 'kind', 'last_number');
  const told = await toldEntries(reader, projectId);
  for (const ledger of ledgers) {
    const name = `${ledger.kind} ledger ${ledger.id}`;
    await verifyEntries(
      reader,
      ledger,
      told.filter(({ ledgerId }) => ledgerId === ledger.id),
      (record, what) => fault(`${record} of the ${name}`, what),
    );
    await verifySums(reader, ledger, (what) => fault(name, what));
  }
  for (const { ledgerId, seq } of told)
    if (!ledgers.some(({ id }) => id === ledgerId)) fault(`ledger ${ledgerId}`, `is missing; event ${seq} tells of it`);
  await verifyNotes(reader, projectId, fault);
}

async function toldEntries(reader: Reader, projectId: string): Promise<Entered[]> {
  const events = await reader('events')
    .where({ project_id: projectId, type: 'ledger.entered' })
    .orderBy('seq')
    .select<{ seq: number; data: string }[]>('seq', 'data');
  // Data that cannot be read is a finding of the chain already.
  return events.flatMap(({ seq, data }) => {
    try {
      const parsed = entered.safeParse(JSON.parse(data));
      return parsed.success ? [{ ...parsed.data, seq }] : [];
    } catch {
      return [];
    }
  });
}

/** Each event's entries are those that were written then; there are no others. */
async function verifyEntries(
  reader: Reader,
  ledger: LedgerRow,
  told: readonly Entered[],
  fault: (record: string, what: string) => void,
): Promise<void> {
  let next = 1;
  for (const { first, last, digest, seq } of told) {
    const record = first === last ? `entry ${first}` : `entries ${first} to ${last}`;
    if (first !== next) fault(record, `do not follow entry ${next - 1}: event ${seq}`);
    next = last + 1;
    const found = await digestOf(reader, ledger.id, first, last);
    if (found.many !== last - first + 1) fault(record, `${last - first + 1 - found.many} of them are missing`);
    else if (found.digest !== digest) fault(record, `are not those that event ${seq} recorded`);
  }
  const beyond = await reader('ledger_entries')
    .where({ ledger_id: ledger.id })
    .where((query) => query.where('number', '>=', next).orWhere('number', '<', 1))
    .orderBy('number')
    .limit(10)
    .pluck<number[]>('number');
  for (const number of beyond) fault(`entry ${number}`, 'is in no event');
  if (ledger.last_number !== next - 1) fault('the last number', `is ${ledger.last_number}, the events say ${next - 1}`);
}

async function digestOf(reader: Reader, ledgerId: string, first: number, last: number) {
  const hash = createHash('sha256');
  let many = 0;
  for (let from = first; from <= last; from += PAGE) {
    const page = await reader('ledger_entries')
      .where({ ledger_id: ledgerId })
      .whereBetween('number', [from, Math.min(last, from + PAGE - 1)])
      .orderBy('number')
      .select<EntryRow[]>();
    for (const entry of page) {
      if (many > 0) hash.update('\n');
      hash.update(entryText(entry));
      many += 1;
    }
  }
  return { many, digest: hash.digest('hex') };
}

/** The sums are what the entries add up to, recounted. */
async function verifySums(reader: Reader, { id }: LedgerRow, fault: (what: string) => void): Promise<void> {
  const { rows } = await reader.raw<{ rows: { what: string }[] }>(
    `with recounted as (
       select kind, nature, channel, after_close, count(*)::integer as entries, sum(amount)::bigint as amount
         from ledger_entries where ledger_id = :id group by 1, 2, 3, 4
     ), kept as (select kind, nature, channel, after_close, entries, amount from ledger_sums where ledger_id = :id)
     select concat_ws(' ', coalesce(k.kind, r.kind), coalesce(k.nature, r.nature), coalesce(k.channel, r.channel),
              case when coalesce(k.after_close, r.after_close) then 'after the close' end) || ': its sum is ' ||
            coalesce(k.amount, 0) || ' of ' || coalesce(k.entries, 0) || ' entries, the entries say ' ||
            coalesce(r.amount, 0) || ' of ' || coalesce(r.entries, 0) as what
       from recounted r full join kept k using (kind, nature, channel, after_close)
      where (k.entries, k.amount) is distinct from (r.entries, r.amount) order by 1`,
    { id },
  );
  for (const { what } of rows) fault(what);
}

/** What was written to an entry is what its event holds, or was erased in both (R28). */
async function verifyNotes(
  reader: Reader,
  projectId: string,
  fault: (record: string, what: string) => void,
): Promise<void> {
  const { rows } = await reader.raw<{ rows: { number: number; kind: string }[] }>(
    `select e.number, l.kind from ledgers l join ledger_entries e on e.ledger_id = l.id
       left join ledger_notes n on n.entry_id = e.id
       left join (select v.data::jsonb->>'entryId' as entry_id, coalesce(t.text, '') as words
                    from events v join event_texts t on t.event_id = v.id and t.name = 'note'
                   where v.project_id = :project and v.type = 'ledger.entered') told on told.entry_id = e.id::text
      where l.project_id = :project and coalesce(n.words, '') <> coalesce(told.words, n.words, '')
      order by 2, 1`,
    { project: projectId },
  );
  for (const { number, kind } of rows) fault(`the note of entry ${number} of the ${kind} ledger`, 'was changed');
}
