/** The Local Development Fund (R23): founded with its document, filled by transfers with two sides, paying with documents. */
import { dayOf } from '../../domain/calendar.ts';
import { FUND_VERBS, type FundVerb, type TransferWay } from '../../domain/funds.ts';
import { type LocalText, type ProjectRole, type ProjectState, takesEvidence } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { MilestoneRow } from '../milestones.ts';
import { lockProject, type ProjectRow, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store, type Transaction } from '../store.ts';
import { addEntries } from './entries.ts';
import { availableOf, type FundOfMilestone, fundById, type SourceLedger, sourcesOf } from './fund-rows.ts';
import { balanceInLedger, openLedger, sumsOf } from './ledger-rows.ts';
import { refuseScan } from './scans.ts';

/** Who founds a fund. */
export const FUND_FOUNDERS = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];
/** Who moves its money. */
export const FUND_KEEPERS = ['manager', 'partner'] as const satisfies readonly ProjectRole[];

/** The scan of its document, where it was uploaded as evidence. */
export interface Scanned {
  readonly evidenceId?: string | undefined;
}

export interface FoundBody {
  readonly name: LocalText;
  readonly document: string;
  readonly foundedOn: string;
}
export interface TransferBody extends Scanned {
  readonly way: TransferWay;
  readonly ledgerId: string;
  readonly amount: number;
  readonly bookedOn: string;
  readonly document: string;
}
export interface PayBody extends Scanned {
  readonly amount: number;
  readonly bookedOn: string;
  readonly channel: 'bank' | 'cash';
  readonly document: string;
  readonly note: string;
}

/** Free texts of a command that hold a national identity number (R14). */
export function fundTextFaults(body: object): FieldFault[] {
  const { name, document, note } = body as { name?: LocalText; document?: string; note?: string };
  return nationalIdFaults({ 'name.ro': name?.ro, 'name.en': name?.en, document, note });
}

const fault = (field: string, reason: LocalText): Answer =>
  refused({ code: 'fields-refused', faults: [{ field, reason }] });

/** Founds the fund of a milestone; the command's target is its new id. */
export async function foundFund(
  store: Store,
  command: CommandInput & { readonly body: FoundBody },
  milestoneId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId: id, userId } = command;
  return runCommand(store, command, now, async (trx) => {
    const target = await trx('milestones')
      .where({ id: milestoneId })
      .first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const barred = refuseMember(await roleOf(trx, project.id, userId), project.state, FUND_FOUNDERS);
    if (barred) return refused(barred);
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    if (milestone.kind !== 'fund') return refused({ code: 'no-fund' });
    const standing = await trx('funds').where({ milestone_id: milestoneId }).first<{ id: string } | undefined>('id');
    if (standing) return refused({ code: 'fund-exists', fundId: standing.id });
    if (!takesEvidence(milestone.state)) return refused({ code: 'wrong-state', state: milestone.state, verb: 'fund' });
    const today = dayOf(now);
    if (body.foundedOn > today) return refused({ code: 'date-in-future', day: body.foundedOn, today });
    const ledgerId = await openLedger(trx, project.id, 'fund', now);
    await trx('funds').insert({
      id,
      project_id: project.id,
      milestone_id: milestoneId,
      ledger_id: ledgerId,
      name: JSON.stringify(body.name),
      document: body.document,
      founded_on: body.foundedOn,
      created_at: now,
      changed_by: userId,
      changed_at: now,
    });
    const founded = {
      projectId: project.id,
      type: 'fund.founded',
      at: now,
      actorId: userId,
      milestoneId,
      data: { fundId: id, key: milestone.key, ledgerId, foundedOn: body.foundedOn },
      texts: { document: body.document, nameRo: body.name.ro, nameEn: body.name.en },
    };
    await recordMarked(trx, founded, { fund: [id] });
    return { done: true, result: { id } };
  });
}

function refuseMember(role: ProjectRole | null, state: ProjectState, roles: readonly ProjectRole[]): Refusal | null {
  if (role === null || !roles.includes(role)) return { code: 'role-missing', roles };
  return state === 'running' ? null : { code: 'project-ended', state };
}

/** What the caller may do with a fund now. */
export const allowedWithFund = (role: ProjectRole | null, state: ProjectState): FundVerb[] =>
  refuseMember(role, state, FUND_KEEPERS) ? [] : [...FUND_VERBS];

export interface Keeping {
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly fund: FundOfMilestone;
  readonly now: Date;
  readonly userId: string;
}

/** A change of a fund under its project's lock; `bookedOn` null where it has no day of its own. */
export async function keeping(
  store: Store,
  command: CommandInput & { readonly body: Scanned },
  bookedOn: string | null,
  now: Date,
  change: (keeping: Keeping) => Promise<Answer>,
): Promise<Answer> {
  const { targetId, userId } = command;
  return runCommand(store, command, now, async (trx) => {
    const { project_id: projectId } = await fundById(trx, targetId);
    const project = await lockProject(trx, projectId);
    if (!project) throw new CommandNotFound(targetId);
    const barred = refuseMember(await roleOf(trx, project.id, userId), project.state, FUND_KEEPERS);
    if (barred) return refused(barred);
    const fund = await fundById(trx, targetId);
    const scan = await refuseScan(trx, project.id, command.body.evidenceId);
    if (scan) return refused(scan);
    const today = dayOf(now);
    if (bookedOn !== null && bookedOn > today) return refused({ code: 'date-in-future', day: bookedOn, today });
    if (bookedOn !== null && bookedOn < fund.founded_on)
      return fault('bookedOn', {
        ro: `Fondul este înființat la ${formatDay(fund.founded_on, 'ro')}. Alegeți acea zi sau una de după ea.`,
        en: `The fund was founded on ${formatDay(fund.founded_on, 'en')}. Choose that day or a later one.`,
      });
    const answer = await change({ trx, project, fund, now, userId });
    return answer.done ? { done: true, result: { ...answer.result, id: fund.id } } : answer;
  });
}

/** Raises the fund's version, and records what happened to it. */
export async function recordFundEvent(
  { trx, fund, now, userId }: Keeping,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await trx('funds')
    .where({ id: fund.id })
    .update({ version: trx.raw('version + 1'), changed_by: userId, changed_at: now });
  const event = {
    projectId: fund.project_id,
    type,
    at: now,
    actorId: userId,
    milestoneId: fund.milestone_id,
    data: { fundId: fund.id, key: fund.milestone_key, ...data },
  };
  await recordMarked(trx, event, { fund: [fund.id] });
}

/**
 * R23: money passes between a campaign's or a match's ledger and the fund's with two sides, so that no leu is in both.
 * Into it at most what lies there, once the sum is published or the match paid, and never what goes back to the town
 * hall (R20); back at most what the fund holds, and what came from there.
 */
export async function transferMoney(
  store: Store,
  command: CommandInput & { readonly body: TransferBody },
  now: Date,
): Promise<Answer> {
  const { way, ledgerId, amount, bookedOn, document, evidenceId } = command.body;
  return keeping(store, command, bookedOn, now, async (kept) => {
    const { trx, project, fund, userId } = kept;
    const source = (await sourcesOf(trx, project.id)).find((each) => each.ledgerId === ledgerId);
    if (!source)
      return fault('ledgerId', {
        ro: 'Alegeți registrul unei campanii sau al unei dublări din acest proiect.',
        en: 'Choose the ledger of a campaign or of a match of this project.',
      });
    const barred = way === 'in' ? refuseToLeave(source, amount) : await refuseToReturn(kept, source, amount);
    if (barred) return refused(barred);
    const transferId = newId();
    const entry = {
      kind: 'transfer',
      nature: 'money',
      channel: 'none',
      bookedOn,
      document,
      evidenceId,
      transferId,
    } as const;
    const into = way === 'in' ? amount : -amount;
    const entering = { trx, projectId: project.id, now, actorId: userId };
    const afterClose = source.kind === 'campaign';
    await addEntries({ ...entering, milestoneId: source.milestoneId, ledgerId }, [
      { ...entry, amount: -into, afterClose },
    ]);
    await addEntries({ ...entering, milestoneId: fund.milestone_id, ledgerId: fund.ledger_id }, [
      { ...entry, amount: into },
    ]);
    await recordFundEvent(kept, 'fund.transferred', { transferId, ledgerId, from: source.kind, way, amount, bookedOn });
    return { done: true, result: { transferId } };
  });
}

/** Why money cannot leave a campaign's or a match's ledger for the fund; null where it can. */
export function refuseToLeave(source: SourceLedger, amount: number): Refusal | null {
  if (!source.settled) return refuseState(source);
  if (amount <= availableOf(source)) return null;
  // It would be there, were it not the town hall's.
  if (amount <= source.balance) return { code: 'adjustments-open', amount: source.toRepay };
  return { code: 'ledger-short', balance: source.balance };
}

/** Why money cannot go back out of the fund to where it came from; null where it can. */
export async function refuseToReturn(
  { trx, fund }: Keeping,
  source: SourceLedger,
  amount: number,
): Promise<Refusal | null> {
  if (!source.settled) return refuseState(source);
  // What came out of other ledgers goes back to those.
  const given = (await sumsOf(trx, source.ledgerId))
    .filter(({ kind }) => kind === 'transfer')
    .reduce((all, sum) => all - sum.amount, 0);
  const balance = Math.min(given, await balanceInLedger(trx, fund.ledger_id));
  return amount <= balance ? null : { code: 'ledger-short', balance };
}

const refuseState = ({ kind, state }: SourceLedger): Refusal =>
  kind === 'campaign'
    ? {
        code: 'campaign-state',
        state: state as Extract<Refusal, { code: 'campaign-state' }>['state'],
        verb: 'transfer',
      }
    : { code: 'match-state', state: state as Extract<Refusal, { code: 'match-state' }>['state'], verb: 'transfer' };

/** R23: pays the initiative, with a document; at most what the fund holds. */
export async function payFromFund(
  store: Store,
  command: CommandInput & { readonly body: PayBody },
  now: Date,
): Promise<Answer> {
  const { amount, bookedOn, channel, document, note, evidenceId } = command.body;
  return keeping(store, command, bookedOn, now, async (kept) => {
    const { trx, project, fund, userId } = kept;
    const balance = await balanceInLedger(trx, fund.ledger_id);
    if (amount > balance) return refused({ code: 'ledger-short', balance });
    const entering = {
      trx,
      projectId: project.id,
      milestoneId: fund.milestone_id,
      ledgerId: fund.ledger_id,
      now,
      actorId: userId,
    };
    const { entries } = await addEntries(entering, [
      { kind: 'payment', nature: 'money', channel, amount: -amount, bookedOn, document, note, evidenceId },
    ]);
    const entryId = entries[0]?.id;
    await recordFundEvent(kept, 'fund.paid', { entryId, amount, bookedOn });
    return { done: true, result: { entryId } };
  });
}
