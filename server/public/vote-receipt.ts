/** Looks up a receipt: before the end whether it is in the box, and then the ballot itself (R15). */
import { boothHas } from '../../db/votes/booth.ts';
import { publicBallots } from '../../db/votes/public-vote.ts';
import { printedCode, readReceipt } from '../../domain/voting-code.ts';
import { RequestProblem } from '../problem.ts';
import { type Content, html } from './html.ts';
import { type Page, pageProject } from './page.ts';
import type { PublicPage, Visit } from './site.ts';
import { choiceWords, type VoteVisit, voteOfVisit } from './vote-visit.ts';
import { WORDS } from './vote-words.ts';

async function found(visit: Visit): Promise<VoteVisit> {
  const vote = await voteOfVisit(visit);
  if (!vote) throw new RequestProblem('not-found');
  return vote;
}

function page(
  { shown, project, path }: VoteVisit,
  { locale }: Visit,
  { answer = null, written = '', fault = false }: { answer?: Content; written?: string; fault?: boolean } = {},
): Page {
  const words = WORDS[locale];
  return {
    ...(fault && { status: 422 }),
    title: words.receiptTitle,
    project: pageProject(project),
    section: 'vote',
    body: shown.vote.frozen_at
      ? html`${answer}
<p>${words.receiptIntro}</p>
<form method="post" action="${path('/receipt')}" novalidate>
<label for="receipt">${words.receiptLabel}</label>
<input id="receipt" name="receipt" value="${written}" maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" required${fault && html` aria-invalid="true" aria-describedby="receipt-fault"`}>
${fault && html`<p class="fault" id="receipt-fault">${words.receiptFault}</p>`}
<button type="submit">${words.look}</button>
</form>
<p><a href="${path('')}">${shown.charter.question[locale]}</a></p>`
      : html`<p>${words.notOpened}</p>`,
  };
}

const show = async (visit: Visit): Promise<Page> => page(await found(visit), visit);

async function look(visit: Visit): Promise<Page> {
  const { deps, locale, form } = visit;
  const vote = await found(visit);
  const { shown } = vote;
  const words = WORDS[locale];
  const written = (form.receipt ?? '').slice(0, 100);
  const receipt = readReceipt(written);
  if (receipt === null) return page(vote, visit, { written, fault: true });
  const said = (good: boolean, lines: readonly string[]): Page =>
    page(vote, visit, {
      written: printedCode(receipt),
      answer: html`<div class="note ${good ? 'good' : 'bad'}" role="status">${lines.map((line) => html`<p>${line}</p>`)}</div>`,
    });
  if (shown.vote.state === 'final') {
    const ballots = await publicBallots(deps.store.knex, shown.vote.id, { receipt });
    if (ballots.length === 0) return said(false, [words.notInBox]);
    const lines = ballots.map(({ round, choice }) => words.ballotIs(round, choiceWords(choice, shown.options, locale)));
    const many = new Set(ballots.map(({ round }) => round)).size < ballots.length;
    return said(true, [...lines.slice(0, 20), ...(many ? [words.manyBallots] : [])]);
  }
  const rounds: number[] = [];
  for (const { id, round, opened_at: opened } of shown.rounds)
    if (opened && (await boothHas(deps.store.knex, id, receipt))) rounds.push(round);
  return said(rounds.length > 0, rounds.length > 0 ? rounds.map(words.inBox) : [words.notInBox]);
}

export const voteReceiptPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/vote/receipt', limit: 'readPage', visit: show },
  { method: 'post', path: '/p/:slug/vote/receipt', limit: 'readPage', visit: look },
];
