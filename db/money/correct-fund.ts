/**
 * A wrong payment or transfer of a fund (R20, R23): it stays, and another entry says what should be left of it. Where the
 * day was wrong, nothing is left of it and it is entered anew.
 */
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store } from '../store.ts';
import { addEntries } from './entries.ts';
import { sourcesOf } from './fund-rows.ts';
import { type Keeping, keeping, recordFundEvent, refuseToLeave, refuseToReturn, type Scanned } from './funds.ts';
import { balanceInLedger, type EntryRow, entryById, leftOf } from './ledger-rows.ts';

export interface CorrectBody extends Scanned {
  readonly entryId: string;
  /** Bani that should be left of it: 0 where it should not be there. */
  readonly amount: number;
  readonly document: string;
  /** Why; public. */
  readonly note: string;
}

interface Correcting extends Keeping {
  readonly about: EntryRow;
  /** Bani that the correction brings into the fund's ledger. */
  readonly change: number;
  readonly body: CorrectBody;
}

export async function correctInFund(
  store: Store,
  command: CommandInput & { readonly body: CorrectBody },
  now: Date,
): Promise<Answer> {
  const { body } = command;
  return keeping(store, command, null, now, async (kept) => {
    const about = await entryById(kept.trx, body.entryId);
    if (about?.ledger_id !== kept.fund.ledger_id)
      return refused({ code: 'unknown-key', field: 'entryId', key: body.entryId });
    if (about.about_id !== null) return refused({ code: 'entry-about', number: about.number });
    const change = Math.sign(about.amount) * body.amount - (await leftOf(kept.trx, about));
    if (change === 0)
      return refused({
        code: 'fields-refused',
        faults: [
          {
            field: 'amount',
            reason: {
              ro: 'Suma rămasă este deja aceasta. Scrieți suma corectă.',
              en: 'That is what is left already. Write the right amount.',
            },
          },
        ],
      });
    const correcting = { ...kept, about, change, body };
    return about.kind === 'transfer' ? correctTransfer(correcting) : correctPayment(correcting);
  });
}

/** It stands where the wrong entry stood: on its day. */
const written = ({ about, body: { document, note, evidenceId } }: Correcting) => ({
  nature: about.nature,
  channel: about.channel,
  bookedOn: about.booked_on,
  document,
  note,
  evidenceId,
});

async function correctPayment(correcting: Correcting): Promise<Answer> {
  const { trx, fund, about, change, now, userId: actorId } = correcting;
  const balance = await balanceInLedger(trx, fund.ledger_id);
  if (balance + change < 0) return refused({ code: 'ledger-short', balance });
  const entering = {
    trx,
    projectId: fund.project_id,
    milestoneId: fund.milestone_id,
    ledgerId: fund.ledger_id,
    now,
    actorId,
  };
  const { entries } = await addEntries(entering, [
    { kind: 'correction', ...written(correcting), amount: change, aboutId: about.id },
  ]);
  return recorded(correcting, entries[0]?.id);
}

/** Both sides at once, so that no leu is in two ledgers or in none. */
async function correctTransfer(correcting: Correcting): Promise<Answer> {
  const { trx, fund, about, change, now, userId: actorId } = correcting;
  const other = await trx('ledger_entries')
    .where({ transfer_id: about.transfer_id })
    .whereNot({ id: about.id })
    .first<EntryRow>();
  const source = (await sourcesOf(trx, fund.project_id)).find(({ ledgerId }) => ledgerId === other.ledger_id);
  if (!source) throw new Error(`transfer ${about.transfer_id} comes from no ledger of the project`);
  const barred = change > 0 ? refuseToLeave(source, change) : await refuseToReturn(correcting, source, -change);
  if (barred) return refused(barred);
  const entry = { kind: 'transfer', ...written(correcting), transferId: newId() } as const;
  const entering = { trx, projectId: fund.project_id, now, actorId };
  await addEntries({ ...entering, milestoneId: source.milestoneId, ledgerId: source.ledgerId }, [
    { ...entry, amount: -change, aboutId: other.id, afterClose: other.after_close },
  ]);
  const { entries } = await addEntries({ ...entering, milestoneId: fund.milestone_id, ledgerId: fund.ledger_id }, [
    { ...entry, amount: change, aboutId: about.id },
  ]);
  return recorded(correcting, entries[0]?.id);
}

async function recorded(correcting: Correcting, entryId: string | undefined): Promise<Answer> {
  const { about, change, body } = correcting;
  const { id: aboutId, number, kind } = about;
  const data = { entryId, aboutId, number, kind, amount: change, left: body.amount };
  await recordFundEvent(correcting, 'fund.corrected', data);
  return { done: true, result: { entryId } };
}
