/** The documents of a project that staff published: the list, and each as a download. */
import { contentPath } from '../../db/files.ts';
import {
  findPublicDocument,
  listPublicDocuments,
  type VoteWithPapers,
  votesWithPapers,
} from '../../db/reads/public-documents.ts';
import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { attachment } from '../files/name.ts';
import { contentType, sendFile } from '../files/send.ts';
import { RequestProblem } from '../problem.ts';
import { documentList } from './document-list.ts';
import { type Content, html } from './html.ts';
import { type Page, pageProject, sectionPath } from './page.ts';
import type { PublicPage, Visit } from './site.ts';
import { votePath } from './vote-visit.ts';

const DOCUMENTS_A_PAGE = 60;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const WORDS = {
  ro: {
    title: 'Documente',
    none: 'Nu s-a publicat încă niciun document.',
    earlier: 'Documente mai vechi',
    later: 'Documente mai noi',
    charter: 'Regulamentul votului',
    result: 'Rezultatul votului, cu toate buletinele',
  },
  en: {
    title: 'Documents',
    none: 'No document is published yet.',
    earlier: 'Earlier documents',
    later: 'Later documents',
    charter: 'The charter of the vote',
    result: 'The result of the vote, with all ballots',
  },
} as const;

async function foundProject({ deps, param }: Visit): Promise<PublicProject> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project) throw new RequestProblem('not-found');
  return project;
}

/** What a vote publishes by itself (R13, R15). */
const papersOfVotes = (votes: readonly VoteWithPapers[], slug: string, locale: Locale): Content =>
  votes.length > 0 &&
  html`<ul class="list">
${votes.map(
  ({ id, question, final }) => html`<li><p><a href="${votePath(slug, '', locale, id)}">${WORDS[locale].charter}</a></p>
${final && html`<p><a href="${votePath(slug, '/result', locale, id)}">${WORDS[locale].result}</a></p>\n`}<p class="hint">${question[locale]}</p></li>\n`,
)}</ul>`;

async function show(visit: Visit): Promise<Page> {
  const { deps, locale, pageNumber } = visit;
  const project = await foundProject(visit);
  const words = WORDS[locale];
  const { knex } = deps.store;
  const [found, votes] = await Promise.all([
    listPublicDocuments(knex, project.id, {
      from: (pageNumber - 1) * DOCUMENTS_A_PAGE,
      limit: DOCUMENTS_A_PAGE + 1,
    }),
    votesWithPapers(knex, project.id),
  ]);
  const path = sectionPath(project.slug, 'documents', locale);
  return {
    title: words.title,
    project: pageProject(project),
    section: 'documents',
    findable: true,
    body: html`${papersOfVotes(votes, project.slug, locale)}
${found.length === 0 && html`<p>${words.none}</p>`}
${
  found.length > 0 &&
  documentList(found.slice(0, DOCUMENTS_A_PAGE), project.slug, locale, ({ milestone, run }) => [
    run ? `${milestone.title[locale]}: ${run.title}` : milestone.title[locale],
  ])
}
<p>${pageNumber > 1 && html`<a href="${path}&amp;page=${pageNumber - 1}">${words.later}</a> `}${found.length > DOCUMENTS_A_PAGE && html`<a href="${path}&amp;page=${pageNumber + 1}">${words.earlier}</a>`}</p>`,
  };
}

/** What was published of it, in the version that stands: never shown in the browser, always saved. */
async function download(visit: Visit): Promise<'answered'> {
  const { deps, param, response } = visit;
  const project = await foundProject(visit);
  const id = param('id');
  const document = UUID.test(id) ? await findPublicDocument(deps.store.knex, project.id, id) : null;
  // A web page stands in the list with its own address.
  if (!document?.file) throw new RequestProblem('not-found');
  const { sha256, type } = document.file;
  response.set({ ETag: `"${sha256}"`, 'Cache-Control': 'no-cache', 'X-Robots-Tag': 'noindex' });
  if (visit.request.fresh) response.status(304).end();
  else
    await sendFile(response, contentPath(deps.filesDir, sha256), {
      'Cache-Control': 'no-cache',
      'Content-Type': contentType(type),
      'Content-Disposition': attachment(document.name),
    });
  return 'answered';
}

export const documentPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/documents', limit: 'readPage', visit: show },
  { method: 'get', path: '/p/:slug/documents/:id', limit: 'readPage', visit: download },
];
