/**
 * What the server, the worker and the stories agree on: names, ids and the shapes that enter a history.
 * Nothing here carries a person's name, an address or free text: histories are kept for years.
 */
import type { UpdateDefinition } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CampaignVerb } from '../../domain/campaigns.ts';
import type { MilestoneKind, MilestoneVerb } from '../../domain/lifecycle.ts';
import type { MatchVerb } from '../../domain/match.ts';
import type { RunVerb } from '../../domain/runs.ts';
import type {
  CampaignDecided,
  CampaignStanding,
  Decided,
  MatchDecided,
  MatchStanding,
  ProjectStanding,
  RunDecided,
  RunStanding,
  Standing,
  VoteDecided,
  VoteStanding,
} from '../../domain/standing.ts';
import type { VoteVerb } from '../../domain/votes.ts';

export type {
  CampaignDecided,
  CampaignStanding,
  Decided,
  MatchDecided,
  MatchStanding,
  ProjectStanding,
  RunDecided,
  RunStanding,
  Standing,
  VoteDecided,
  VoteStanding,
};

/** Default task queue; tests and a second installation on one Temporal server set their own. */
export const TASK_QUEUE = 'jalon';

export const projectWorkflowId = (slug: string): string => `project:${slug}`;
export const milestoneWorkflowId = (slug: string, key: string): string => `milestone:${slug}:${key}`;

export const runWorkflowId = (slug: string, key: string, number: number): string => `run:${slug}:${key}:${number}`;

export const voteWorkflowId = (voteId: string): string => `vote:${voteId}`;

export const campaignWorkflowId = (campaignId: string): string => `campaign:${campaignId}`;

export const matchWorkflowId = (matchId: string): string => `match:${matchId}`;

/** Input of the project's story: ids only, the rest is loaded from PostgreSQL. */
export interface ProjectInput {
  readonly projectId: string;
  readonly slug: string;
}

/** Input of a milestone's story. */
export interface MilestoneInput {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneId: string;
  readonly key: string;
}

/** Input of a run's story. */
export interface RunInput {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneKey: string;
  readonly runId: string;
  readonly number: number;
}

/** Input of a vote's story. */
export interface VoteInput {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneKey: string;
  readonly voteId: string;
}

/** Input of a campaign's story. */
export interface CampaignInput {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneKey: string;
  readonly campaignId: string;
}

/** Input of a match's story. */
export interface MatchInput {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneKey: string;
  readonly matchId: string;
}

/** The update that carries a command to a milestone's story: the command's id is also the update's id. */
export const milestoneUpdates: Readonly<Record<MilestoneVerb, UpdateDefinition<Decided, [string]>>> = {
  submit: defineUpdate<Decided, [string]>('submit'),
  return: defineUpdate<Decided, [string]>('return'),
  approve: defineUpdate<Decided, [string]>('approve'),
  move: defineUpdate<Decided, [string]>('move'),
  adopt: defineUpdate<Decided, [string]>('adopt'),
  waive: defineUpdate<Decided, [string]>('waive'),
};

/** The same for a run's story. */
export const runUpdates: Readonly<Record<RunVerb, UpdateDefinition<RunDecided, [string]>>> = {
  change: defineUpdate<RunDecided, [string]>('change'),
  publish: defineUpdate<RunDecided, [string]>('publish'),
  invite: defineUpdate<RunDecided, [string]>('invite'),
  cancel: defineUpdate<RunDecided, [string]>('cancel'),
  close: defineUpdate<RunDecided, [string]>('close'),
  certify: defineUpdate<RunDecided, [string]>('certify'),
};

/** To a run’s story: its milestone has ended; it looks again. */
export const runChanged = defineSignal('runChanged');

/** The same for a vote's story. */
export const voteUpdates: Readonly<Record<VoteVerb, UpdateDefinition<VoteDecided, [string]>>> = {
  amend: defineUpdate<VoteDecided, [string]>('amend'),
  announce: defineUpdate<VoteDecided, [string]>('announce'),
  extend: defineUpdate<VoteDecided, [string]>('extend'),
  note: defineUpdate<VoteDecided, [string]>('note'),
  count: defineUpdate<VoteDecided, [string]>('count'),
  lot: defineUpdate<VoteDecided, [string]>('lot'),
  cancel: defineUpdate<VoteDecided, [string]>('cancel'),
};

/** To a vote's story: its milestone has ended; it looks again. */
export const voteChanged = defineSignal('voteChanged');

/** The same for a campaign's story. */
export const campaignUpdates: Readonly<Record<CampaignVerb, UpdateDefinition<CampaignDecided, [string]>>> = {
  change: defineUpdate<CampaignDecided, [string]>('change'),
  announce: defineUpdate<CampaignDecided, [string]>('announce'),
  extend: defineUpdate<CampaignDecided, [string]>('extend'),
  publish: defineUpdate<CampaignDecided, [string]>('publish'),
  cancel: defineUpdate<CampaignDecided, [string]>('cancel'),
};

/** To a campaign's story: its milestone has ended; it looks again. */
export const campaignChanged = defineSignal('campaignChanged');

/** The same for a match's story. */
export const matchUpdates: Readonly<Record<MatchVerb, UpdateDefinition<MatchDecided, [string]>>> = {
  decide: defineUpdate<MatchDecided, [string]>('decide'),
  contract: defineUpdate<MatchDecided, [string]>('contract'),
  release: defineUpdate<MatchDecided, [string]>('release'),
  repay: defineUpdate<MatchDecided, [string]>('repay'),
  correct: defineUpdate<MatchDecided, [string]>('correct'),
};

/** To a match's story: its milestone has ended, or a refund changed it (R20); it looks again. */
export const matchChanged = defineSignal('matchChanged');

/** Cancels the project (with a reason, which stays in PostgreSQL). */
export const cancelProjectUpdate = defineUpdate<{ done: boolean }, [string]>('cancel');

/** To a milestone's story: where it stands has changed. */
export const standingChanged = defineSignal<[Standing]>('standingChanged');

/** To the project's story: a milestone has ended. */
export const milestoneEnded = defineSignal<[{ key: string; version: number }]>('milestoneEnded');

/** The story's type for each kind; the names stand in histories and never change. */
export const STORY_OF_KIND: Readonly<Record<MilestoneKind, string>> = {
  document: 'document',
  course: 'course',
  'study-visit': 'studyVisit',
  outreach: 'outreach',
  campaign: 'campaign',
  consultation: 'consultation',
  vote: 'vote',
  fundraising: 'fundraising',
  statement: 'statement',
  match: 'match',
  fund: 'fund',
  'final-report': 'finalReport',
};

/** The story of a run, for the kinds of milestone that are done in runs. */
export const STORY_OF_RUN = {
  course: 'courseRun',
  'study-visit': 'studyVisitRun',
  consultation: 'consultationRun',
} as const satisfies Partial<Record<MilestoneKind, string>>;

/** Whether milestones of this kind are done in runs. */
export const isDoneInRuns = (kind: MilestoneKind): kind is keyof typeof STORY_OF_RUN => kind in STORY_OF_RUN;

/** The story of a vote. */
export const STORY_OF_VOTE = 'communityVote';

/** The story of a campaign. */
export const STORY_OF_CAMPAIGN = 'fundraisingCampaign';

/** The story of a match. */
export const STORY_OF_MATCH = 'townHallMatch';
