/** The pages by which the public proposes: the form, and the confirmation from the message. */
import {
  confirmProposal,
  type FoundProposalRequest,
  findProposalRequest,
  milestoneTaking,
  requestProposal,
} from '../../db/proposals/public-proposing.ts';
import type { PublicProject } from '../../db/reads/public-project.ts';
import { loggedError } from '../log-error.ts';
import { RequestProblem } from '../problem.ts';
import { unstorableField } from '../storable.ts';
import { type Faults, HONEYPOT } from './form.ts';
import { type Content, html } from './html.ts';
import { type Page, pageProject } from './page.ts';
import { proposalForm, readProposal } from './proposal-form.ts';
import { WORDS } from './proposal-words.ts';
import { paragraphs, projectOfVisit, proposalPath } from './proposals.ts';
import type { PublicPage, Visit } from './site.ts';

const TOKEN = /^[\w-]{43}$/;
const NO_FAULTS: Faults = new Map();

function page(project: PublicProject, title: string, body: Content, status = 200): Page {
  return { status, title, project: pageProject(project), section: 'proposals', body };
}

const closed = (project: PublicProject, { locale }: Visit, status: number): Page =>
  page(project, WORDS[locale].formTitle, html`<p class="note">${WORDS[locale].closed}</p>`, status);

function formPage(
  project: PublicProject,
  { locale, here }: Visit,
  form: { readonly written: Visit['form']; readonly faults: Faults; readonly unsent?: boolean },
): Page {
  const words = WORDS[locale];
  const body = html`<p>${words.formIntro}</p>
${form.unsent === true && html`<p class="note bad" role="alert">${words.unsent}</p>`}
${proposalForm(locale, here, form.written, form.faults)}`;
  return page(project, words.formTitle, body, form.unsent === true ? 503 : form.faults.size > 0 ? 422 : 200);
}

async function askForm(visit: Visit): Promise<Page> {
  const project = await projectOfVisit(visit);
  if (!(await milestoneTaking(visit.deps.store.knex, project))) return closed(project, visit, 200);
  return formPage(project, visit, { written: {}, faults: NO_FAULTS });
}

const sent = (project: PublicProject, { locale }: Visit, email: string): Page =>
  page(
    project,
    WORDS[locale].sentTitle,
    html`<p class="note good">${WORDS[locale].sent(email)}</p><p>${WORDS[locale].sentHint}</p>`,
  );

async function takeForm(visit: Visit): Promise<Page> {
  const { deps, locale, now, form, request, response } = visit;
  const project = await projectOfVisit(visit);
  const milestone = await milestoneTaking(deps.store.knex, project);
  if (!milestone) return closed(project, visit, 409);
  if (unstorableField(form) !== null) throw new RequestProblem('body-malformed');
  const { proposal, faults } = readProposal(form);
  const { authorEmail: email } = proposal;
  if (faults.size > 0 || email === null) return formPage(project, visit, { written: form, faults });
  // Whoever fills in what nobody sees is answered as everybody is, and nothing happens.
  if ((form[HONEYPOT] ?? '') !== '') return sent(project, visit, email);
  await deps.limits.propose.attempt(request, response, email);
  const { token, expiresAt } = await requestProposal(deps.store, milestone, proposal, locale, now);
  try {
    await deps.mailProposalLink(
      { email, locale },
      { url: `${deps.publicUrl}/p/${project.slug}/proposals/confirm/${token}?lang=${locale}`, expiresAt },
      { project: project.title[locale], publicity: project.plan.publicity[locale] },
    );
  } catch (error) {
    deps.log.error({ id: response.locals.requestId, error: loggedError(error) }, 'a link to confirm was not sent');
    return formPage(project, visit, { written: form, faults, unsent: true });
  }
  return sent(project, visit, email);
}

const unknownLink = (project: PublicProject, { locale }: Visit): Page =>
  page(project, WORDS[locale].unknownTitle, html`<p>${WORDS[locale].unknown}</p>`, 404);

async function findAsked({ deps, param, now }: Visit, project: PublicProject): Promise<FoundProposalRequest | null> {
  const token = param('token');
  return TOKEN.test(token) ? findProposalRequest(deps.store.knex, project, token, now) : null;
}

/** The page of a link in a message. Programs that look into mail open links: so opening this one changes nothing. */
function requestPage(asked: FoundProposalRequest, project: PublicProject, visit: Visit): Page {
  const { locale, here } = visit;
  const words = WORDS[locale];
  switch (asked.state) {
    case 'entered':
      return page(
        project,
        words.enteredTitle,
        html`<p class="note good">${words.entered(asked.number)}</p><h2>${asked.title}</h2>
<p><a class="button" href="${proposalPath(project.slug, asked.number, locale)}">${words.toProposal}</a></p>`,
      );
    case 'closed':
      return closed(project, visit, 200);
    case 'expired':
      return page(
        project,
        words.expiredTitle,
        html`<p>${words.expired}</p><p><a class="button" href="${proposalPath(project.slug, 'new', locale)}">${words.again}</a></p>`,
        410,
      );
    case 'waiting':
      return page(
        project,
        words.confirmTitle,
        html`<h2>${asked.written.title}</h2>
${paragraphs(asked.written.summary)}
<p>${words.confirmNote}</p><form method="post" action="${here}"><button type="submit">${words.confirm}</button></form>`,
      );
  }
}

async function askToConfirm(visit: Visit): Promise<Page> {
  const project = await projectOfVisit(visit);
  const asked = await findAsked(visit, project);
  return asked ? requestPage(asked, project, visit) : unknownLink(project, visit);
}

async function confirm(visit: Visit): Promise<Page> {
  const project = await projectOfVisit(visit);
  if (!(await findAsked(visit, project))) return unknownLink(project, visit);
  await confirmProposal(visit.deps.store, project.id, visit.param('token'), visit.now);
  const asked = await findAsked(visit, project);
  if (!asked) return unknownLink(project, visit);
  return asked.state === 'closed' ? closed(project, visit, 409) : requestPage(asked, project, visit);
}

/** Before the page of a proposal, whose address would take them for its number. */
export const proposingPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/proposals/new', limit: 'readPage', visit: askForm },
  { method: 'post', path: '/p/:slug/proposals/new', limit: 'readPage', visit: takeForm },
  { method: 'get', path: '/p/:slug/proposals/confirm/:token', limit: 'openCode', visit: askToConfirm },
  { method: 'post', path: '/p/:slug/proposals/confirm/:token', limit: 'openCode', visit: confirm },
];
