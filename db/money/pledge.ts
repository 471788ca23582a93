/** R20: a pledge: a promise with a code of its own, by which its payment is found again. */
import { pledgeDocument } from '../../domain/entry-document.ts';
import { printedReference } from '../../domain/reference-code.ts';
import type { Campaigning } from './campaigning.ts';
import { unusedReference } from './draft-campaign.ts';
import { enterEntries } from './entering.ts';
import type { EntryRow } from './ledger-rows.ts';

export interface WrittenPledge {
  /** Left out where nobody names it. */
  readonly id?: string;
  /** Bani. */
  readonly amount: number;
  /** YYYY-MM-DD. */
  readonly bookedOn: string;
  readonly donorId: string;
  /** The paper that it stands on; else its own code is named. */
  readonly document?: string | undefined;
  readonly note?: string | undefined;
}

/** Enters a pledge to an open campaign; its donor is told how to pay. */
export async function enterPledge(campaigning: Campaigning, pledge: WrittenPledge): Promise<EntryRow> {
  const { trx, project } = campaigning;
  const { id, amount, bookedOn, donorId, document, note } = pledge;
  const reference = await unusedReference(trx, project.id);
  const { entries } = await enterEntries(campaigning, [
    {
      ...(id !== undefined && { id }),
      kind: 'pledge',
      nature: 'promise',
      channel: 'none',
      amount,
      bookedOn,
      donorId,
      document: document ?? pledgeDocument(printedReference(reference)),
      reference,
      ...(note !== undefined && { note }),
    },
  ]);
  const [entry] = entries;
  if (!entry) throw new Error(`pledge ${reference} was not written`);
  return entry;
}
