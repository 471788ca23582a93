/** The personal page of somebody who is enrolled: where and when, the QR code for the door, and the way to withdraw. */
import { toString as qrCode } from 'qrcode';
import { findPersonalPage, type PersonalPage, withdrawByCode } from '../../db/runs/public-enrolment.ts';
import { RequestProblem } from '../problem.ts';
import { WORDS } from './enrolment-words.ts';
import { type Content, Html, html } from './html.ts';
import type { Page } from './page.ts';
import { projectOf, runFactsList } from './run-facts.ts';
import type { PublicPage, Visit } from './site.ts';

const CODE = /^[0-9a-z]{20,40}$/;

async function found({ deps, param, now }: Visit): Promise<PersonalPage> {
  const code = param('code');
  const page = CODE.test(code) ? await findPersonalPage(deps.store.knex, param('slug'), code, now) : null;
  if (!page) throw new RequestProblem('not-found');
  return page;
}

/** What a telephone of the staff opens: the page that marks the person as present. */
async function codeSection({ deps, locale, param }: Visit, runId: string): Promise<Html> {
  const words = WORDS[locale];
  const address = `${deps.publicUrl}/admin/#/check-in/${runId}/${param('code')}`;
  const svg = await qrCode(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4, width: 260 });
  return html`<h2>${words.codeTitle}</h2>
<p>${words.codeHint}</p>
<p role="img" aria-label="${words.codeTitle}">${new Html(svg.replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, ''))}</p>
<p class="hint">${words.code}: <strong>${param('code')}</strong></p>`;
}

async function show(visit: Visit): Promise<Page> {
  const page = await found(visit);
  const { locale, here, request } = visit;
  const words = WORDS[locale];
  const base = here.split('?')[0] ?? here;
  const asks = request.query.leave === '1' && page.leavable;
  const cancelled = page.run.state === 'cancelled';
  const leave: Content = asks
    ? html`<h2>${words.leaveTitle}</h2><p>${words.leaveNote}</p>
<form method="post" action="${here}"><button type="submit">${words.leaveSure}</button><a class="button second" href="${here}">${words.stay}</a></form>`
    : page.leavable && html`<p><a class="button second" href="${base}?lang=${locale}&leave=1">${words.leave}</a></p>`;
  return {
    title: page.run.title,
    project: projectOf(page),
    body: html`<p class="note${!cancelled && page.state === 'enrolled' && ' good'}">${cancelled ? words.cancelled : words.state[page.state]}</p>
${runFactsList(page, locale)}
${!asks && !cancelled && page.state === 'enrolled' && (await codeSection(visit, page.run.id))}
${leave}`,
  };
}

async function leave(visit: Visit): Promise<{ readonly seeOther: string }> {
  await found(visit);
  await withdrawByCode(visit.deps.store, visit.param('slug'), visit.param('code'), visit.now);
  return { seeOther: visit.here };
}

export const personalPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/e/:code', limit: 'openCode', visit: show },
  { method: 'post', path: '/p/:slug/e/:code', limit: 'openCode', visit: leave },
];
