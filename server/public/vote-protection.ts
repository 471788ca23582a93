/** What the vote protects and what it does not (R15): the text of docs/voting.md, or of its Romanian original. */
import { readFileSync } from 'node:fs';
import type { Locale } from '../../domain/lifecycle.ts';
import { fromRoot } from '../../root.ts';
import type { Html } from './html.ts';
import { pageProject } from './page.ts';
import { plainMarkdown } from './plain-markdown.ts';
import type { PublicPage } from './site.ts';
import { projectOfVisit } from './vote-visit.ts';

const FILES: Readonly<Record<Locale, string>> = { ro: 'voting.ro.md', en: 'voting.md' };
const texts = new Map<Locale, { readonly title: string; readonly body: Html }>();

function textIn(locale: Locale): { readonly title: string; readonly body: Html } {
  const text = texts.get(locale) ?? plainMarkdown(readFileSync(fromRoot('docs', FILES[locale]), 'utf8'));
  texts.set(locale, text);
  return text;
}

export const voteProtectionPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/vote/protection',
  limit: 'readPage',
  async visit(visit) {
    const project = await projectOfVisit(visit);
    return { ...textIn(visit.locale), project: pageProject(project), section: 'vote', findable: true };
  },
};
