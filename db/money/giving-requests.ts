/**
 * Pledges and subscriptions by the public: written on a page, confirmed by e-mail. Until then nothing of them is recorded;
 * the secret of the link is known only to who got the message.
 */
import { createHash, randomBytes } from 'node:crypto';
import { dayOf } from '../../domain/calendar.ts';
import type { DonorKind } from '../../domain/donors.ts';
import type { DonorShown } from '../../domain/ledger.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { lockProject } from '../projects.ts';
import type { PublicCampaign } from '../reads/public-money.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';
import { type CampaignOfMilestone, campaignById } from './campaign-rows.ts';
import { lockCampaign } from './campaigning.ts';
import { addDonor } from './donors.ts';
import { enterPledge } from './pledge.ts';
import { subscribe } from './subscriptions.ts';

/** How long the link in the message works. */
export const GIVING_REQUEST_LIFE_MS = 48 * 60 * 60 * 1000;

const TOKEN_BYTES = 32;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A pledge as somebody wrote it; checked by the form. */
export interface WrittenPledge {
  readonly kind: 'pledge';
  /** Bani. */
  readonly amount: number;
  readonly donorKind: DonorKind;
  readonly name: string;
  readonly email: string;
  readonly shown: DonorShown;
}
export interface WrittenSubscription {
  readonly kind: 'subscription';
  readonly email: string;
}
export type WrittenGiving = WrittenPledge | WrittenSubscription;

type Taking = Pick<PublicCampaign, 'state' | 'closesAt'>;

/** A pledge is taken while money is: the clock closes a campaign, also where its story is late. */
export const takesPledges = ({ state, closesAt }: Taking, now: Date): boolean => state === 'open' && now <= closesAt;

/** News are sent from the announcement until the sum is published. */
export const takesSubscriptions = ({ state }: Pick<Taking, 'state'>): boolean =>
  state === 'announced' || state === 'open' || state === 'closed';

/**
 * Keeps what somebody wrote until it is confirmed, or dropped as expired.
 * @returns the secret of the link
 */
export async function requestGiving(
  store: Store,
  about: { readonly projectId: string; readonly campaignId: string; readonly locale: Locale },
  written: WrittenGiving,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + GIVING_REQUEST_LIFE_MS);
  await store.knex('giving_requests').insert({
    id: newId(),
    project_id: about.projectId,
    campaign_id: about.campaignId,
    kind: written.kind,
    token_hash: hashOf(token),
    locale: about.locale,
    body: JSON.stringify(written),
    requested_at: now,
    expires_at: expiresAt,
  });
  return { token, expiresAt };
}

interface RequestRow {
  readonly id: string;
  readonly campaign_id: string;
  readonly kind: WrittenGiving['kind'];
  readonly locale: Locale;
  /** Once it is answered, nothing of what was written stays. */
  readonly body: WrittenGiving | { readonly outcome: 'entered' | 'closed' };
  readonly expires_at: Date;
  readonly entry_id: string | null;
}

const requestBy = (reader: Reader, projectId: string, token: string): Promise<RequestRow | undefined> =>
  reader('giving_requests')
    .where({ token_hash: hashOf(token), project_id: projectId })
    .first<RequestRow | undefined>();

/** Where a request stands: it waits, with what was written; it expired; it was confirmed; or it came too late. */
export type FoundGiving =
  | { readonly state: 'waiting'; readonly campaignId: string; readonly written: WrittenGiving }
  | { readonly state: 'expired' | 'closed'; readonly campaignId: string; readonly kind: WrittenGiving['kind'] }
  | { readonly state: 'subscribed'; readonly campaignId: string }
  | {
      readonly state: 'pledged';
      readonly campaignId: string;
      readonly amount: number;
      /** What the payment says in its details. */
      readonly reference: string;
    };

const isOpen = (written: WrittenGiving['kind'], campaign: CampaignOfMilestone, now: Date): boolean =>
  written === 'pledge'
    ? takesPledges({ state: campaign.state, closesAt: campaign.closes_at }, now)
    : takesSubscriptions(campaign);

/** What a link is about; null for one that was never made, or is long over. */
export async function findGiving(
  reader: Reader,
  projectId: string,
  token: string,
  now: Date,
): Promise<FoundGiving | null> {
  const request = await requestBy(reader, projectId, token);
  if (!request) return null;
  const { body, kind, campaign_id: campaignId, entry_id: entryId } = request;
  if (entryId !== null) {
    const entry = await reader('ledger_entries')
      .where({ id: entryId })
      .first<{ amount: number; reference: string }>('amount', 'reference');
    return { state: 'pledged', campaignId, ...entry };
  }
  if ('outcome' in body) {
    return body.outcome === 'entered' ? { state: 'subscribed', campaignId } : { state: 'closed', campaignId, kind };
  }
  if (request.expires_at <= now) return { state: 'expired', campaignId, kind };
  if (!isOpen(kind, await campaignById(reader, campaignId), now)) return { state: 'closed', campaignId, kind };
  return { state: 'waiting', campaignId, written: body };
}

/**
 * Confirms a request: the pledge enters the ledger and its donor is told how to pay, or the subscription begins.
 * Confirmed again, also twice at once, nothing more happens; nor does anything with a link that expired or was never made.
 */
export async function confirmGiving(store: Store, projectId: string, token: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    const project = await lockProject(trx, projectId);
    // Read under the lock: the other of two at once has answered it.
    const request = project && (await requestBy(trx, projectId, token));
    if (!request || 'outcome' in request.body || request.expires_at <= now) return;
    const answer = (outcome: 'entered' | 'closed', change: object = {}) =>
      trx('giving_requests')
        .where({ id: request.id })
        .update({ body: JSON.stringify({ outcome }), ...change });
    if (!isOpen(request.kind, await campaignById(trx, request.campaign_id), now)) return void (await answer('closed'));
    await answer('entered', await entered(store, trx, request, request.body, projectId, now));
  });
}

async function entered(
  store: Store,
  trx: Transaction,
  { campaign_id: campaignId, locale }: RequestRow,
  written: WrittenGiving,
  projectId: string,
  now: Date,
): Promise<object> {
  if (written.kind === 'subscription') {
    const { id } = await subscribe(trx, projectId, { email: written.email, locale }, now);
    return { subscription_id: id };
  }
  const { amount, donorKind: kind, name, email, shown } = written;
  // Each has a donor of its own: an address proves nothing of who gave before under the same name.
  const donorId = await addDonor(trx, { projectId, actorId: null, now }, { kind, name, email, locale, shown });
  const campaigning = await lockCampaign(store, trx, campaignId, now);
  const { id } = await enterPledge(campaigning, { amount, bookedOn: dayOf(now), donorId });
  return { entry_id: id };
}
