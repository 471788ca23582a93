/** The pages by which the public enrols in a course or a visit: the form, and the confirmation from the message. */
import {
  confirmEnrolment,
  findPublicRun,
  findRequest,
  type PublicRun,
  requestEnrolment,
} from '../../db/runs/public-enrolment.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { RequestProblem } from '../problem.ts';
import { unstorableField } from '../storable.ts';
import { enrolmentForm, type Faults, HONEYPOT, readEnrolment } from './enrolment-form.ts';
import { WORDS } from './enrolment-words.ts';
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
  form: { readonly written: Visit['form']; readonly faults: Faults } = { written: {}, faults: NO_FAULTS },
): Page {
  const { locale, here } = visit;
  const words = WORDS[locale];
  const { run, plan, open, free } = shown;
  const note = run.state === 'cancelled' ? words.cancelled : words.closed;
  return {
    ...(form.faults.size > 0 && { status: 422 }),
    title: run.title,
    project: projectOf(shown),
    body: html`${runFactsList(shown, locale, open ? [placesOf(shown, locale)] : [])}
${open ? free === 0 && html`<p class="note">${words.full}</p>` : html`<p class="note">${note}</p>`}
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
  await deps.mailEnrolmentLink(
    { email: fields.email, name: `${fields.givenName} ${fields.familyName}`, locale },
    { url: `${deps.publicUrl}/p/${project.slug}/confirm/${token}?lang=${locale}`, expiresAt },
    { run: run.title, publicity: plan.publicity[locale] },
  );
  return sent(shown, locale, fields.email);
}

const unknownLink = (locale: Locale): Page => ({
  status: 404,
  title: WORDS[locale].unknownTitle,
  project: null,
  body: html`<p>${WORDS[locale].unknown}</p>`,
});

/** Programs that look into mail open links: so opening this one changes nothing. */
async function askToConfirm({ deps, locale, now, param, here }: Visit): Promise<Page> {
  const token = param('token');
  const asked = TOKEN.test(token) ? await findRequest(deps.store.knex, param('slug'), token, now) : null;
  if (!asked) return unknownLink(locale);
  const words = WORDS[locale];
  return {
    title: asked.open ? words.confirmTitle : asked.run.title,
    project: projectOf(asked),
    body: html`<h2>${asked.run.title}</h2>
${runFactsList(asked, locale)}
${
  asked.open
    ? html`<p>${words.confirmNote}</p><form method="post" action="${here}"><button type="submit">${words.confirm}</button></form>`
    : html`<p class="note">${words.closed}</p>`
}`,
  };
}

async function confirm({ deps, locale, now, param }: Visit): Promise<Page> {
  const token = param('token');
  if (!TOKEN.test(token)) return unknownLink(locale);
  const slug = param('slug');
  const confirmed = await confirmEnrolment(deps.store, slug, token, now);
  if (confirmed.outcome === 'unknown') return unknownLink(locale);
  const words = WORDS[locale];
  const shown = await findPublicRun(deps.store.knex, slug, confirmed.run.id, now);
  const facts = shown && runFactsList(shown, locale);
  const project = shown && projectOf(shown);
  if (confirmed.outcome === 'closed')
    return {
      status: 409,
      title: confirmed.run.title,
      project,
      body: html`<p class="note">${words.closed}</p>${facts}`,
    };
  const waits = confirmed.outcome === 'waiting';
  return {
    title: waits ? words.waitingTitle : words.enrolledTitle,
    project,
    body: html`<p class="note good">${waits ? words.waiting : words.enrolled}</p><h2>${confirmed.run.title}</h2>${facts}`,
  };
}

export const enrolmentPages: readonly PublicPage[] = [
  {
    method: 'get',
    path: '/p/:slug/runs/:id',
    limit: 'readPage',
    visit: async (visit) => runPage(await found(visit), visit),
  },
  { method: 'post', path: '/p/:slug/runs/:id', limit: 'readPage', visit: takeRequest },
  { method: 'get', path: '/p/:slug/confirm/:token', limit: 'readPage', visit: askToConfirm },
  { method: 'post', path: '/p/:slug/confirm/:token', limit: 'readPage', visit: confirm },
];
