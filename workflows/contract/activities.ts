/**
 * What the stories ask the world to do. Each is a short PostgreSQL transaction that may run more than once
 * and then finds its work done. `now` is workflow time as an ISO instant.
 */
import type { GiverStep } from '../../domain/campaigns.ts';
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
import type { VoterStep } from '../../domain/votes.ts';

export interface MilestoneActivities {
  /** Where the milestone stands: a story starts and goes on from here. */
  loadMilestone(milestoneId: string, now: string): Promise<Standing>;
  /** Decides a stored command, once. */
  decideMilestone(commandId: string, now: string): Promise<Decided>;
  /** Sends the reminder that is owed, if it still is (R7). */
  remindMilestone(milestoneId: string, now: string): Promise<Standing>;
}

export interface ProjectActivities {
  /** Where the project and its milestones stand: a story starts and goes on from here. */
  loadProject(projectId: string, now: string): Promise<ProjectStanding>;
  /** Opens what is ready, completes the project when all is done. */
  advanceProject(projectId: string, now: string): Promise<ProjectStanding>;
  /** Decides a stored command to cancel the project, once. */
  cancelProject(commandId: string, now: string): Promise<ProjectStanding>;
}

export interface RunActivities {
  /** Where the run stands: its story starts and goes on from here. */
  loadRun(runId: string, now: string): Promise<RunStanding>;
  /** Decides a stored command on the run, once. */
  decideRun(commandId: string, now: string): Promise<RunDecided>;
  /** Sends the notices that are owed, each once (R7), and says what comes next. */
  wakeRun(runId: string, now: string): Promise<RunStanding>;
  /** Ends the runs of a milestone that has ended: what was still to come is cancelled, and those enrolled are told. */
  endRuns(milestoneId: string, now: string): Promise<readonly { readonly number: number }[]>;
}

export interface VoteActivities {
  /** Where the vote stands: its story starts and goes on from here. */
  loadVote(voteId: string, now: string): Promise<VoteStanding>;
  /** Decides a stored command on the vote, once. */
  decideVote(commandId: string, now: string): Promise<VoteDecided>;
  /** Opens, closes, counts and tells the team what is due, each once (R7), and says what comes next. */
  wakeVote(voteId: string, now: string): Promise<VoteStanding>;
  /**
   * Writes the next messages of a step to voters, a bounded number at a time. With the last ones, or where the step has
   * lost its meaning, it records the step as decided (`vote_notices`).
   */
  tellVoters(voteId: string, step: VoterStep, now: string): Promise<{ readonly more: boolean }>;
  /** R15a: deletes what is personal on the roll, once. */
  deleteRoll(voteId: string, now: string): Promise<void>;
  /** Cancels the vote of a milestone that has ended without its result. */
  endVotes(milestoneId: string, now: string): Promise<readonly { readonly voteId: string }[]>;
}

export interface CampaignActivities {
  /** Where the campaign stands: its story starts and goes on from here. */
  loadCampaign(campaignId: string, now: string): Promise<CampaignStanding>;
  /** Decides a stored command on the campaign, once. */
  decideCampaign(commandId: string, now: string): Promise<CampaignDecided>;
  /** Opens, closes and tells the team what is due, each once (R7, R22), and says what comes next. */
  wakeCampaign(campaignId: string, now: string): Promise<CampaignStanding>;
  /**
   * Writes the next messages of a step to donors and subscribers, a bounded number at a time. With the last ones, or where
   * the step has lost its meaning, it records the step as decided (`campaign_notices`).
   */
  tellGivers(campaignId: string, step: GiverStep, now: string): Promise<{ readonly more: boolean }>;
  /** Cancels the campaign of a milestone that has ended, where nothing was given; the rest goes on to its sum. */
  endCampaigns(milestoneId: string, now: string): Promise<readonly { readonly campaignId: string }[]>;
}

export interface MatchActivities {
  /** Where the match stands: its story starts and goes on from here. */
  loadMatch(matchId: string, now: string): Promise<MatchStanding>;
  /** Decides a stored command on the match, once. */
  decideMatch(commandId: string, now: string): Promise<MatchDecided>;
  /** Tells the team what is waited for, each once (R7), and says what comes next. */
  wakeMatch(matchId: string, now: string): Promise<MatchStanding>;
  /** Ends the matches of a milestone that has ended: what was paid or rejected stays so, the rest is cancelled. */
  endMatches(milestoneId: string, now: string): Promise<readonly { readonly matchId: string }[]>;
}
