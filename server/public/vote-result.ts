/** The result of a vote, all its ballots, and its public record: nothing of it before the vote is final (R15, R16). */

import type { Reader } from '../../db/store.ts';
import { publicBallots } from '../../db/votes/public-vote.ts';
import { publicRecord } from '../../db/votes/vote-record.ts';
import { inTheBox, isBoxDue, type RoundOutcome, type RoundRow } from '../../db/votes/vote-rows.ts';
import { charterWords } from '../../domain/charter-words.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatInstant } from '../../domain/locale.ts';
import { ballotsCsv } from '../../domain/vote-record.ts';
import { resultWords } from '../../domain/vote-result-words.ts';
import { RequestProblem } from '../problem.ts';
import { type Content, type Html, html } from './html.ts';
import { type Page, pageProject } from './page.ts';
import type { PublicPage, Visit } from './site.ts';
import { choiceWords, type VoteVisit, voteOfVisit } from './vote-visit.ts';
import { WORDS } from './vote-words.ts';

const BALLOTS_A_PAGE = 500;

interface Counted extends RoundRow {
  readonly outcome: RoundOutcome;
}

const countedRounds = ({ shown }: VoteVisit): Counted[] =>
  shown.rounds.flatMap((round) => (round.outcome ? [{ ...round, outcome: round.outcome }] : []));

/** The final vote, or the page that says that it is none yet. */
async function finalVote(visit: Visit): Promise<VoteVisit | { readonly page: Page }> {
  const found = await voteOfVisit(visit);
  if (!found) throw new RequestProblem('not-found');
  if (found.shown.vote.state === 'final') return found;
  const words = WORDS[visit.locale];
  const body = html`<p>${words.notFinalNote}</p>
<p><a href="${found.path('')}">${found.shown.charter.question[visit.locale]}</a></p>`;
  return { page: { status: 409, title: words.notFinal, project: pageProject(found.project), section: 'vote', body } };
}

function roundSection({ shown }: VoteVisit, round: Counted, locale: Locale): Html {
  const words = WORDS[locale];
  const { counts, blank, spoiled, marks } = round.outcome;
  const boxed = isBoxDue(round, marks);
  const entitled = (round.roll_entries ?? 0) - (round.roll_struck ?? 0);
  return html`<h2>${words.roundTitle(round.round)}</h2>
<dl>
<dt>${words.window}</dt><dd>${formatInstant(round.opens_at, locale)} – ${formatInstant(round.closes_at, locale)}${round.extended_from && html`<br>${words.extendedFrom(formatInstant(round.extended_from, locale))}`}</dd>
<dt>${words.turnoutOf}</dt><dd>${words.turnoutIs(marks.online + marks.paper, entitled, marks.online, marks.paper)}</dd>
${
  boxed &&
  html`<dt>${words.box}</dt><dd>${words.boxIs(inTheBox(round.outcome), marks.paper, round.marks_taken_back)}</dd>
`
}</dl>
<table>
<thead><tr><th scope="col">${words.option}</th><th scope="col" class="sum">${words.online}</th><th scope="col" class="sum">${words.paper}</th><th scope="col" class="sum">${words.total}</th></tr></thead>
<tbody>
${counts.map(({ option, online, paper, votes }) => html`<tr><th scope="row">${choiceWords(option, shown.options, locale)}</th><td class="sum">${online}</td><td class="sum">${paper}</td><td class="sum"><strong>${votes}</strong></td></tr>\n`)}${round.choices.includes(0) && html`<tr><th scope="row">${words.blanks}</th><td></td><td></td><td class="sum">${blank}</td></tr>\n`}${boxed && html`<tr><th scope="row">${words.spoiled}</th><td></td><td></td><td class="sum">${spoiled}</td></tr>\n`}</tbody>
</table>
${round.paper_protocol !== '' && html`<h3>${words.protocol}</h3><p>${round.paper_protocol}</p>`}`;
}

function lotSection({ shown }: VoteVisit, locale: Locale): Content {
  const { lot, options } = shown;
  const words = WORDS[locale];
  return (
    lot !== undefined &&
    html`<h2>${words.lotTitle}</h2>
<dl>
<dt>${words.lotAt}</dt><dd>${formatInstant(lot.held_at, locale)}</dd>
<dt>${words.lotPlace}</dt><dd>${lot.place}</dd>
<dt>${words.lotWitnesses}</dt><dd>${lot.witnesses.join(', ')}</dd>
<dt>${words.lotWinner}</dt><dd>${choiceWords(lot.winner, options, locale)}</dd>
</dl>
<p>${lot.words}</p>`
  );
}

function recordSection({ shown, path }: VoteVisit, locale: Locale): Html {
  const words = WORDS[locale];
  const fingerprint = shown.vote.fingerprint ?? '';
  const [record, csv] = [path('/record.json'), path('/ballots.csv')];
  return html`<h2>${words.record}</h2>
<p>${words.recordNote}</p>
<ul class="list">
<li><a href="${record}" download="record.json">record.json</a></li>
<li><a href="${csv}" download="ballots.csv">ballots.csv</a></li>
<li><a href="/vote/recount.mjs" download="recount.mjs">recount.mjs</a></li>
<li><a href="${path('/ballots')}">${words.allBallots}</a></li>
</ul>
<h3>${words.fingerprint}</h3>
<p><code>${fingerprint}</code></p>
<p class="hint">${words.fingerprintNote}</p>
<section id="recount" hidden data-record="${record}" data-csv="${csv}" data-fingerprint="${fingerprint}" data-busy="${words.recounting}" data-good="${words.recountGood}" data-notes="${words.recountNotes}" data-bad="${words.recountBad}" data-failed="${words.recountFailed}">
<p>${words.recountNote}</p>
<p><button type="button">${words.recountHere}</button></p>
<div role="status"></div>
</section>
<p>${words.recountNode}</p>
<pre>node recount.mjs record.json ballots.csv --fingerprint ${fingerprint}</pre>`;
}

async function show(visit: Visit): Promise<Page> {
  const { locale } = visit;
  const found = await finalVote(visit);
  if ('page' in found) return found.page;
  const { shown, project, path } = found;
  const { vote, charter, charterHash, options } = shown;
  const words = WORDS[locale];
  const rounds = countedRounds(found);
  const last = rounds.at(-1)?.outcome.outcome;
  const named = options.map(({ number, title }) => ({ number: number ?? 0, title }));
  const { result, winner } = vote;
  const ended = last && result ? resultWords({ result, winner }, last, named)[locale] : '';
  return {
    title: words.resultTitle,
    project: pageProject(project),
    section: 'vote',
    findable: true,
    script: '/vote/result.mjs',
    body: html`<p>${charter.question[locale]}</p>
<p class="note good"><strong>${ended}</strong></p>
${rounds.map((round) => roundSection(found, round, locale))}
${lotSection(found, locale)}
${recordSection(found, locale)}
<h2>${words.charter}</h2>
<p class="hint">${words.hash}:<br><code>${charterHash}</code></p>
<details><summary>${words.charter}</summary>
${charterWords(charter, locale).map(({ title, text }) => html`<h3>${title}</h3><p>${text}</p>\n`)}</details>
<ul class="list">
<li><a href="${path('/receipt')}">${words.receiptPage}</a></li>
<li><a href="${path('')}">${words.title}: ${words.notes.toLowerCase()}, ${words.options.toLowerCase()}</a></li>
<li><a href="${path('/protection')}">${words.protection}</a></li>
</ul>`,
  };
}

async function ballots(visit: Visit): Promise<Page> {
  const { deps, locale, pageNumber } = visit;
  const found = await finalVote(visit);
  if ('page' in found) return found.page;
  const { shown, project, path } = found;
  const words = WORDS[locale];
  const from = (pageNumber - 1) * BALLOTS_A_PAGE;
  const rows = await publicBallots(deps.store.knex, shown.vote.id, { from, limit: BALLOTS_A_PAGE + 1 });
  if (rows.length === 0 && pageNumber > 1) throw new RequestProblem('not-found');
  const choices = [0, ...shown.options.map(({ number }) => number ?? 0)];
  return {
    title: words.ballotsTitle,
    project: pageProject(project),
    section: 'vote',
    findable: true,
    body: html`<p>${words.ballotsNote}</p>
<dl>${choices.map((choice) => html`<dt>${choice}</dt><dd>${choiceWords(choice, shown.options, locale)}</dd>\n`)}</dl>
${
  rows.length === 0
    ? html`<p>${words.noBallots}</p>`
    : html`<table><thead><tr><th scope="col">${words.receiptLabel}</th><th scope="col">${words.roundShort}</th><th scope="col">${words.option}</th></tr></thead><tbody>
${rows.slice(0, BALLOTS_A_PAGE).map(({ round, receipt, choice }) => html`<tr><td>${receipt}<td>${round}<td>${choice}\n`)}</tbody></table>`
}
<p>${pageNumber > 1 && html`<a class="button second" href="${path('/ballots')}&amp;page=${pageNumber - 1}">${words.previous}</a>`}${rows.length > BALLOTS_A_PAGE && html`<a class="button second" href="${path('/ballots')}&amp;page=${pageNumber + 1}">${words.next}</a>`}</p>
<p><a href="${path('/result')}">${words.resultTitle}</a></p>`,
  };
}

interface RecordFiles {
  readonly json: string;
  readonly csv: string;
}

/** A final vote never changes. That of the latest download is kept: on the evening of the result a village asks for one. */
let latest: { readonly fingerprint: string; readonly files: Promise<RecordFiles> } | null = null;

function filesOf(reader: Reader, voteId: string, fingerprint: string): Promise<RecordFiles> {
  if (latest?.fingerprint === fingerprint) return latest.files;
  const files = publicRecord(reader, voteId).then((record) => {
    if (!record) throw new RequestProblem('not-found');
    return { json: `${JSON.stringify(record)}\n`, csv: ballotsCsv(record.rounds) };
  });
  latest = { fingerprint, files };
  files.catch(() => {
    if (latest?.files === files) latest = null;
  });
  return files;
}

/** A file of the record; its name on disk is that by which the recount is explained. */
function file(name: 'record.json' | 'ballots.csv', type: string, of: (files: RecordFiles) => string): PublicPage {
  return {
    method: 'get',
    path: `/p/:slug/vote/${name}`,
    limit: 'readPage',
    async visit(visit) {
      const { deps, request, response } = visit;
      const found = await finalVote(visit);
      if ('page' in found) return found.page;
      const { id, fingerprint } = found.shown.vote;
      if (fingerprint === null) throw new RequestProblem('not-found');
      response.set({ ETag: `"${fingerprint}-${name}"`, 'Cache-Control': 'no-cache' });
      if (request.fresh) response.status(304).end();
      else {
        const text = of(await filesOf(deps.store.knex, id, fingerprint));
        response.set('Content-Disposition', `attachment; filename="${name}"`).type(type).send(text);
      }
      return 'answered';
    },
  };
}

export const voteResultPages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/vote/result', limit: 'readPage', visit: show },
  { method: 'get', path: '/p/:slug/vote/ballots', limit: 'readPage', visit: ballots },
  file('record.json', 'application/json', ({ json }) => json),
  file('ballots.csv', 'text/csv', ({ csv }) => csv),
];
