/** R20: what the receipt of a gift says, as the ledger and the register of donors stand when it is made. */
import type { LocalText } from '../../domain/lifecycle.ts';
import { hasReceipt, type ReceiptFacts } from '../../domain/receipt.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';

type Row = Omit<ReceiptFacts, 'project'> & {
  readonly projectId: string;
  readonly slug: string;
  readonly title: LocalText;
};

/** @returns null where there is no such entry, or none that has a receipt */
export async function receiptFacts(reader: Reader, entryId: string): Promise<ReceiptFacts | null> {
  const row = await reader('ledger_entries as e')
    .join('campaigns as c', 'c.ledger_id', 'e.ledger_id')
    .join('projects as p', 'p.id', 'c.project_id')
    .leftJoin('donors as d', 'd.id', 'e.donor_id')
    .leftJoin('ledger_notes as n', 'n.entry_id', 'e.id')
    .where('e.id', entryId)
    .first<Row | undefined>(
      'e.number',
      'e.kind',
      'e.nature',
      'e.channel',
      'e.amount',
      reader.raw(
        `(select coalesce(sum(t.amount), 0)::bigint from ledger_entries t where t.about_id = e.id) as taken,
         case when e.nature = 'in-kind' then coalesce(n.words, '') else '' end as what,
         coalesce(d.name, '') as donor`,
      ),
      'e.booked_on as bookedOn',
      'e.document',
      'c.title as campaign',
      'c.beneficiary',
      'c.account_holder as accountHolder',
      'e.recorded_at as recordedAt',
      'p.id as projectId',
      'p.slug',
      'p.title',
    );
  if (!row || !hasReceipt(row.kind)) return null;
  const { projectId, slug, title, ...facts } = row;
  const { codes, publicity } = await planOf(reader, projectId);
  return { ...facts, project: { slug, title, codes, publicity } };
}
