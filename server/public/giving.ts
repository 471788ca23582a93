/** The pages by which the public pledges and subscribes: the forms, the confirmation from the message, and the way out. */
import {
  confirmGiving,
  type FoundGiving,
  findGiving,
  requestGiving,
  takesPledges,
  takesSubscriptions,
  type WrittenGiving,
} from '../../db/money/giving-requests.ts';
import { endSubscription, findSubscription } from '../../db/money/subscriptions.ts';
import type { PublicCampaign } from '../../db/reads/public-money.ts';
import { DONOR_SHOWN_WORDS } from '../../domain/donors.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatLei } from '../../domain/money.ts';
import { printedReference } from '../../domain/reference-code.ts';
import { loggedError } from '../log-error.ts';
import { RequestProblem } from '../problem.ts';
import { unstorableField } from '../storable.ts';
import { payingFacts } from './campaign.ts';
import { type Faults, HONEYPOT, type Written } from './form.ts';
import { pledgeForm, readPledge, readSubscription, subscriptionForm } from './giving-form.ts';
import { WORDS } from './giving-words.ts';
import { type Content, type Html, html } from './html.ts';
import { type MoneyVisit, moneyOfVisit, moneyPage } from './money-visit.ts';
import type { Page } from './page.ts';
import type { PublicPage, Visit } from './site.ts';

const TOKEN = /^[\w-]{43}$/;
const NO_FAULTS: Faults = new Map();
type Kind = WrittenGiving['kind'];

const formPath = (kind: Kind) => (kind === 'pledge' ? '/campaign/pledge' : '/campaign/subscribe');

const toCampaign = ({ path }: MoneyVisit, locale: Locale): Html =>
  html`<p><a class="button second" href="${path('/campaign')}">${WORDS[locale].toCampaign}</a></p>`;

const page = (found: MoneyVisit, title: string, body: Content, status = 200): Page =>
  moneyPage(found, { status, title, body });

interface Form {
  readonly kind: Kind;
  readonly read: (written: Written) => { readonly giving: WrittenGiving; readonly faults: Faults };
  readonly form: typeof pledgeForm;
  readonly takes: (campaign: PublicCampaign, now: Date) => boolean;
}

const FORMS: Readonly<Record<Kind, Form>> = {
  pledge: {
    kind: 'pledge',
    read: (written) => {
      const { pledge: giving, faults } = readPledge(written);
      return { giving, faults };
    },
    form: pledgeForm,
    takes: takesPledges,
  },
  subscription: {
    kind: 'subscription',
    read: (written) => {
      const { subscription: giving, faults } = readSubscription(written);
      return { giving, faults };
    },
    form: subscriptionForm,
    takes: takesSubscriptions,
  },
};

const titleOf = (kind: Kind, locale: Locale): string =>
  kind === 'pledge' ? WORDS[locale].pledgeTitle : WORDS[locale].subscribeTitle;

const closed = (found: MoneyVisit, kind: Kind, locale: Locale, status: number): Page =>
  page(
    found,
    titleOf(kind, locale),
    html`<p class="note">${WORDS[locale].closed[kind]}</p>\n${toCampaign(found, locale)}`,
    status,
  );

function formPage(
  found: MoneyVisit,
  { kind, form }: Form,
  { locale }: Visit,
  { written, faults, unsent = false }: { written: Written; faults: Faults; unsent?: boolean },
): Page {
  const words = WORDS[locale];
  const action = found.path(formPath(kind));
  const body = html`<p>${found.campaign?.title[locale] ?? ''}</p>
<p>${kind === 'pledge' ? words.pledgeIntro : words.subscribeIntro}</p>
${unsent && html`<p class="note bad" role="alert">${words.unsent}</p>`}
${form(locale, action, written, faults)}`;
  return page(found, titleOf(kind, locale), body, unsent ? 503 : faults.size > 0 ? 422 : 200);
}

const sent = (found: MoneyVisit, kind: Kind, email: string, locale: Locale): Page =>
  page(
    found,
    WORDS[locale].sentTitle,
    html`<p class="note good">${WORDS[locale].sent(email)}</p><p>${WORDS[locale].sentHint}</p>
<p><a href="${found.path(formPath(kind))}">${WORDS[locale].again}</a></p>
${toCampaign(found, locale)}`,
  );

function asking(form: Form) {
  return async (visit: Visit): Promise<Page> => {
    const found = await moneyOfVisit(visit);
    const { campaign } = found;
    if (!campaign || !form.takes(campaign, visit.now)) return closed(found, form.kind, visit.locale, 200);
    return formPage(found, form, visit, { written: {}, faults: NO_FAULTS });
  };
}

function taking(form: Form) {
  return async (visit: Visit): Promise<Page> => {
    const { deps, locale, now, form: written, request, response } = visit;
    const found = await moneyOfVisit(visit);
    const { campaign, project } = found;
    if (!campaign || !form.takes(campaign, now)) return closed(found, form.kind, locale, 409);
    if (unstorableField(written) !== null) throw new RequestProblem('body-malformed');
    const { giving, faults } = form.read(written);
    if (faults.size > 0) return formPage(found, form, visit, { written, faults });
    const { email } = giving;
    // Whoever fills in what nobody sees is answered as everybody is, and nothing happens.
    if ((written[HONEYPOT] ?? '') !== '') return sent(found, form.kind, email, locale);
    await deps.limits.give.attempt(request, response, email);
    const about = { projectId: project.id, campaignId: campaign.id, locale };
    const { token, expiresAt } = await requestGiving(deps.store, about, giving, now);
    try {
      await deps.mailGivingLink(
        { email, locale },
        { url: `${deps.publicUrl}/p/${project.slug}/campaign/confirm/${token}?lang=${locale}`, expiresAt },
        { kind: form.kind, campaign: campaign.title[locale], publicity: project.plan.publicity[locale] },
      );
    } catch (error) {
      deps.log.error({ id: response.locals.requestId, error: loggedError(error) }, 'a link to confirm was not sent');
      return formPage(found, form, visit, { written, faults, unsent: true });
    }
    return sent(found, form.kind, email, locale);
  };
}

const unknownLink = (found: MoneyVisit, locale: Locale): Page =>
  page(
    found,
    WORDS[locale].unknownTitle,
    html`<p>${WORDS[locale].unknown}</p>
${toCampaign(found, locale)}`,
    404,
  );

const again = (found: MoneyVisit, kind: Kind, locale: Locale): Html =>
  html`<p><a class="button" href="${found.path(formPath(kind))}">${WORDS[locale].again}</a></p>`;

function confirmForm(written: WrittenGiving, here: string, locale: Locale): Html {
  const words = WORDS[locale];
  const about =
    written.kind === 'pledge'
      ? html`<p>${words.confirmPledgeNote(formatLei(written.amount, locale))}</p>
<p>${words.shownAs}: <strong>${DONOR_SHOWN_WORDS[written.shown][locale]}</strong>.</p>`
      : html`<p>${words.confirmSubscriptionNote}</p>`;
  return html`${about}
<form method="post" action="${here}"><button type="submit">${words.confirm}</button></form>`;
}

/** The page of a link in a message. Programs that look into mail open links: so opening this one changes nothing. */
function linkPage(asked: FoundGiving, found: MoneyVisit, { locale, here }: Visit): Page {
  const words = WORDS[locale];
  const campaign = found.money.campaigns.find(({ id }) => id === asked.campaignId);
  switch (asked.state) {
    case 'pledged':
      return {
        ...page(
          found,
          words.pledgedTitle,
          html`<p class="note good">${words.pledged(formatLei(asked.amount, locale))}</p>
${campaign !== undefined && payingFacts(campaign, printedReference(asked.reference), locale)}
${toCampaign(found, locale)}`,
        ),
        script: '/money/copying.mjs',
      };
    case 'subscribed':
      return page(
        found,
        words.subscribedTitle,
        html`<p class="note good">${words.subscribed}</p>\n${toCampaign(found, locale)}`,
      );
    case 'closed':
      return closed(found, asked.kind, locale, 200);
    case 'expired':
      return page(found, words.expiredTitle, html`<p>${words.expired}</p>\n${again(found, asked.kind, locale)}`, 410);
    case 'waiting': {
      const title = asked.written.kind === 'pledge' ? words.confirmPledge : words.confirmSubscription;
      return page(
        found,
        title,
        html`<p>${campaign?.title[locale] ?? ''}</p>\n${confirmForm(asked.written, here, locale)}`,
      );
    }
  }
}

async function findAsked({ deps, param, now }: Visit, projectId: string): Promise<FoundGiving | null> {
  const token = param('token');
  return TOKEN.test(token) ? findGiving(deps.store.knex, projectId, token, now) : null;
}

async function askToConfirm(visit: Visit): Promise<Page> {
  const found = await moneyOfVisit(visit);
  const asked = await findAsked(visit, found.project.id);
  return asked ? linkPage(asked, found, visit) : unknownLink(found, visit.locale);
}

async function confirm(visit: Visit): Promise<Page> {
  const found = await moneyOfVisit(visit);
  const { id } = found.project;
  if (!(await findAsked(visit, id))) return unknownLink(found, visit.locale);
  await confirmGiving(visit.deps.store, id, visit.param('token'), visit.now);
  const asked = await findAsked(visit, id);
  if (!asked) return unknownLink(found, visit.locale);
  return asked.state === 'closed' ? closed(found, asked.kind, visit.locale, 409) : linkPage(asked, found, visit);
}

/** RFC 8058: a mail program posts to the same address without a session or this page. */
function leaving(end: boolean) {
  return async (visit: Visit): Promise<Page> => {
    const { deps, param, locale, here, now } = visit;
    const found = await moneyOfVisit(visit);
    const { id } = found.project;
    const token = param('token');
    const words = WORDS[locale];
    if (end && TOKEN.test(token)) await endSubscription(deps.store, id, token, now);
    const held = TOKEN.test(token) ? await findSubscription(deps.store.knex, id, token) : null;
    if (!held) return unknownLink(found, locale);
    const body = held.ended
      ? html`<p class="note good">${words.unsubscribed}</p>\n${toCampaign(found, locale)}`
      : html`<p>${words.unsubscribeNote}</p>
<form method="post" action="${here}"><button type="submit">${words.unsubscribe}</button></form>`;
    return page(found, words.unsubscribeTitle, body);
  };
}

const form = (path: string, kind: Kind): readonly PublicPage[] => [
  { method: 'get', path, limit: 'readPage', visit: asking(FORMS[kind]) },
  { method: 'post', path, limit: 'readPage', visit: taking(FORMS[kind]) },
];

export const givingPages: readonly PublicPage[] = [
  ...form('/p/:slug/campaign/pledge', 'pledge'),
  ...form('/p/:slug/campaign/subscribe', 'subscription'),
  { method: 'get', path: '/p/:slug/campaign/confirm/:token', limit: 'openCode', visit: askToConfirm },
  { method: 'post', path: '/p/:slug/campaign/confirm/:token', limit: 'openCode', visit: confirm },
  { method: 'get', path: '/p/:slug/campaign/unsubscribe/:token', limit: 'openCode', visit: leaving(false) },
  { method: 'post', path: '/p/:slug/campaign/unsubscribe/:token', limit: 'openCode', visit: leaving(true) },
];
