/**
 * Which event sends which message to whom (R24: one a recipient and event), and the facts a message is made of.
 */
import type { GiverFacts } from './giver-messages.ts';
import type { Locale, LocalText, MilestoneKind, MilestoneState, ProjectRole } from './lifecycle.ts';
import type { MatchState, MatchStep } from './match.ts';
import type { ProposalState } from './proposals.ts';

/** Events that send a message; each has a template in ro and en. */
export const MESSAGE_TYPES = [
  'milestone.opened',
  'milestone.reminder',
  'milestone.overdue',
  'milestone.escalated',
  'milestone.submitted',
  'milestone.returned',
  'milestone.approved',
  'due.moved',
  'project.completed',
  'run.published',
  'run.notice-due',
  'run.notice-missed',
  'run.attendance-due',
  'run.records-due',
  'proposal.entered',
  'vote.announced',
  'vote.opened',
  'vote.blocked',
  'vote.extended',
  'vote.count-due',
  'vote.run-off',
  'vote.lot-due',
  'vote.final',
  'vote.cancelled',
  'campaign.announced',
  'campaign.opened',
  'campaign.extended',
  'campaign.closed',
  'campaign.sum-due',
  'campaign.sum-overdue',
  'campaign.sum-escalated',
  'campaign.published',
  'campaign.cancelled',
  'match.due',
  'match.rejected',
  'match.paid',
  'match.adjusted',
  'match.cancelled',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly role: ProjectRole;
}

/** Whom a message is for: somebody of the team, or an administrator where only they can change what is wrong. */
export type TeamRecipient = Omit<Member, 'role'> & { readonly role: ProjectRole | 'administrator' };

/** The facts a template may use. Instants are ISO strings; templates print them in Europe/Bucharest. */
export interface MessageFacts {
  readonly type: MessageType;
  readonly project: { readonly slug: string; readonly title: LocalText; readonly endsOn: string };
  readonly publicity: LocalText;
  /** Absent for messages about the project as a whole. */
  readonly milestone?: {
    readonly id: string;
    readonly key: string;
    readonly title: LocalText;
    readonly state: MilestoneState;
    readonly dueAt: string;
  };
  /** Who works on the milestone; null where nobody does yet. */
  readonly ownerName?: string | null;
  /** Who acted, where somebody did. */
  readonly actorName?: string;
  /** Written by a person: a reason for a return or a move. */
  readonly reason?: string;
  /** Whole days until (positive) or since (negative) the due day. */
  readonly daysLeft?: number;
  /** The next reminder that will follow this one (R7: the next one is shown). */
  readonly nextReminderAt?: string | null;
  /** What the gate still misses, already in words of the recipient's language by `describeMissing`. */
  readonly missing?: Readonly<Record<Locale, readonly string[]>>;
  /** Dates that moved, for `due.moved`. */
  readonly moves?: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly from: string;
    readonly to: string;
  }[];
  readonly amendment?: { readonly number: string; readonly newEnd: string };
  /** The course, visit or consultation that the message is about, and the session of it where it is about one. */
  readonly run?: {
    readonly id: string;
    readonly title: string;
    readonly place: string;
    readonly session: { readonly startsAt: string } | null;
    /** R11: the last day for its notice, and the first one on which it could be if that were published now. */
    readonly notice?: { readonly lastDay: string; readonly firstDay: string };
  };
  readonly proposal?: ToldProposal & { readonly id: string };
  readonly vote?: VoteTold;
  readonly campaign?: CampaignTold;
  readonly match?: MatchTold;
}

/** What is said of a vote to the team. */
export interface VoteTold {
  readonly id: string;
  readonly question: LocalText;
  readonly round: 1 | 2;
  readonly opensAt: string;
  readonly closesAt: string;
  /** What happened, in one sentence. */
  readonly result: LocalText | null;
}

/** What is said of a match to the team. Amounts are bani. */
export interface MatchTold {
  readonly id: string;
  /** Of its campaign. */
  readonly title: LocalText;
  readonly state: MatchState;
  /** What is waited for, where somebody has to act. */
  readonly step: MatchStep | null;
  readonly raised: number;
  readonly due: number;
  readonly paid: number | null;
  /** R20: what goes back to the town hall. */
  readonly toRepay: number;
  /** Who can release the payment now, told to somebody who cannot; empty where nobody can, null where it is not asked. */
  readonly releasers: readonly string[] | null;
  /** The council's last one. */
  readonly decision: { readonly number: string; readonly decidedOn: string; readonly words: string } | null;
}

/** What is said of a campaign to the team. Amounts are bani. */
export interface CampaignTold {
  readonly id: string;
  readonly title: LocalText;
  readonly opensAt: string;
  readonly closesAt: string;
  /** R22: null before the close. */
  readonly sumDueAt: string | null;
  /** R20: as the entries say it now; fixed once the sum is published. */
  readonly raised: number;
}

/** Messages to participants; each has a template in ro and en. */
export const PARTICIPANT_MESSAGE_TYPES = [
  'run.invited',
  'run.moved',
  'run.cancelled',
  'run.reminder',
  'enrolment.promoted',
  'enrolment.waiting',
  'enrolment.withdrawn',
] as const;
export type ParticipantMessageType = (typeof PARTICIPANT_MESSAGE_TYPES)[number];

/** Somebody outside of the project's team: a participant, an organisation, who made a proposal. */
export interface Correspondent {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
}

/** Instants are ISO strings. */
export interface ToldSession {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly topic: string;
}

export interface ParticipantFacts {
  readonly type: ParticipantMessageType;
  readonly project: { readonly slug: string; readonly title: LocalText };
  readonly publicity: LocalText;
  readonly run: {
    readonly id: string;
    readonly title: string;
    readonly place: string;
    /** Trainers or hosts. */
    readonly ledBy: string;
    readonly kind: MilestoneKind;
    /** Raised by each change of the run: what the calendar's SEQUENCE begins with. */
    readonly revision: number;
  };
  readonly sessions: readonly ToldSession[];
  /** Sessions that were dropped since the last message. */
  readonly removed: readonly ToldSession[];
  /** What no longer holds, of a run that moved: sessions at their former times, and the place where it is another one. */
  readonly former?: { readonly sessions: readonly ToldSession[]; readonly place: string | null };
  /** The session that is reminded of. */
  readonly session: ToldSession | null;
  readonly reason?: string;
  /** Of the personal page; null where there is none any more. */
  readonly code: string | null;
  /** How often this person was told before that they left the run: a calendar takes them in anew only with a higher number. */
  readonly withdrawals: number;
  readonly at: Date;
}

/** Messages to who made a proposal (R12); each has a template in ro and en. */
export const PROPOSAL_MESSAGE_TYPES = [
  'proposal.received',
  'proposal.decided',
  'proposal.reconsidered',
  'proposal.merged',
  'proposal.joined',
  'proposal.split',
  'proposal.voted',
] as const;
export type ProposalMessageType = (typeof PROPOSAL_MESSAGE_TYPES)[number];

export interface ToldProposal {
  readonly number: number;
  readonly title: string;
}

export interface ProposalFacts {
  readonly type: ProposalMessageType;
  readonly project: { readonly slug: string; readonly title: LocalText };
  readonly publicity: LocalText;
  readonly proposal: ToldProposal;
  readonly state: ProposalState;
  /** In writing; empty where none was given. */
  readonly reason: string;
  /** The proposal that it was merged into. */
  readonly into: ToldProposal | null;
  /** What it was split into, or what was merged into it. */
  readonly others: readonly ToldProposal[];
}

/** Messages to voters; each has a template in ro and en. Only the first one has a code in it. */
export const VOTER_MESSAGE_TYPES = [
  'voter.code',
  'voter.reminder',
  'voter.run-off',
  'voter.extended',
  'voter.cancelled',
] as const;
export type VoterMessageType = (typeof VOTER_MESSAGE_TYPES)[number];

/** Instants are ISO strings. */
export interface VoterFacts {
  readonly type: VoterMessageType;
  readonly project: { readonly slug: string; readonly title: LocalText };
  readonly publicity: LocalText;
  readonly voteId: string;
  readonly question: LocalText;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Why it was extended or cancelled. */
  readonly reason?: string;
  /** What stands for the code until the message is handed over. */
  readonly code: string;
}

/** A message that staff wrote to an organisation (R5), in the project's layout. */
export interface OutreachFacts {
  readonly type: 'outreach.sent';
  readonly project: { readonly slug: string; readonly title: LocalText };
  readonly publicity: LocalText;
  readonly subject: string;
  readonly text: string;
  /** Who wrote it, and gets the reply. */
  readonly sender: { readonly name: string; readonly email: string };
}

export interface ComposedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar file, where the message is about dates. */
  readonly calendar?: string | null;
  /** Where one click ends a subscription (RFC 8058); null where a message belongs to a duty. */
  readonly unsubscribe?: string | null;
}

/** The facts of a message to somebody outside of the project's team. */
export type CorrespondentFacts = ParticipantFacts | OutreachFacts | ProposalFacts | VoterFacts | GiverFacts;

/** Renders one message; implemented by mail/templates, handed to the layers that write the outbox. */
export interface ComposeMessage {
  (facts: MessageFacts, recipient: TeamRecipient): ComposedMessage;
  (facts: CorrespondentFacts, recipient: Correspondent): ComposedMessage;
}

interface Audience {
  readonly members: readonly Member[];
  readonly ownerId: string | null;
  readonly approverRoles: readonly ProjectRole[];
  readonly actorId: string | null;
  /** Owners of all milestones that moved, for `due.moved`. */
  readonly movedOwnerIds?: readonly (string | null)[];
}

/** The recipients of an event's message, each once. Nobody is told of what they did themselves. */
export function recipientsOf(type: MessageType, audience: Audience): Member[] {
  const { members, ownerId, approverRoles, actorId } = audience;
  const owner = members.filter((member) => member.id === ownerId);
  const managers = members.filter((member) => member.role === 'manager');
  const team = [...owner, ...managers, ...members.filter((member) => member.role === 'partner')];
  const chosen: Record<MessageType, () => Member[]> = {
    'milestone.opened': () => owner,
    'milestone.reminder': () => owner,
    'milestone.overdue': () => owner,
    'milestone.escalated': () => managers,
    'milestone.submitted': () => members.filter((member) => approverRoles.includes(member.role)),
    'milestone.returned': () => owner,
    'milestone.approved': () => [...owner, ...managers],
    'due.moved': () => [...members.filter((member) => audience.movedOwnerIds?.includes(member.id)), ...managers],
    'project.completed': () => [...members],
    'run.published': () => members.filter((member) => member.role !== 'auditor'),
    'run.notice-due': () => owner,
    'run.notice-missed': () => owner,
    'run.attendance-due': () => owner,
    'run.records-due': () => owner,
    'proposal.entered': () => [...owner, ...managers],
    'vote.announced': () => team,
    'vote.opened': () => team,
    'vote.blocked': () => [...owner, ...managers],
    'vote.extended': () => team,
    'vote.count-due': () => owner,
    'vote.run-off': () => team,
    'vote.lot-due': () => [...owner, ...managers],
    'vote.final': () => team,
    'vote.cancelled': () => team,
    'campaign.announced': () => team,
    'campaign.opened': () => team,
    'campaign.extended': () => team,
    'campaign.closed': () => team,
    'campaign.sum-due': () => owner,
    'campaign.sum-overdue': () => owner,
    'campaign.sum-escalated': () => managers,
    'campaign.published': () => team,
    'campaign.cancelled': () => team,
    'match.due': () => [...owner, ...members.filter((member) => member.role === 'partner')],
    'match.rejected': () => team,
    'match.paid': () => team,
    'match.adjusted': () => team,
    'match.cancelled': () => team,
  };
  const unique = new Map(chosen[type]().map((member) => [member.id, member]));
  if (actorId !== null && type !== 'project.completed') unique.delete(actorId);
  return [...unique.values()];
}
