/** The receipts that the outbox's dispatcher attaches, made from the ledger as it stands when a message goes out. */
import { receiptFacts } from '../db/money/receipts.ts';
import type { Store } from '../db/store.ts';
import type { MakeReceipt } from '../mail/dispatcher.ts';
import { receiptFileName, renderReceipt } from '../reports/receipt.ts';

/** @param publicUrl where people reach the server, without a slash at the end */
export const receiptMaker =
  (store: Store, publicUrl: string): MakeReceipt =>
  async (entryId, locale) => {
    const facts = await receiptFacts(store.knex, entryId);
    if (!facts) throw new Error(`no gift ${entryId}`);
    const content = await renderReceipt(facts, locale, publicUrl);
    return { name: receiptFileName(facts, locale), type: 'application/pdf', content };
  };
