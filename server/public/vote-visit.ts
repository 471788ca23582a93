/** What the pages of a vote share: the vote that an address means, its paths, and its options in words. */

import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import { type PublicOption, type PublicVote, publicVoteOf } from '../../db/votes/public-vote.ts';
import type { VoteOfMilestone } from '../../db/votes/vote-rows.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { BLANK } from '../../domain/vote-count.ts';
import { RequestProblem } from '../problem.ts';
import type { Visit } from './site.ts';
import { WORDS } from './vote-words.ts';

export interface VoteVisit {
  readonly project: PublicProject;
  readonly shown: PublicVote;
  readonly all: readonly VoteOfMilestone[];
  /** Address of a page of this vote: `path('/result')`. */
  path(page: string): string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function projectOfVisit({ deps, param }: Visit): Promise<PublicProject> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project) throw new RequestProblem('not-found');
  return project;
}

/** Where a page of a vote is; the latest vote of a project needs no name. */
export const votePath = (slug: string, page: string, locale: Locale, voteId: string | null): string =>
  `/p/${slug}/vote${page}?lang=${locale}${voteId === null ? '' : `&vote=${voteId}`}`;

/** @returns null where no vote is announced. @throws RequestProblem for a project or a vote that there is not */
export async function voteOfVisit(visit: Visit): Promise<VoteVisit | null> {
  const project = await projectOfVisit(visit);
  const asked = visit.request.query.vote;
  if (asked !== undefined && (typeof asked !== 'string' || !UUID.test(asked))) throw new RequestProblem('not-found');
  const { shown, all } = await publicVoteOf(visit.deps.store.knex, project, asked ?? null);
  if (!shown) {
    if (asked !== undefined) throw new RequestProblem('not-found');
    return null;
  }
  const named = shown.vote.id === all[0]?.id ? null : shown.vote.id;
  return { project, shown, all, path: (page) => votePath(project.slug, page, visit.locale, named) };
}

/** `2. Title`, or that it is blank. */
export function choiceWords(choice: number, options: readonly PublicOption[], locale: Locale): string {
  if (choice === BLANK) return WORDS[locale].blank;
  const option = options.find(({ number }) => number === choice);
  return option ? `${choice}. ${option.title}` : String(choice);
}
