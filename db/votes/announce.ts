/** A vote is announced once its charter can stand, there is something to choose from (R12), and somebody to choose. */

import { addDays, addYears } from '../../domain/calendar.ts';
import { type Charter, charterFaults, charterSchema, votingDay } from '../../domain/charter.ts';
import { completedYears, type FieldFault } from '../../domain/participants.ts';
import { LEAST_ELIGIBLE } from '../../domain/proposals.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { refused } from '../register/registering.ts';
import { newId, type Reader } from '../store.ts';
import { charterHash } from './charter-hash.ts';
import { tellTeam } from './tell-team.ts';
import { candidatesOf, rollFigures } from './vote-rows.ts';
import { recordVoteEvent, updateVote, type Voting } from './voting.ts';

/** R12, R13: what keeps the vote from being announced or opened; null when nothing does. */
export async function refuseBallot({
  trx,
  vote,
  plan,
}: Pick<Voting, 'trx' | 'vote' | 'plan'>): Promise<Refusal | null> {
  const { eligible, undecided } = await candidatesOf(trx, vote, plan);
  if (eligible.length < LEAST_ELIGIBLE || undecided > 0)
    return { code: 'too-few-options', need: LEAST_ELIGIBLE, have: eligible.length, undecided };
  const { entries, struck } = await rollFigures(trx, vote.id);
  return entries === struck ? { code: 'roll-empty' } : null;
}

/**
 * What is wrong with a charter that is public, or about to be.
 * @param before the charter as it was announced; null at the announcement
 */
export async function publicCharterFaults(
  reader: Reader,
  voteId: string,
  charter: Charter,
  before: Charter | null,
  now: Date,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = charterFaults(charter);
  if (new Date(charter.opensAt) <= now)
    faults.push({
      field: 'charter.opensAt',
      reason: {
        ro: 'Deschiderea votului trebuie să fie în viitor. Alegeți o dată mai târzie.',
        en: 'The vote has to open in the future. Choose a later date.',
      },
    });
  // What has passed since the announcement stays as it was.
  if (new Date(charter.challengesUntil) <= now && charter.challengesUntil !== before?.challengesUntil)
    faults.push({
      field: 'charter.challengesUntil',
      reason: {
        ro: 'Lista alegătorilor trebuie să se poată contesta după anunțarea votului. Alegeți o dată mai târzie.',
        en: 'It must be possible to challenge the roll after the vote is announced. Choose a later date.',
      },
    });
  const young = await tooYoung(reader, voteId, charter);
  if (young > 0)
    faults.push({
      field: before !== null && before.minimumAge !== charter.minimumAge ? 'charter.minimumAge' : 'charter.opensAt',
      reason: {
        ro: `Lista cuprinde persoane care nu ar avea vârsta cerută în ziua votului: ${young}. Radiați-le întâi sau alegeți altă zi.`,
        en: `The roll holds persons who would be too young on voting day: ${young}. Strike them off first, or choose another day.`,
      },
    });
  return faults;
}

/** Entries of the roll that stand and would not have the age on voting day. */
async function tooYoung(reader: Reader, voteId: string, charter: Charter): Promise<number> {
  const day = votingDay(charter);
  const births = await reader('voters')
    .where({ vote_id: voteId, struck_at: null })
    .where('birth_date', '>', addDays(addYears(day, -charter.minimumAge), -2))
    .pluck<string[]>('birth_date');
  return births.filter((birth) => completedYears(birth, day) < charter.minimumAge).length;
}

export async function announce(voting: Voting, { version }: { readonly version: number }): Promise<Answer> {
  const { trx, vote, now } = voting;
  if (version !== vote.version) return refused(await changedBy(voting));
  const charter = charterSchema.parse(vote.charter);
  const faults = await publicCharterFaults(trx, vote.id, charter, null, now);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  const refusal = await refuseBallot(voting);
  if (refusal) return refused(refusal);
  const { opensAt, closesAt } = charter;
  await trx('vote_rounds').insert({
    id: newId(),
    vote_id: vote.id,
    round: 1,
    opens_at: opensAt,
    closes_at: closesAt,
    choices: [],
  });
  await updateVote(voting, { state: 'announced', announced_at: now });
  const data = { round: 1, charterHash: charterHash(charter), opensAt, closesAt };
  const eventId = await recordVoteEvent(voting, 'vote.announced', data);
  await tellTeam(voting, { type: 'vote.announced', eventId });
  return { done: true, result: {} };
}

/** Somebody changed the vote since it was read. */
export async function changedBy({ trx, vote }: Pick<Voting, 'trx' | 'vote'>): Promise<Refusal> {
  const user =
    vote.changed_by === null
      ? undefined
      : await trx('users').where({ id: vote.changed_by }).first<{ name: string } | undefined>('name');
  return { code: 'record-changed', by: user?.name ?? null };
}
