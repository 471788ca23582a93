/** R20: what somebody enters into a campaign's ledger by hand: each kind with its rules, and why it is refused. */
import { dayOf } from '../../domain/calendar.ts';
import { hasClosed } from '../../domain/campaign-schedule.ts';
import { takesEntries } from '../../domain/campaigns.ts';
import { type DonorFields, donorFaults } from '../../domain/donors.ts';
import { correctionDocument } from '../../domain/entry-document.ts';
import type { EntryChannel } from '../../domain/ledger.ts';
import { formatLei } from '../../domain/money.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import { readReferenceCode } from '../../domain/reference-code.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { lockProject, planOf, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { campaignOfLedger } from './campaign-rows.ts';
import type { Campaigning } from './campaigning.ts';
import { correctRefund, isRefund } from './correct-refund.ts';
import { addDonor } from './donors.ts';
import { CAMPAIGN_WRITERS } from './draft-campaign.ts';
import { type Entered, enterEntries, isAfterClose } from './entering.ts';
import type { NewEntry } from './entries.ts';
import { balanceInLedger, type EntryRow, entryById, LARGEST_LEDGER, leftOf, sumsOf } from './ledger-rows.ts';
import { enterPledge } from './pledge.ts';
import { refuseScan } from './scans.ts';

/** Who gives: one who is known, or a new one. */
interface Given {
  readonly donorId?: string | undefined;
  readonly donor?: DonorFields | undefined;
}

interface Proof {
  readonly document: string;
  readonly evidenceId?: string | undefined;
  /** Said by the program alone, of what comes from a bank statement. */
  readonly bankLineId?: string | undefined;
  /** The same: the corrected refund in whose place the line is booked. */
  readonly insteadOfId?: string | undefined;
  readonly note?: string | undefined;
}

/** Amounts are bani, days YYYY-MM-DD. */
export type EntryBody =
  | (Given & {
      readonly kind: 'pledge';
      readonly amount: number;
      readonly bookedOn: string;
      readonly document?: string | undefined;
      readonly note?: string | undefined;
    })
  | (Given &
      Proof & {
        readonly kind: 'gift';
        /** `none` is a gift in kind. */
        readonly channel: EntryChannel;
        readonly amount: number;
        readonly bookedOn: string;
      })
  | (Proof & {
      readonly kind: 'settlement';
      /** The pledge, by its id or by its code. */
      readonly aboutId?: string | undefined;
      readonly reference?: string | undefined;
      readonly channel: 'bank' | 'cash';
      readonly amount: number;
      readonly bookedOn: string;
    })
  | (Proof & {
      readonly kind: 'refund';
      readonly aboutId: string;
      readonly channel: EntryChannel;
      readonly amount: number;
      readonly bookedOn: string;
    })
  | {
      readonly kind: 'correction';
      readonly aboutId: string;
      /** What should be left of the entry; of a refund nothing. */
      readonly amount: number;
      readonly note: string;
      readonly evidenceId?: string | undefined;
    };
type BodyOf<Kind extends EntryBody['kind']> = Extract<EntryBody, { readonly kind: Kind }>;

const refuse = (refusal: Refusal): Entered => ({ refusal });
const fault = (field: string, ro: string, en: string): FieldFault => ({ field, reason: { ro, en } });
const refuseField = (...faults: readonly FieldFault[]): Entered => refuse({ code: 'fields-refused', faults });

/**
 * Enters one entry; the command's target is its id. Of the body nothing is stored: what it says of a donor stands with
 * the donor alone. Also in a project that has ended, since money is accounted for to the end.
 */
export async function enterEntry(
  store: Store,
  command: CommandInput & { readonly body: EntryBody },
  ledgerId: string,
  now: Date,
): Promise<Answer> {
  const { body, userId } = command;
  const faults = entryFaults(body);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const target = await trx('ledgers').where({ id: ledgerId }).first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(ledgerId);
    const role = await roleOf(trx, project.id, userId);
    if (!CAMPAIGN_WRITERS.some((writer) => writer === role))
      return refused({ code: 'role-missing', roles: CAMPAIGN_WRITERS });
    const campaign = await campaignOfLedger(trx, ledgerId);
    if (!campaign) return refused({ code: 'no-campaign' });
    if (!takesEntries(campaign.state)) return refused({ code: 'entries-not-taken', state: campaign.state });
    const plan = await planOf(trx, project.id);
    const campaigning: Campaigning = { store, trx, project, plan, campaign, now, actorId: userId };
    const entered = await decideEntry(campaigning, command.targetId, body);
    return 'refusal' in entered ? refused(entered.refusal) : { done: true, result: { id: entered.id } };
  });
}

/** Enters what somebody wrote, whose words were checked (`entryFaults`), into the ledger of a campaign that takes entries. */
export async function decideEntry(campaigning: Campaigning, id: string, body: EntryBody): Promise<Entered> {
  const refusal =
    (await dayRefusal(campaigning, body)) ??
    (await refuseScan(campaigning.trx, campaigning.project.id, 'evidenceId' in body ? body.evidenceId : undefined)) ??
    (await sizeRefusal(campaigning, body)) ??
    (await bankRefusal(campaigning, body));
  return refusal ? refuse(refusal) : enter(campaigning, id, body);
}

/** What is wrong with the words themselves: such a command is answered and never stored (R14). */
export function entryFaults(body: EntryBody): FieldFault[] {
  const { note } = body;
  const document = 'document' in body ? body.document : undefined;
  const { donor, donorId } = body as Given;
  const faults = nationalIdFaults({ document, note });
  if (donor) faults.push(...donorFaults(donor).map(({ field, reason }) => ({ field: `donor.${field}`, reason })));
  if (donor && donorId)
    faults.push(
      fault(
        'donorId',
        'Alegeți un donator cunoscut sau scrieți unul nou, nu amândouă.',
        'Choose a donor who is known or write a new one, not both.',
      ),
    );
  if (body.kind === 'pledge' && !donor && !donorId)
    faults.push(
      fault('donorId', 'O promisiune este a cuiva. Alegeți donatorul.', 'A pledge is somebody’s. Choose the donor.'),
    );
  if (body.kind === 'gift' && body.channel === 'none' && note === undefined)
    faults.push(
      fault(
        'note',
        'Scrieți ce s-a dat în natură și cum a fost evaluat: se publică în lista donațiilor (R20).',
        'Write what was given in kind and how it was valued: it is published in the list of gifts (R20).',
      ),
    );
  if (body.kind === 'settlement' && (body.aboutId === undefined) === (body.reference === undefined))
    faults.push(fault('aboutId', 'Alegeți promisiunea sau scrieți codul ei.', 'Choose the pledge, or write its code.'));
  return faults;
}

/** R20: nothing is dated ahead, and nothing came before the campaign opened. */
async function dayRefusal({ campaign, now }: Campaigning, body: EntryBody): Promise<Refusal | null> {
  if (body.kind === 'correction') return null;
  const today = dayOf(now);
  if (body.bookedOn > today) return { code: 'date-in-future', day: body.bookedOn, today };
  if (body.bookedOn >= dayOf(campaign.opens_at)) return null;
  const before = fault(
    'bookedOn',
    'Ziua este dinaintea deschiderii campaniei. Verificați data documentului.',
    'This day is before the campaign opened. Check the date of the document.',
  );
  return { code: 'fields-refused', faults: [before] };
}

/** R18: sums stay safe integers: an amount that would take one beyond them is a slip, and would close the ledger to everybody. */
async function sizeRefusal({ trx, campaign }: Campaigning, { amount }: EntryBody): Promise<Refusal | null> {
  const held = (await sumsOf(trx, campaign.ledger_id)).reduce((all, sum) => all + Math.abs(sum.amount), 0);
  if (held + amount <= LARGEST_LEDGER) return null;
  const large = fault(
    'amount',
    'Cu această sumă registrul ar depăși ce se poate aduna. Verificați suma.',
    'With this amount the ledger would hold more than can be added up. Check the amount.',
  );
  return { code: 'fields-refused', faults: [large] };
}

/**
 * R23: what comes or goes back by bank is booked from the statement's line, else the line would count it again. By hand
 * only what came, was booked wrong and corrected away: the line stays with the wrong entry.
 */
async function bankRefusal({ trx, campaign }: Campaigning, body: EntryBody): Promise<Refusal | null> {
  if (body.kind === 'pledge' || body.kind === 'correction') return null;
  if (body.channel !== 'bank' || body.bankLineId !== undefined) return null;
  if (body.kind === 'refund') return { code: 'fields-refused', faults: [BACK_BY_BANK] };
  const { rows } = await trx.raw<{ rows: { free: number }[] }>(
    `select coalesce(-sum(amount), 0)::bigint as free from ledger_entries
      where ledger_id = :ledger and channel = 'bank' and bank_line_id is null
        and kind in ('gift', 'settlement', 'correction')`,
    { ledger: campaign.ledger_id },
  );
  const free = rows[0]?.free ?? 0;
  if (body.amount <= free) return null;
  const twice = fault(
    'channel',
    `Ce intră prin bancă se înregistrează din extrasul de cont, ca niciun leu să nu fie numărat de două ori (R23). De aici, numai ce s-a corectat: ${formatLei(Math.max(0, free), 'ro')}.`,
    `What comes in by bank is booked from the bank statement, so that no leu is counted twice (R23). From here only what was corrected: ${formatLei(Math.max(0, free), 'en')}.`,
  );
  return { code: 'fields-refused', faults: [twice] };
}

const BACK_BY_BANK = fault(
  'channel',
  'Ce se restituie prin bancă se înregistrează din linia extrasului de cont, ca niciun leu să nu fie numărat de două ori (R23).',
  'What goes back by bank is booked from the line of the bank statement, so that no leu is counted twice (R23).',
);

function enter(campaigning: Campaigning, id: string, body: EntryBody): Promise<Entered> {
  switch (body.kind) {
    case 'pledge':
      return pledge(campaigning, id, body);
    case 'gift':
      return gift(campaigning, id, body);
    case 'settlement':
      return settle(campaigning, id, body);
    case 'refund':
      return refund(campaigning, id, body);
    case 'correction':
      return correct(campaigning, id, body);
  }
}

/** The donor that is named, or a new one; null where nobody is. */
async function donorOf(
  { trx, project, now, actorId }: Campaigning,
  { donorId, donor }: Given,
): Promise<{ readonly refusal: Refusal } | { readonly donorId: string | null }> {
  if (donor) return { donorId: await addDonor(trx, { projectId: project.id, actorId, now }, donor) };
  if (donorId === undefined) return { donorId: null };
  const known = await trx('donors')
    .where({ id: donorId, project_id: project.id })
    .first<{ erased_at: Date | null } | undefined>('erased_at');
  if (!known) return { refusal: { code: 'unknown-key', field: 'donorId', key: donorId } };
  return known.erased_at === null ? { donorId } : { refusal: { code: 'donor-erased' } };
}

/** A promise to a campaign that is over has no date by which it would be paid: its clock counts, also where its story is late. */
async function pledge(campaigning: Campaigning, id: string, body: BodyOf<'pledge'>): Promise<Entered> {
  const { campaign, now } = campaigning;
  const state =
    campaign.state === 'open' && hasClosed({ closesAt: campaign.closes_at }, now) ? 'closed' : campaign.state;
  if (state !== 'open') return refuse({ code: 'campaign-state', state, verb: 'pledge' });
  const given = await donorOf(campaigning, body);
  if ('refusal' in given) return given;
  const { amount, bookedOn, document, note } = body;
  return enterPledge(campaigning, { id, amount, bookedOn, donorId: given.donorId ?? '', document, note });
}

async function gift(campaigning: Campaigning, id: string, body: BodyOf<'gift'>): Promise<Entered> {
  const used = await receiptUsed(campaigning, body.channel, body.document);
  if (used) return refuse(used);
  const given = await donorOf(campaigning, body);
  if ('refusal' in given) return given;
  const { channel, amount } = body;
  const nature = channel === 'none' ? 'in-kind' : 'money';
  return write(campaigning, {
    id,
    kind: 'gift',
    nature,
    channel,
    amount,
    donorId: given.donorId,
    ...proofOf(campaigning, body),
  });
}

async function settle(campaigning: Campaigning, id: string, body: BodyOf<'settlement'>): Promise<Entered> {
  const found = await pledgeOf(campaigning, body);
  if ('refusal' in found) return found;
  const { about } = found;
  if (about.kind !== 'pledge') return refuse({ code: 'entry-about', number: about.number });
  const used = await receiptUsed(campaigning, body.channel, body.document);
  if (used) return refuse(used);
  const { channel, amount } = body;
  const entry = { id, kind: 'settlement', nature: 'money', channel, amount, aboutId: about.id } as const;
  return write(campaigning, { ...entry, donorId: about.donor_id, ...proofOf(campaigning, body) });
}

async function pledgeOf(
  campaigning: Campaigning,
  { aboutId, reference }: BodyOf<'settlement'>,
): Promise<{ readonly refusal: Refusal } | { readonly about: EntryRow }> {
  if (aboutId !== undefined) return aboutOf(campaigning, aboutId);
  const typed = reference ?? '';
  const code = readReferenceCode(typed);
  const about =
    code === null
      ? undefined
      : await campaigning
          .trx('ledger_entries')
          .where({ ledger_id: campaigning.campaign.ledger_id, reference: code })
          .first<EntryRow | undefined>();
  return about ? { about } : { refusal: { code: 'reference-unknown', reference: typed } };
}

async function aboutOf(
  { trx, campaign }: Campaigning,
  aboutId: string,
): Promise<{ readonly refusal: Refusal } | { readonly about: EntryRow }> {
  const about = await entryById(trx, aboutId);
  if (about?.ledger_id !== campaign.ledger_id)
    return { refusal: { code: 'unknown-key', field: 'aboutId', key: aboutId } };
  return { about };
}

/** R20: until the close a refund; after it, or once the sum is fixed, an adjustment, which the match follows. */
async function refund(campaigning: Campaigning, id: string, body: BodyOf<'refund'>): Promise<Entered> {
  const { trx, campaign } = campaigning;
  const found = await aboutOf(campaigning, body.aboutId);
  if ('refusal' in found) return found;
  const { about } = found;
  if (about.kind !== 'gift' && about.kind !== 'settlement')
    return refuse({ code: 'entry-about', number: about.number });
  if ((body.channel === 'none') !== (about.nature === 'in-kind'))
    return refuseField(
      about.nature === 'in-kind'
        ? fault('channel', 'Ce s-a dat în natură se restituie în natură.', 'What was given in kind goes back in kind.')
        : fault('channel', 'Banii se restituie prin bancă sau în numerar.', 'Money goes back by bank or in cash.'),
    );
  if (body.bookedOn < about.booked_on)
    return refuseField(
      fault(
        'bookedOn',
        'Restituirea este dinaintea donației. Verificați data.',
        'The refund is dated before the gift. Check the day.',
      ),
    );
  const left = await leftOf(trx, about);
  if (body.amount > left) return refuse({ code: 'more-than-entry', number: about.number, left });
  const short = await shortOf(campaigning, about, -body.amount);
  if (short) return refuse(short);
  // What came after the close was never part of the sum, so that nothing of it is adjusted.
  const kind = isAfterClose(campaign, body.bookedOn) && !about.after_close ? 'adjustment' : 'refund';
  const { nature, donor_id: donorId } = about;
  const { channel } = body;
  const entry = { id, kind, nature, channel, amount: -body.amount, aboutId: about.id, donorId } as const;
  return write(campaigning, { ...entry, ...proofOf(campaigning, body) });
}

/** What leaves the ledger has to lie in it: money may have gone on into the fund. */
async function shortOf({ trx, campaign }: Campaigning, about: EntryRow, amount: number): Promise<Refusal | null> {
  if (about.nature !== 'money' || amount >= 0) return null;
  const balance = await balanceInLedger(trx, campaign.ledger_id);
  return balance + amount < 0 ? { code: 'ledger-short', balance } : null;
}

/**
 * R20: the wrong entry stays; another one says what should be left of it. Until the sum is published it stands where the
 * wrong one stood; after that the sum is fixed, and what changes of it is an adjustment.
 */
async function correct(campaigning: Campaigning, id: string, body: BodyOf<'correction'>): Promise<Entered> {
  const { trx, campaign, now } = campaigning;
  const found = await aboutOf(campaigning, body.aboutId);
  if ('refusal' in found) return found;
  const { about } = found;
  if (isRefund(about)) return correctRefund(campaigning, id, about, body);
  if (about.kind !== 'pledge' && about.kind !== 'gift' && about.kind !== 'settlement')
    return refuse({ code: 'entry-about', number: about.number });
  const amount = body.amount - (await leftOf(trx, about));
  if (amount === 0)
    return refuseField(
      fault(
        'amount',
        'Suma rămasă este deja aceasta. Scrieți suma corectă.',
        'That is what is left already. Write the right amount.',
      ),
    );
  const most = await leftAtBank(campaigning, about);
  if (most !== null && body.amount > most)
    return refuseField(
      fault(
        'amount',
        `Banca arată ${formatLei(most, 'ro')}: din această înregistrare nu poate rămâne mai mult.`,
        `The bank says ${formatLei(most, 'en')}: no more than that can be left of this entry.`,
      ),
    );
  const short = await shortOf(campaigning, about, amount);
  if (short) return refuse(short);
  const fixed = campaign.state === 'published';
  const adjusts = fixed && about.nature === 'money' && !about.after_close;
  const { nature, channel, donor_id: donorId } = about;
  return write(campaigning, {
    ...{ id, nature, channel, amount, donorId, note: body.note, evidenceId: body.evidenceId },
    kind: adjusts ? 'adjustment' : 'correction',
    aboutId: about.id,
    bookedOn: fixed ? dayOf(now) : about.booked_on,
    afterClose: fixed || about.after_close,
    document: correctionDocument(about.number),
  });
}

/** What the bank's lines say is left of an entry: what came in, less what a line gave back. Null where none brought it. */
async function leftAtBank({ trx }: Campaigning, { id, amount, bank_line_id: line }: EntryRow): Promise<number | null> {
  if (line === null) return null;
  const { back } = await trx('ledger_entries')
    .where({ about_id: id })
    .whereNotNull('bank_line_id')
    .first<{ back: number }>(trx.raw('coalesce(sum(amount), 0)::bigint as back'));
  return amount + back;
}

const proofOf = (
  { campaign }: Campaigning,
  { bookedOn, document, evidenceId, bankLineId, insteadOfId, note }: Proof & { readonly bookedOn: string },
) => ({
  bookedOn,
  afterClose: isAfterClose(campaign, bookedOn),
  document,
  ...(evidenceId !== undefined && { evidenceId }),
  ...(bankLineId !== undefined && { bankLineId }),
  ...(insteadOfId !== undefined && { insteadOfId }),
  ...(note !== undefined && { note }),
});

/** A receipt in cash has a number of its own, however it is spaced and cased. */
async function receiptUsed(
  { trx, campaign }: Campaigning,
  channel: EntryChannel,
  document: string,
): Promise<Refusal | null> {
  if (channel !== 'cash') return null;
  const used = await trx('ledger_entries')
    .where({ ledger_id: campaign.ledger_id, channel })
    .whereIn('kind', ['gift', 'settlement'])
    // As the index has it that holds the rule: ledger_entries_receipt.
    .whereRaw(
      "upper(regexp_replace(document, '[[:space:]]', '', 'g')) = upper(regexp_replace(?, '[[:space:]]', '', 'g'))",
      [document],
    )
    .first<{ number: number; document: string } | undefined>('number', 'document');
  return used ? { code: 'receipt-used', ...used } : null;
}

async function write(campaigning: Campaigning, entry: NewEntry & { readonly id: string }): Promise<Entered> {
  await enterEntries(campaigning, [entry]);
  return { id: entry.id };
}
