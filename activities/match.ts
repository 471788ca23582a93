/** Activities on one match. */
import { decideMatch } from '../db/money/decide-match.ts';
import { endMatches, loadMatch, wakeMatch } from '../db/money/wake-match.ts';
import type { Store } from '../db/store.ts';
import type { MatchActivities } from '../workflows/contract/activities.ts';

export function matchActivities(store: Store): MatchActivities {
  return {
    loadMatch: (matchId, now) => loadMatch(store, matchId, new Date(now)),
    decideMatch: (commandId, now) => decideMatch(store, commandId, new Date(now)),
    wakeMatch: (matchId, now) => wakeMatch(store, matchId, new Date(now)),
    endMatches: (milestoneId, now) => endMatches(store, milestoneId, new Date(now)),
  };
}
