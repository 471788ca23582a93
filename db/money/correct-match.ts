/**
 * R21: a number or a day of the council's decision or of the contract that was written wrong. What stood there stays
 * beside it, with the reason; the steps keep their order: decision, contract, payment.
 */
import { namesSponsorship } from '../../domain/legal-route.ts';
import type { Answer } from '../../domain/refusal.ts';
import { refused } from '../register/registering.ts';
import { newId } from '../store.ts';
import { voidReleases } from './adjust-match.ts';
import { day, dayRefused, fault } from './match-days.ts';
import { decisionsOf } from './match-rows.ts';
import { type Matching, recordMatchEvent, updateMatch } from './matching.ts';

export interface CorrectBody {
  /** The place of the decision; null for the contract. */
  readonly decision: number | null;
  readonly number: string;
  readonly day: string;
  readonly reason: string;
}

/** What a document says of itself: where it is wrong, and between which days it lies. */
interface Paper {
  readonly number: string;
  readonly day: string;
  readonly refuse: (corrected: string) => Answer | null;
}

export async function correctMatch(matching: Matching, body: CorrectBody): Promise<Answer> {
  const { trx, match, now, actorId } = matching;
  const { decision, number, day: corrected, reason } = body;
  const paper = decision === null ? await contractOf(matching) : await decisionOf(matching, decision);
  if (paper === null)
    return fault(
      'decision',
      'Alegeți o hotărâre a consiliului sau contractul, dintre cele înregistrate.',
      'Choose a decision of the council or the contract, of those that are recorded.',
    );
  if (decision === null && namesSponsorship(number)) return refused({ code: 'match-sponsorship' });
  if (number === paper.number && corrected === paper.day)
    return fault(
      'number',
      'Așa este scris deja. Scrieți ce trebuie corectat.',
      'It says so already. Write what is wrong.',
    );
  const barred = paper.refuse(corrected);
  if (barred) return barred;
  const earlier = await trx('match_corrections').where({ match_id: match.id }).count<{ count: number }[]>();
  const place = Number(earlier[0]?.count ?? 0) + 1;
  await trx('match_corrections').insert({
    id: newId(),
    match_id: match.id,
    place,
    decision,
    old_number: paper.number,
    old_day: paper.day,
    number,
    day: corrected,
    reason,
    recorded_at: now,
    recorded_by: actorId,
  });
  if (decision !== null)
    await trx('match_decisions')
      .where({ match_id: match.id, place: decision })
      .update({ number, decided_on: corrected });
  // Both persons release what stands now.
  if (match.released) await voidReleases(matching);
  const next = await updateMatch(matching, {
    ...(decision === null && { contract_number: number, contracted_on: corrected }),
    ...(match.released && { waits_since: now }),
  });
  const data = { place, decision, from: paper.day, to: corrected };
  await recordMatchEvent(next, 'match.corrected', data, { number, oldNumber: paper.number, reason });
  return { done: true, result: {} };
}

const CONTRACT = { ro: 'Contractul', en: 'The contract' };
const PAYMENT = { ro: 'Plata', en: 'The payment' };

function lateRefused(corrected: string, until: string | null, what: typeof CONTRACT): Answer | null {
  if (until === null || corrected <= until) return null;
  return fault(
    'day',
    `${what.ro} este din ${day(until).ro}. Alegeți acea zi sau una de dinaintea ei.`,
    `${what.en} is of ${day(until).en}. Choose that day or an earlier one.`,
  );
}

async function decisionOf(matching: Matching, place: number): Promise<Paper | null> {
  const { trx, project, match } = matching;
  const found = (await decisionsOf(trx, match.id)).find((each) => each.place === place);
  if (!found) return null;
  const { number, decided_on: decidedOn, outcome } = found;
  const refuse = (corrected: string) => {
    if (corrected < project.starts_on)
      return refused({ code: 'date-before-start', day: corrected, startsOn: project.starts_on });
    const until = outcome === 'adopted' ? match.contracted_on : null;
    return dayRefused('day', corrected, matching, null, CONTRACT) ?? lateRefused(corrected, until, CONTRACT);
  };
  return { number, day: decidedOn, refuse };
}

async function contractOf(matching: Matching): Promise<Paper | null> {
  const { trx, match } = matching;
  if (match.contracted_on === null) return null;
  const adopted = (await decisionsOf(trx, match.id)).at(-1)?.decided_on ?? null;
  const council = { ro: 'Hotărârea consiliului local', en: 'The council’s decision' };
  const refuse = (corrected: string) =>
    dayRefused('day', corrected, matching, adopted, council) ?? lateRefused(corrected, match.paid_on, PAYMENT);
  return { number: match.contract_number, day: match.contracted_on, refuse };
}
