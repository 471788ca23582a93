/** R21: who releases a match's payment: two persons, one of them the partner's, neither of whom named the other. */
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { Member } from '../../domain/messages.ts';
import { membersOf, namesPartners, roleOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { type MatchRow, type ReleaseRow, releasesOf } from './match-rows.ts';

export const RELEASE_ROLES = ['manager', 'partner'] as const satisfies readonly ProjectRole[];

type OfMatch = Pick<MatchRow, 'id' | 'project_id'>;

/** The release that waits for another one. Of somebody who may not release any more, or not in that role, none stands. */
export async function standingRelease(reader: Reader, match: OfMatch): Promise<ReleaseRow | undefined> {
  const latest = (await releasesOf(reader, match.id)).find(({ void_at: voidAt }) => voidAt === null);
  return latest && latest.role === (await roleOf(reader, match.project_id, latest.user_id)) ? latest : undefined;
}

/** Who can release the payment now; after a first release, who can give the second one. */
export async function releasersOf(reader: Reader, match: OfMatch): Promise<Member[]> {
  const standing = await standingRelease(reader, match);
  const able: Member[] = [];
  for (const member of await membersOf(reader, match.project_id)) {
    if (!RELEASE_ROLES.some((role) => role === member.role) || member.id === standing?.user_id) continue;
    // One of the two is the partner's.
    if (standing && standing.role !== 'partner' && member.role !== 'partner') continue;
    if (!(await namesPartners(reader, match.project_id, member.id))) able.push(member);
  }
  return able;
}
