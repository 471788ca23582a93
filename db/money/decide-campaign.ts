/**
 * Decides a command on a campaign: lock, read, decide, write state, event, messages and answer, commit.
 * The story's activity calls it; the server calls it for a campaign that is over (and has no story any more).
 */
import { dayOf } from '../../domain/calendar.ts';
import { closingOf, openingOf } from '../../domain/campaign-schedule.ts';
import type { CampaignState, CampaignVerb } from '../../domain/campaigns.ts';
import { IBAN_FAULTS, readIban } from '../../domain/iban.ts';
import { isEnded, type LocalText, type ProjectRole, type ProjectState } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { CampaignDecided } from '../../domain/standing.ts';
import { recordAnswer } from '../commands.ts';
import { type LockedCommand, lockCommand } from '../locked-command.ts';
import { planOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import type { CampaignOfMilestone } from './campaign-rows.ts';
import { campaignById } from './campaign-rows.ts';
import { type Campaigning, recordCampaignEvent, updateCampaign } from './campaigning.ts';
import { cancelCampaign } from './cancel-campaign.ts';
import { CAMPAIGN_WRITERS, CLOSES_FIRST, unknownProposal } from './draft-campaign.ts';
import { type PublishBody, publishSum } from './publish-sum.ts';
import { tellCampaignTeam } from './tell-campaign-team.ts';
import { campaignStanding } from './wake-campaign.ts';

export interface ChangeBody {
  readonly version: number;
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly iban: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly proposalId: string | null;
}

interface ExtendBody {
  readonly closesOn: string;
  readonly reason: string;
}

interface Verb {
  readonly roles: readonly ProjectRole[];
  readonly from: readonly CampaignState[];
  /** Also in a project that has ended: money that came has to be accounted for. */
  readonly afterEnd?: true;
  readonly decide: (campaigning: Campaigning, body: unknown) => Promise<Answer>;
}

/** Who may use a verb, and in which states it has a meaning. */
export const CAMPAIGN_RULES: Readonly<Record<CampaignVerb, Verb>> = {
  change: {
    roles: CAMPAIGN_WRITERS,
    from: ['drafted', 'announced'],
    decide: (campaigning, body) => change(campaigning, body as ChangeBody),
  },
  announce: {
    roles: ['manager'],
    from: ['drafted'],
    decide: (campaigning, body) => announce(campaigning, body as { readonly version: number }),
  },
  extend: {
    roles: ['manager'],
    from: ['open'],
    decide: (campaigning, body) => extend(campaigning, body as ExtendBody),
  },
  publish: {
    roles: ['manager'],
    from: ['closed'],
    afterEnd: true,
    decide: (campaigning, body) => publishSum(campaigning, body as PublishBody),
  },
  cancel: {
    roles: ['manager'],
    from: ['drafted', 'announced', 'open', 'closed'],
    afterEnd: true,
    decide: (campaigning, body) => cancelCampaign(campaigning, (body as { readonly reason: string }).reason),
  },
};

/** Why somebody in this role may not use a verb now; null when nothing is in the way. */
export function refuseCampaignVerb(
  verb: CampaignVerb,
  campaign: CampaignOfMilestone,
  role: ProjectRole | null,
  projectState: ProjectState,
): Refusal | null {
  const { roles, from, afterEnd = false } = CAMPAIGN_RULES[verb];
  if (role === null || !roles.includes(role)) return { code: 'role-missing', roles };
  if (!afterEnd && projectState !== 'running') return { code: 'project-ended', state: projectState };
  if (!from.includes(campaign.state)) return { code: 'campaign-state', state: campaign.state, verb };
  if (!afterEnd && isEnded(campaign.milestone_state))
    return { code: 'wrong-state', state: campaign.milestone_state, verb };
  return null;
}

/** Free texts of a command that hold a national identity number (R14). */
export function campaignTextFaults(body: object): FieldFault[] {
  const { title, purpose, words, ...rest } = body as Partial<Record<string, unknown>>;
  const inBoth = { title, purpose, words } as Partial<Record<string, LocalText>>;
  const { beneficiary, accountHolder, reason } = rest as Partial<Record<string, string>>;
  return nationalIdFaults({
    beneficiary,
    accountHolder,
    reason,
    ...Object.fromEntries(
      Object.entries(inBoth).flatMap(([field, text]) => [
        [`${field}.ro`, text?.ro],
        [`${field}.en`, text?.en],
      ]),
    ),
  });
}

/**
 * Decides a stored command once; met again, it returns what was decided.
 * @param now the instant of the decision: workflow time from a story, the injected clock from the server
 * @throws CommandNotFound when there is no such command on a campaign
 */
export async function decideCampaign(store: Store, commandId: string, now: Date): Promise<CampaignDecided> {
  return store.knex.transaction(async (trx) => {
    const command = await lockCommand<unknown>(trx, commandId, 'campaigns');
    const { project, userId: actorId } = command;
    const campaign = await campaignById(trx, command.targetId);
    const plan = await planOf(trx, project.id);
    const campaigning: Campaigning = { store, trx, project, plan, campaign, now, actorId };
    const answer = command.answer ?? (await decideAndRecord(campaigning, commandId, command));
    return {
      done: answer.done,
      standing: await campaignStanding(trx, await campaignById(trx, campaign.id), plan, now),
    };
  });
}

async function decideAndRecord(
  campaigning: Campaigning,
  commandId: string,
  { verb: stored, body, role }: LockedCommand<unknown>,
): Promise<Answer> {
  const { trx, project, campaign, now } = campaigning;
  const verb = stored.replace('campaign.', '') as CampaignVerb;
  const refusal = refuseCampaignVerb(verb, campaign, role, project.state);
  const decided = refusal ? refused(refusal) : await CAMPAIGN_RULES[verb].decide(campaigning, body);
  const { id, state, version } = await campaignById(trx, campaign.id);
  const answer = decided.done ? { done: true as const, result: { ...decided.result, id, state, version } } : decided;
  await recordAnswer(trx, commandId, answer, now);
  return answer;
}

const done: Answer = { done: true, result: {} };

/** Freely while it is drafted; once announced it has to stay complete. Never once money may come. */
async function change(campaigning: Campaigning, body: ChangeBody): Promise<Answer> {
  const { trx, campaign, project, now } = campaigning;
  if (body.version !== campaign.version) return refused(await changedBy(campaigning));
  const refusal = await unknownProposal(trx, project.id, body.proposalId);
  if (refusal) return refused(refusal);
  const account = accountOf(body.iban);
  const faults = [...account.faults, ...(body.closesOn < body.opensOn ? [CLOSES_FIRST] : [])];
  if (campaign.state === 'announced') faults.push(...completeFaults({ ...body, iban: account.iban }, now));
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  const { title, purpose, beneficiary, accountHolder, opensOn, closesOn, proposalId } = body;
  const next = await updateCampaign(campaigning, {
    title: JSON.stringify(title),
    purpose: JSON.stringify(purpose),
    beneficiary,
    account_holder: accountHolder,
    iban: account.iban,
    opens_at: openingOf(opensOn),
    closes_at: closingOf(closesOn),
    proposal_id: proposalId,
  });
  await recordCampaignEvent(next, 'campaign.changed', termsOf(next.campaign));
  return done;
}

/** What the chain holds of a campaign's terms. */
const termsOf = (campaign: CampaignOfMilestone) => ({
  opensOn: dayOf(campaign.opens_at),
  closesOn: dayOf(campaign.closes_at),
  iban: campaign.iban,
  reference: campaign.reference,
  proposalId: campaign.proposal_id,
});

function accountOf(typed: string): { readonly iban: string; readonly faults: FieldFault[] } {
  if (typed.trim() === '') return { iban: '', faults: [] };
  const read = readIban(typed);
  if (read.ok) return { iban: read.iban, faults: [] };
  return { iban: '', faults: [{ field: 'iban', reason: IBAN_FAULTS[read.fault] }] };
}

const NEEDED: LocalText = {
  ro: 'Campania se anunță public, deci câmpul este obligatoriu.',
  en: 'The campaign is announced in public, so this field is required.',
};

/** What a campaign lacks that is public, or about to be. */
function completeFaults(terms: Omit<ChangeBody, 'version' | 'proposalId'>, now: Date): FieldFault[] {
  const { title, purpose, beneficiary, accountHolder, iban, opensOn, closesOn } = terms;
  const written = {
    'title.ro': title.ro,
    'title.en': title.en,
    'purpose.ro': purpose.ro,
    'purpose.en': purpose.en,
    beneficiary,
    accountHolder,
    iban,
  };
  const faults: FieldFault[] = Object.entries(written).flatMap(([field, text]) =>
    text === '' ? [{ field, reason: NEEDED }] : [],
  );
  const today = dayOf(now);
  if (opensOn < today)
    faults.push({
      field: 'opensOn',
      reason: {
        ro: 'Campania nu se poate deschide înainte de a fi anunțată. Alegeți ziua de azi sau una mai târzie.',
        en: 'A campaign cannot open before it is announced. Choose today or a later day.',
      },
    });
  if (closesOn < today)
    faults.push({
      field: 'closesOn',
      reason: { ro: 'Ziua a trecut. Alegeți una mai târzie.', en: 'This day has passed. Choose a later one.' },
    });
  return faults;
}

async function announce(campaigning: Campaigning, { version }: { readonly version: number }): Promise<Answer> {
  const { campaign, now } = campaigning;
  if (version !== campaign.version) return refused(await changedBy(campaigning));
  const { title, purpose, beneficiary, account_holder: accountHolder, iban } = campaign;
  const days = { opensOn: dayOf(campaign.opens_at), closesOn: dayOf(campaign.closes_at) };
  const faults = completeFaults({ title, purpose, beneficiary, accountHolder, iban, ...days }, now);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  const next = await updateCampaign(campaigning, { state: 'announced' });
  const eventId = await recordCampaignEvent(next, 'campaign.announced', termsOf(next.campaign));
  await tellCampaignTeam(next, { type: 'campaign.announced', eventId });
  return done;
}

/** Out only, before the close, with a reason that is public. */
const pastTheEnd = (endsOn: string) => ({
  field: 'closesOn',
  reason: {
    ro: `Proiectul se încheie pe ${formatDay(endsOn, 'ro')}. Alegeți cel târziu acea zi; pentru una mai târzie trebuie întâi un act adițional.`,
    en: `The project ends on ${formatDay(endsOn, 'en')}. Choose that day at the latest; a later one first needs an additional act.`,
  },
});

async function extend(campaigning: Campaigning, { closesOn, reason }: ExtendBody): Promise<Answer> {
  const { project, campaign, now } = campaigning;
  const closesAt = closingOf(closesOn);
  if (now > campaign.closes_at) return refused({ code: 'campaign-state', state: 'closed', verb: 'extend' });
  if (closesAt <= campaign.closes_at) {
    const day = dayOf(campaign.closes_at);
    const field = 'closesOn';
    const reasonWhy = {
      ro: `Campania se închide pe ${formatDay(day, 'ro')}. Prelungirea cere o zi mai târzie.`,
      en: `The campaign closes on ${formatDay(day, 'en')}. An extension needs a later day.`,
    };
    return refused({ code: 'fields-refused', faults: [{ field, reason: reasonWhy }] });
  }
  // An extension cannot be taken back: a year that was mistyped would keep the sum from the community.
  if (closesOn > project.ends_on) return refused({ code: 'fields-refused', faults: [pastTheEnd(project.ends_on)] });
  const next = await updateCampaign(campaigning, {
    closes_at: closesAt,
    // What was announced first stays in view, however often it is extended.
    extended_from: campaign.extended_from ?? campaign.closes_at,
    extension_reason: reason,
  });
  const data = { from: dayOf(campaign.closes_at), closesOn };
  const eventId = await recordCampaignEvent(next, 'campaign.extended', data, { reason });
  await tellCampaignTeam(next, { type: 'campaign.extended', eventId, reason });
  return done;
}

/** Somebody changed the campaign since it was read. */
async function changedBy({ trx, campaign }: Campaigning): Promise<Refusal> {
  const user =
    campaign.changed_by === null
      ? undefined
      : await trx('users').where({ id: campaign.changed_by }).first<{ name: string } | undefined>('name');
  return { code: 'record-changed', by: user?.name ?? null };
}
