/** A campaign is drafted on a fundraising milestone: for the initiative that was elected, with what the plan says. */
import { randomInt } from 'node:crypto';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { closingOf, openingOf } from '../../domain/campaign-schedule.ts';
import { type LocalText, type ProjectRole, takesEvidence } from '../../domain/lifecycle.ts';
import { makeReferenceCode } from '../../domain/reference-code.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { MilestoneRow } from '../milestones.ts';
import { lockProject, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store, Transaction } from '../store.ts';
import { openLedger } from './ledger-rows.ts';

/** Who drafts and changes a campaign, and writes into its ledger. */
export const CAMPAIGN_WRITERS = ['staff', 'manager'] as const satisfies readonly ProjectRole[];

/** To find an account and to announce it. */
const DAYS_TO_PREPARE = 7;
const DAYS_OPEN = 30;

interface DraftBody {
  readonly opensOn?: string | undefined;
  readonly closesOn?: string | undefined;
  readonly proposalId?: string | undefined;
}

/**
 * Drafts a campaign with its ledger; the command's target is its new id.
 * @param now the instant of the decision
 */
export async function draftCampaign(
  store: Store,
  command: CommandInput & { readonly body: DraftBody },
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
    const role = await roleOf(trx, project.id, userId);
    if (!CAMPAIGN_WRITERS.some((writer) => writer === role))
      return refused({ code: 'role-missing', roles: CAMPAIGN_WRITERS });
    if (project.state !== 'running') return refused({ code: 'project-ended', state: project.state });
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    const refusal = await refuseDraft(trx, milestone, body);
    if (refusal) return refused(refusal);
    const { last } = await earlierCampaigns(trx, milestoneId);
    const initiative = await initiativeOf(trx, project.id, body.proposalId);
    const opensOn = body.opensOn ?? addDays(dayOf(now), DAYS_TO_PREPARE);
    const closesOn = body.closesOn ?? addDays(opensOn, DAYS_OPEN);
    if (closesOn < opensOn) return refused({ code: 'fields-refused', faults: [CLOSES_FIRST] });
    const number = last + 1;
    const ledgerId = await openLedger(trx, project.id, 'campaign', now);
    await trx('campaigns').insert({
      id,
      project_id: project.id,
      milestone_id: milestoneId,
      ledger_id: ledgerId,
      number,
      proposal_id: initiative?.id ?? null,
      title: JSON.stringify(initiative ? inBoth(initiative.title) : milestone.title),
      purpose: JSON.stringify(inBoth(initiative?.summary ?? '')),
      reference: await unusedReference(trx, project.id),
      opens_at: openingOf(opensOn),
      closes_at: closingOf(closesOn),
      created_at: now,
      changed_by: userId,
      changed_at: now,
    });
    const drafted = {
      projectId: project.id,
      type: 'campaign.drafted',
      at: now,
      actorId: userId,
      milestoneId,
      data: {
        campaignId: id,
        key: milestone.key,
        number,
        ledgerId,
        proposalId: initiative?.id ?? null,
        opensOn,
        closesOn,
      },
    };
    await recordMarked(trx, drafted, { campaign: [id] });
    return { done: true, result: { id } };
  });
}

export const CLOSES_FIRST = {
  field: 'closesOn',
  reason: {
    ro: 'Campania se închide cel mai devreme în ziua în care se deschide. Alegeți o zi mai târzie.',
    en: 'A campaign closes on the day on which it opens at the earliest. Choose a later day.',
  },
};

async function refuseDraft(trx: Transaction, milestone: MilestoneRow, body: DraftBody): Promise<Refusal | null> {
  if (milestone.kind !== 'fundraising') return { code: 'no-campaign' };
  if (!takesEvidence(milestone.state)) return { code: 'wrong-state', state: milestone.state, verb: 'campaign' };
  const { standing } = await earlierCampaigns(trx, milestone.id);
  if (standing) return { code: 'campaign-exists', campaignId: standing };
  return unknownProposal(trx, milestone.project_id, body.proposalId ?? null);
}

/** A campaign is for a proposal of its own project. */
export async function unknownProposal(
  reader: Reader,
  projectId: string,
  proposalId: string | null,
): Promise<Refusal | null> {
  if (proposalId === null) return null;
  const found = await reader('proposals').where({ id: proposalId, project_id: projectId }).first('id');
  return found ? null : { code: 'unknown-key', field: 'proposalId', key: proposalId };
}

/** One campaign a milestone at a time; after one that was cancelled there may be another. */
async function earlierCampaigns(
  trx: Transaction,
  milestoneId: string,
): Promise<{ readonly standing: string | undefined; readonly last: number }> {
  const campaigns = await trx('campaigns')
    .where({ milestone_id: milestoneId })
    .orderBy('number')
    .select<{ id: string; number: number; state: string }[]>('id', 'number', 'state');
  return {
    standing: campaigns.find(({ state }) => state !== 'cancelled')?.id,
    last: campaigns.at(-1)?.number ?? 0,
  };
}

interface Initiative {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** The proposal that is named, else the one that the project's last vote elected. */
async function initiativeOf(
  trx: Transaction,
  projectId: string,
  proposalId: string | undefined,
): Promise<Initiative | undefined> {
  const columns = ['p.id', 'p.title', 'p.summary'] as const;
  if (proposalId !== undefined)
    return trx('proposals as p')
      .where('p.id', proposalId)
      .first<Initiative | undefined>(...columns);
  return trx('votes as v')
    .join('vote_options as o', (on) => on.on('o.vote_id', 'v.id').andOn('o.number', 'v.winner'))
    .join('proposals as p', 'p.id', 'o.proposal_id')
    .where({ 'v.project_id': projectId, 'v.state': 'final' })
    .orderBy('v.final_at', 'desc')
    .first<Initiative | undefined>(...columns);
}

/** What its author wrote, in whichever language: staff translate it before the announcement. */
const inBoth = (text: string): LocalText => ({ ro: text, en: text });

/** A code that neither a campaign nor a pledge of the project has. */
export async function unusedReference(trx: Transaction, projectId: string): Promise<string> {
  for (;;) {
    const reference = makeReferenceCode(randomInt);
    const [campaign, pledge] = [
      await trx('campaigns').where({ project_id: projectId, reference }).first('id'),
      await trx('ledger_entries as e')
        .join('ledgers as l', 'l.id', 'e.ledger_id')
        .where({ 'l.project_id': projectId, 'e.reference': reference })
        .first('e.id'),
    ];
    if (!campaign && !pledge) return reference;
  }
}
