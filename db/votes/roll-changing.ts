/** What every change of a roll stands on: the project's lock, the caller's role, and the date that the charter names (R13). */
import { votingDay } from '../../domain/charter.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { VoterRule } from '../../domain/roll.ts';
import type { VoteState } from '../../domain/votes.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { publishNote } from './notes.ts';
import type { VoteOfMilestone } from './vote-rows.ts';
import { lockVote, recordVoteEvent, type Voting } from './voting.ts';

/** Who keeps the roll, and sits at the desk. */
export const ROLL_KEEPERS = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];
/** Who may change it after its date, and take back a mark of the desk. */
export const ROLL_CORRECTORS = ['manager'] as const satisfies readonly ProjectRole[];

/** While ballots can still be cast, or will be. */
const BEFORE_THE_COUNT: readonly VoteState[] = ['drafted', 'announced', 'open'];

/** Until when the roll is anybody's to challenge: before the announcement nothing is promised yet. */
export function isRollOpen(vote: Pick<VoteOfMilestone, 'state' | 'charter' | 'round'>, now: Date): boolean {
  if (vote.state === 'drafted') return true;
  return vote.state === 'announced' && vote.round === 1 && now < new Date(vote.charter.challengesUntil);
}

/** Why nobody may change the roll now; null where somebody may. */
export function refuseRoll(vote: VoteOfMilestone, projectState: Voting['project']['state']): Refusal | null {
  if (projectState !== 'running') return { code: 'project-ended', state: projectState };
  if (vote.roll_deleted_at !== null || vote.roll_key === null) return { code: 'roll-deleted' };
  if (!BEFORE_THE_COUNT.includes(vote.state)) return { code: 'vote-state', state: vote.state, verb: 'roll' };
  return null;
}

export type OnRoll = 'import' | 'add' | 'correct' | 'strike' | 'challenge' | 'codes' | 'desk' | 'unmark';

/** A charter that nobody has announced may still change; after the close a code is of no use. */
export const CODES_IN: readonly VoteState[] = ['announced', 'open'];

/** What a member may do with the roll now. */
export function allowedOnRoll(
  vote: VoteOfMilestone,
  { role, projectState }: { readonly role: ProjectRole | null; readonly projectState: Voting['project']['state'] },
  now: Date,
): OnRoll[] {
  if (role === null || !ROLL_KEEPERS.some((keeper) => keeper === role) || refuseRoll(vote, projectState)) return [];
  const open = isRollOpen(vote, now);
  const corrects = ROLL_CORRECTORS.some((corrector) => corrector === role);
  return [
    ...(open ? (['import', 'challenge'] as const) : []),
    ...(open || corrects ? (['add', 'strike'] as const) : []),
    // Where a letter goes may always be corrected.
    'correct',
    ...(CODES_IN.includes(vote.state) ? (['codes'] as const) : []),
    ...(vote.state === 'open' ? (['desk'] as const) : []),
    ...(vote.state === 'open' && corrects ? (['unmark'] as const) : []),
  ];
}

export const voterRule = (vote: Pick<VoteOfMilestone, 'charter'>): VoterRule => ({
  minimumAge: vote.charter.minimumAge,
  votingDay: votingDay(vote.charter),
});

export interface ChangingRoll extends Voting {
  readonly actorId: string;
  readonly role: ProjectRole;
  readonly rollKey: Buffer;
}

export interface RollChange {
  readonly voteId: string;
  readonly roles: readonly ProjectRole[];
  /** Free texts of the command: none may hold a national identity number (R14). */
  readonly texts: Readonly<Record<string, string | null | undefined>>;
  /** Who may vote changes: after the date that the charter names it needs a manager and a public reason (R13). */
  readonly bound?: { readonly publicReason: string | undefined };
}

/**
 * Runs a change of a roll. Of the command's body nothing is stored: what it says of a person stands on the roll alone.
 */
export async function changingRoll(
  store: Store,
  command: CommandInput,
  now: Date,
  { voteId, roles, texts, bound }: RollChange,
  change: (changing: ChangingRoll) => Promise<Answer>,
): Promise<Answer> {
  const faults: readonly FieldFault[] = nationalIdFaults(texts);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const voting = await lockVote(store, trx, voteId, now);
    const role = await roleOf(trx, voting.project.id, command.userId);
    if (role === null || !roles.includes(role)) return refused({ code: 'role-missing', roles });
    const refusal = refuseRoll(voting.vote, voting.project.state);
    if (refusal) return refused(refusal);
    const { roll_key: rollKey } = voting.vote;
    if (rollKey === null) throw new CommandNotFound(voteId);
    const changing: ChangingRoll = { ...voting, actorId: command.userId, role, rollKey };
    if (!bound || isRollOpen(voting.vote, now)) return change(changing);
    const { publicReason } = bound;
    if (publicReason === undefined || !ROLL_CORRECTORS.some((corrector) => corrector === role))
      return refused({ code: 'roll-closed', since: voting.vote.charter.challengesUntil });
    const answer = await change(changing);
    if (answer.done) await publishNote(changing, 'roll-corrected', publicReason, 'roll.corrected-late');
    return answer;
  });
}

/** What changed on the roll, without anybody's name. */
export const recordRoll = (
  changing: ChangingRoll,
  type: string,
  data: Readonly<Record<string, unknown>>,
  texts?: Readonly<Record<string, string>>,
): Promise<string> => recordVoteEvent(changing, type, data, texts);
