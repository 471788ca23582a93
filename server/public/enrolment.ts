/** The pages by which the public enrols in a course or a visit: the form, and the confirmation from the message. */
import {
  confirmEnrolment,
  type FoundRequest,
  findPublicRun,
  findRequest,
  type PublicRun,
  type RequestOutcome,
  requestEnrolment,
} from '../../db/runs/public-enrolment.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { loggedError } from '../log-error.ts';
import { RequestProblem } from '../problem.ts';
import { unstorableField } from '../storable.ts';
import { enrolmentForm, readEnrolment } from './enrolment-form.ts';
import { WORDS } from './enrolment-words.ts';
import { type Faults, HONEYPOT } from './form.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { projectOf, runFactsList } from './run-facts.ts';
import type { PublicPage, Visit } from './site.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TOKEN = /^[\w-]{43}$/;
const NO_FAULTS: Faults = new Map();

async function found({ deps, param, now }: Visit): Promise<PublicRun> {
  const id = param('id');
  const run = UUID.test(id) ? await findPublicRun(deps.store.knex, param('slug'), id, now) : null;
  if (!run) throw new RequestProblem('not-found');
  return run;
}

/** What is said of the places that are left. */
function placesOf({ free }: PublicRun, locale: Locale): readonly [string, string] {
  const words = WORDS[locale];
  return [words.places, free === null ? words.unlimited : words.free(free)];
}

function runPage(
  shown: PublicRun,
  visit: Visit,
  form: { readonly written: Visit['form']; readonly faults: Faults; readonly unsent?: boolean } = {
    written: {},
    faults: NO_FAULTS,
  },
): Page {
  const { locale, here } = visit;
  const words = WORDS[locale];
  const { run, plan, open, free } = shown;
  const note = run.state === 'cancelled' ? words.cancelled : run.public ? words.closed : words.noEnrolment;
  return {
    ...(form.faults.size > 0 && { status: 422 }),
    title: run.title,
    project: projectOf(shown),
    body: html`${runFactsList(shown, locale, open ? [placesOf(shown, locale)] : [])}
${open ? free === 0 && html`<p class="note">${words.full}</p>` : html`<p class="note">${note}</p>`}
${form.unsent === true && html`<p class="note bad" role="alert">${words.unsent}</p>`}
${open && enrolmentForm(plan, locale, here, form.written, form.faults, free === 0)}`,
  };
}

const sent = (shown: PublicRun, locale: Locale, email: string): Page => ({
  title: WORDS[locale].sentTitle,
  project: projectOf(shown),
  body: html`<p class="note good">${WORDS[locale].sent(email)}</p><p>${WORDS[locale].sentHint}</p>`,
});

async function takeRequest(visit: Visit): Promise<Page> {
  const { deps, locale, now, form, request, response } = visit;
  const shown = await found(visit);
  const { project, plan, run, open } = shown;
  if (!open) return { ...runPage(shown, visit), status: 409 };
  if (unstorableField(form) !== null) throw new RequestProblem('body-malformed');
  const days = { today: dayOf(now), projectStart: project.starts_on };
  const { fields, faults } = readEnrolment(form, plan, days);
  if (faults.size > 0 || fields.email === null) return runPage(shown, visit, { written: form, faults });
  // Whoever fills in what nobody sees is answered as everybody is, and nothing happens.
  if ((form[HONEYPOT] ?? '') !== '') return sent(shown, locale, fields.email);
  await deps.limits.enrol.attempt(request, response, fields.email);
  const { token, expiresAt } = await requestEnrolment(deps.store, run.id, fields, locale, now);
  try {
    await deps.mailEnrolmentLink(
      { email: fields.email, locale },
      { url: `${deps.publicUrl}/p/${project.slug}/confirm/${token}?lang=${locale}`, expiresAt },
      { run: run.title, publicity: plan.publicity[locale] },
    );
  } catch (error) {
    deps.log.error({ id: response.locals.requestId, error: loggedError(error) }, 'a link to confirm was not sent');
    return { ...runPage(shown, visit, { written: form, faults, unsent: true }), status: 503 };
  }
  return sent(shown, locale, fields.email);
}

const unknownLink = (locale: Locale): Page => ({
  status: 404,
  title: WORDS[locale].unknownTitle,
  project: null,
  body: html`<p>${WORDS[locale].unknown}</p>`,
});

async function findAsked({ deps, param, now }: Visit): Promise<FoundRequest | null> {
  const token = param('token');
  return TOKEN.test(token) ? findRequest(deps.store.knex, param('slug'), token, now) : null;
}

/** What is left to say of a request that was answered. */
function answered(asked: FoundRequest, outcome: RequestOutcome, locale: Locale): Page {
  const words = WORDS[locale];
  const pages: Readonly<Record<RequestOutcome, readonly [string, string]>> = {
    enrolled: [words.enrolledTitle, words.enrolled],
    waiting: [words.waitingTitle, words.waiting],
    closed: [asked.run.title, asked.run.state === 'cancelled' ? words.cancelled : words.closed],
  };
  const [title, note] = pages[outcome];
  const closed = outcome === 'closed';
  return {
    title,
    project: projectOf(asked),
    body: html`<p class="note${!closed && ' good'}">${note}</p>${!closed && html`<h2>${asked.run.title}</h2>`}
${runFactsList(asked, locale)}`,
  };
}

/** The page of a link in a message. Programs that look into mail open links: so opening this one changes nothing. */
function requestPage(asked: FoundRequest, { locale, here, param }: Visit): Page {
  const words = WORDS[locale];
  if (asked.outcome !== null) return answered(asked, asked.outcome, locale);
  if (!asked.open) return answered(asked, 'closed', locale);
  if (asked.expired) {
    const form = `/p/${encodeURIComponent(param('slug'))}/runs/${asked.run.id}?lang=${locale}`;
    return {
      status: 410,
      title: words.expiredTitle,
      project: projectOf(asked),
      body: html`<p>${words.expired}</p><p><a class="button" href="${form}">${words.again}</a></p>`,
    };
  }
  return {
    title: words.confirmTitle,
    project: projectOf(asked),
    body: html`<h2>${asked.run.title}</h2>
${runFactsList(asked, locale)}
<p>${words.confirmNote}</p><form method="post" action="${here}"><button type="submit">${words.confirm}</button></form>`,
  };
}

async function askToConfirm(visit: Visit): Promise<Page> {
  const asked = await findAsked(visit);
  return asked ? requestPage(asked, visit) : unknownLink(visit.locale);
}

async function confirm(visit: Visit): Promise<Page> {
  if (!(await findAsked(visit))) return unknownLink(visit.locale);
  await confirmEnrolment(visit.deps.store, visit.param('slug'), visit.param('token'), visit.now);
  const asked = await findAsked(visit);
  if (!asked) return unknownLink(visit.locale);
  const page = requestPage(asked, visit);
  return asked.outcome === 'closed' ? { ...page, status: 409 } : page;
}

export const enrolmentPages: readonly PublicPage[] = [
  {
    method: 'get',
    path: '/p/:slug/runs/:id',
    limit: 'readPage',
    visit: async (visit) => runPage(await found(visit), visit),
  },
  { method: 'post', path: '/p/:slug/runs/:id', limit: 'readPage', visit: takeRequest },
  { method: 'get', path: '/p/:slug/confirm/:token', limit: 'openCode', visit: askToConfirm },
  { method: 'post', path: '/p/:slug/confirm/:token', limit: 'openCode', visit: confirm },
];
