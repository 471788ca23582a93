/**
 * The stories as the server sees them: start one, hand it a stored command, and know what it means when that fails.
 */
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { CampaignVerb } from '../domain/campaigns.ts';
import type { MilestoneVerb } from '../domain/lifecycle.ts';
import type { MatchVerb } from '../domain/match.ts';
import type { RunVerb } from '../domain/runs.ts';
import type { VoteVerb } from '../domain/votes.ts';
import {
  type CampaignInput,
  campaignUpdates,
  campaignWorkflowId,
  cancelProjectUpdate,
  type MatchInput,
  matchChanged,
  matchUpdates,
  matchWorkflowId,
  milestoneUpdates,
  milestoneWorkflowId,
  type ProjectInput,
  projectWorkflowId,
  type RunInput,
  runUpdates,
  runWorkflowId,
  STORY_OF_CAMPAIGN,
  STORY_OF_MATCH,
  STORY_OF_RUN,
  STORY_OF_VOTE,
  type VoteInput,
  voteUpdates,
  voteWorkflowId,
} from '../workflows/contract/index.ts';

export interface Workflows {
  /** Starts a project's story; one that runs or ran already is left alone. */
  startProject(input: ProjectInput): Promise<void>;
  /** Hands a stored command to a milestone's story and waits until it is decided. */
  milestoneCommand(verb: MilestoneVerb, slug: string, key: string, commandId: string): Promise<void>;
  cancelProject(slug: string, commandId: string): Promise<void>;
  /** Starts a run's story; one that runs or ran already is left alone. */
  startRun(kind: keyof typeof STORY_OF_RUN, input: RunInput): Promise<void>;
  /** Hands a stored command to a run's story and waits until it is decided. */
  runCommand(verb: RunVerb, run: RunOfStory, commandId: string): Promise<void>;
  /** Starts a vote's story; one that runs or ran already is left alone. */
  startVote(input: VoteInput): Promise<void>;
  /** Hands a stored command to a vote's story and waits until it is decided. */
  voteCommand(verb: VoteVerb, voteId: string, commandId: string): Promise<void>;
  /** Starts a campaign's story; one that runs or ran already is left alone. */
  startCampaign(input: CampaignInput): Promise<void>;
  /** Hands a stored command to a campaign's story and waits until it is decided. */
  campaignCommand(verb: CampaignVerb, campaignId: string, commandId: string): Promise<void>;
  /** Lets a match's story look again, and starts it where there is none. */
  tellMatch(input: MatchInput): Promise<void>;
  /** Hands a stored command to a match's story and waits until it is decided. */
  matchCommand(verb: MatchVerb, matchId: string, commandId: string): Promise<void>;
}

/** What names a run's story. */
export interface RunOfStory {
  readonly slug: string;
  readonly key: string;
  readonly number: number;
}

/** The workflow service or its worker does not answer in time: the same command may succeed later. */
export class WorkflowsAway extends Error {
  override readonly name = 'WorkflowsAway';
}

/** No story runs that could take the command: it has ended, or it was lost. */
export class NoStory extends Error {
  override readonly name = 'NoStory';
}

/** The longest that a request waits for a story. */
const DEADLINE_MS = 10_000;
/** A story that was just started may not be there yet: its project's story starts it. */
const NOT_YET_THERE_MS = [100, 300, 1_000];

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Turns what the client throws into one of the two errors above; what is neither stays as it is. */
function explained(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new NoStory(error.message, { cause: error });
  // A story that ends while an update is on its way to it fails the update; so does its validator, once it has ended.
  if (error instanceof WorkflowUpdateFailedError) return new NoStory(error.message, { cause: error });
  if (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    isGrpcServiceError(error)
  )
    return new WorkflowsAway(error.message, { cause: error });
  return error;
}

/** @param deadline milliseconds that a request may wait for a story */
export function createWorkflows(client: Client, taskQueue: string, deadline = DEADLINE_MS): Workflows {
  async function withinDeadline<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await client.connection.withDeadline(Date.now() + deadline, work);
    } catch (error) {
      throw explained(error);
    }
  }

  /** Tries again for a moment where there is no story yet. */
  async function patiently(work: () => Promise<unknown>): Promise<void> {
    for (const wait of NOT_YET_THERE_MS) {
      try {
        await withinDeadline(work);
        return;
      } catch (error) {
        if (!(error instanceof NoStory && error.cause instanceof WorkflowNotFoundError)) throw error;
        if (/already completed/i.test(error.cause.message)) throw error;
        await pause(wait);
      }
    }
    await withinDeadline(work);
  }

  /** Starts a story once: one of this id that runs or ran already is left alone. */
  async function startOnce(type: string, workflowId: string, input: object): Promise<void> {
    try {
      await withinDeadline(() =>
        client.workflow.start(type, {
          workflowId,
          taskQueue,
          args: [input],
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  return {
    startProject: (input) => startOnce('project', projectWorkflowId(input.slug), input),

    async milestoneCommand(verb, slug, key, commandId) {
      const story = client.workflow.getHandle(milestoneWorkflowId(slug, key));
      await patiently(() => story.executeUpdate(milestoneUpdates[verb], { args: [commandId], updateId: commandId }));
    },

    async cancelProject(slug, commandId) {
      const story = client.workflow.getHandle(projectWorkflowId(slug));
      await patiently(() => story.executeUpdate(cancelProjectUpdate, { args: [commandId], updateId: commandId }));
    },

    startRun: (kind, input) =>
      startOnce(STORY_OF_RUN[kind], runWorkflowId(input.slug, input.milestoneKey, input.number), input),

    async runCommand(verb, { slug, key, number }, commandId) {
      const story = client.workflow.getHandle(runWorkflowId(slug, key, number));
      await patiently(() => story.executeUpdate(runUpdates[verb], { args: [commandId], updateId: commandId }));
    },

    startVote: (input) => startOnce(STORY_OF_VOTE, voteWorkflowId(input.voteId), input),

    startCampaign: (input) => startOnce(STORY_OF_CAMPAIGN, campaignWorkflowId(input.campaignId), input),

    async campaignCommand(verb, campaignId, commandId) {
      const story = client.workflow.getHandle(campaignWorkflowId(campaignId));
      await patiently(() => story.executeUpdate(campaignUpdates[verb], { args: [commandId], updateId: commandId }));
    },

    async tellMatch(input) {
      await withinDeadline(() =>
        client.workflow.signalWithStart(STORY_OF_MATCH, {
          workflowId: matchWorkflowId(input.matchId),
          taskQueue,
          args: [input],
          signal: matchChanged,
          // A difference to be repaid may open after its story has ended (R20).
          workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        }),
      );
    },

    async matchCommand(verb, matchId, commandId) {
      const story = client.workflow.getHandle(matchWorkflowId(matchId));
      await patiently(() => story.executeUpdate(matchUpdates[verb], { args: [commandId], updateId: commandId }));
    },

    async voteCommand(verb, voteId, commandId) {
      const story = client.workflow.getHandle(voteWorkflowId(voteId));
      await patiently(() => story.executeUpdate(voteUpdates[verb], { args: [commandId], updateId: commandId }));
    },
  };
}
