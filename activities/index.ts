/** Everything that the stories ask the world to do. */
import type { Store } from '../db/store.ts';
import type {
  CampaignActivities,
  MatchActivities,
  MilestoneActivities,
  ProjectActivities,
  RunActivities,
  VoteActivities,
} from '../workflows/contract/activities.ts';
import { campaignActivities } from './campaign.ts';
import { matchActivities } from './match.ts';
import { milestoneActivities } from './milestone.ts';
import { projectActivities } from './project.ts';
import { runActivities } from './run.ts';
import { voteActivities } from './vote.ts';

/** @param store the database, with the composer that renders an event's messages */
export function createActivities(
  store: Store,
): CampaignActivities & MatchActivities & MilestoneActivities & ProjectActivities & RunActivities & VoteActivities {
  return {
    ...campaignActivities(store),
    ...matchActivities(store),
    ...milestoneActivities(store),
    ...projectActivities(store),
    ...runActivities(store),
    ...voteActivities(store),
  };
}
