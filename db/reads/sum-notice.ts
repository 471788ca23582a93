/** R22: the statement of a campaign's sum as it was published, with where the match stands now. */

import type { LocalText } from '../../domain/lifecycle.ts';
import type { MatchState } from '../../domain/match.ts';
import type { SumNotice } from '../../domain/sum-notice.ts';
import { readSumFigures } from '../../domain/sum-statement.ts';
import { sha256 } from '../canonical.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';

interface Row {
  readonly figures: string;
  readonly hash: Buffer;
  readonly words: Partial<LocalText>;
  readonly publishedAt: Date;
  readonly id: string;
  readonly campaign: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly projectId: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: MatchState | null;
  readonly due: number | null;
}

/**
 * @returns null where the sum is not published
 * @throws where what is kept is not what was published
 */
export async function findSumNotice(reader: Reader, campaignId: string): Promise<SumNotice | null> {
  const row = await reader('sum_statements as s')
    .join('campaigns as c', 'c.id', 's.campaign_id')
    .join('projects as p', 'p.id', 'c.project_id')
    .leftJoin('matches as t', 't.campaign_id', 'c.id')
    .where('s.campaign_id', campaignId)
    .first<Row | undefined>(
      's.figures',
      's.hash',
      's.words',
      's.published_at as publishedAt',
      'c.id',
      'c.title as campaign',
      'c.beneficiary',
      'c.account_holder as accountHolder',
      'p.id as projectId',
      'p.slug',
      'p.title',
      't.state',
      't.due',
    );
  if (!row) return null;
  if (!sha256(row.figures).equals(row.hash)) throw new Error(`the statement of campaign ${campaignId} was changed`);
  const { codes, publicity } = await planOf(reader, row.projectId);
  return {
    figures: readSumFigures(row.figures),
    fingerprint: row.hash.toString('hex'),
    words: { ro: row.words.ro ?? '', en: row.words.en ?? '' },
    publishedAt: row.publishedAt,
    campaign: {
      id: row.id,
      title: row.campaign,
      beneficiary: row.beneficiary,
      accountHolder: row.accountHolder,
    },
    match: row.state === null || row.due === null ? null : { state: row.state, due: row.due },
    project: { slug: row.slug, title: row.title, codes, publicity },
  };
}
