/** The page of the vote: where it stands, its charter in plain words, what is voted on; and, while it is open, the ballot. */
import { boothHas } from '../../db/votes/booth.ts';
import type { PublicVote } from '../../db/votes/public-vote.ts';
import { charterWords } from '../../domain/charter-words.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatInstant } from '../../domain/locale.ts';
import { outcomeWords } from '../../domain/vote-result-words.ts';
import { readCode, readReceipt } from '../../domain/voting-code.ts';
import { BALLOT_FAULTS, castingFault } from '../ballots/answers.ts';
import { RequestProblem } from '../problem.ts';
import { unstorableField } from '../storable.ts';
import { type Content, type Html, html } from './html.ts';
import { type Page, pageProject } from './page.ts';
import type { PublicPage, Visit } from './site.ts';
import { ballotForm, castNote, checkStep, drawReceipt, type FormFault } from './vote-form.ts';
import { projectOfVisit, type VoteVisit, voteOfVisit, votePath } from './vote-visit.ts';
import { WORDS } from './vote-words.ts';

/** Between its opening and its closing time, and opened. */
const takesVotes = ({ vote, round }: PublicVote, now: Date): boolean =>
  vote.state === 'open' && now >= round.opens_at && now < round.closes_at;

/** Where the vote stands, in one sentence. */
function standing({ vote, round }: PublicVote, locale: Locale, now: Date): string {
  const { state } = WORDS[locale];
  const [from, to] = [formatInstant(round.opens_at, locale), formatInstant(round.closes_at, locale)];
  const runOff = vote.round === 2;
  switch (vote.state) {
    case 'open':
      // It is over from its closing time on, whenever its story comes to close it.
      if (now >= round.closes_at) return state.counting;
      return runOff ? state.runOffOpen(to) : state.open(to);
    case 'counting':
    case 'lot':
    case 'final':
    case 'cancelled':
      return state[vote.state];
    default:
      return runOff ? state.runOff(from, to) : state.announced(from, to);
  }
}

/** R16: of a first round that ended in a tie, between whom; figures come with the result. */
function tie({ vote, rounds, options }: PublicVote, locale: Locale): Content {
  const ended = vote.state === 'lot' ? rounds.at(-1) : vote.round === 2 && rounds[0];
  const outcome = ended ? ended.outcome?.outcome : null;
  if (outcome?.kind !== 'tie' || vote.state === 'final' || vote.state === 'cancelled') return null;
  const named = options.map(({ number, title }) => ({ number: number ?? 0, title }));
  return html`<p>${outcomeWords(outcome, named)[locale]}</p>`;
}

function optionList({ vote, round, options }: PublicVote, slug: string, locale: Locale): Html {
  const words = WORDS[locale];
  const inRound = vote.round === 1 || options.some(({ number }) => number === null);
  const listed = inRound ? options : options.filter(({ number }) => number !== null && round.choices.includes(number));
  return html`<h2>${words.options}</h2>
${!vote.frozen_at && html`<p class="hint">${words.optionsLater}</p>`}
<ul class="list">
${listed.map(({ number, proposal, title, summary }) => html`<li><h3>${number !== null && `${number}. `}${title}</h3><p>${summary}</p><p class="hint"><a href="/p/${slug}/proposals/${proposal}?lang=${locale}">${words.proposal(proposal)}</a></p></li>\n`)}</ul>`;
}

function charterSection({ vote, charter, charterHash }: PublicVote, locale: Locale): Html {
  const words = WORDS[locale];
  return html`<h2>${words.charter}</h2>
${!vote.frozen_at && html`<p class="hint">${words.notFrozen}</p>`}
${charterWords(charter, locale).map(({ title, text }) => html`<h3>${title}</h3><p>${text}</p>\n`)}
${vote.frozen_at && html`<p class="hint">${words.hash}:<br><code>${charterHash}</code></p>`}`;
}

const noteList = ({ notes }: PublicVote, locale: Locale): Content =>
  notes.length > 0 &&
  html`<h2>${WORDS[locale].notes}</h2>
<ul class="list">
${notes.map(({ kind, words, noted_at: at }) => html`<li><h3>${WORDS[locale].noteKind[kind]}</h3><p>${words}</p><p class="hint">${formatInstant(at, locale)}</p></li>\n`)}</ul>`;

function links({ shown, all, project, path }: VoteVisit, locale: Locale): Html {
  const words = WORDS[locale];
  const others = all.filter(({ id }) => id !== shown.vote.id);
  return html`<ul class="list">
${shown.vote.state === 'final' && html`<li><a href="${path('/result')}">${words.toResult}</a></li>\n`}${shown.vote.frozen_at && html`<li><a href="${path('/receipt')}">${words.receiptPage}</a></li>\n`}<li><a href="${path('/protection')}">${words.protection}</a></li>
</ul>
${
  others.length > 0 &&
  html`<h2>${words.earlier}</h2>
<ul class="list">${others.map(({ id, charter, announced_at: at }) => html`<li><a href="${votePath(project.slug, '', locale, id)}">${charter.question[locale]}</a>${at && html` <span class="hint">${formatInstant(at, locale)}</span>`}</li>\n`)}</ul>`
}`;
}

/** The page, with the ballot in its place while votes are taken. */
function votePage(found: VoteVisit, { locale, now }: Visit, form: Content, status?: number): Page {
  const { shown, project, path } = found;
  const words = WORDS[locale];
  const open = takesVotes(shown, now);
  const { extended_from: extendedFrom } = shown.round;
  return {
    ...(status !== undefined && { status }),
    title: shown.charter.question[locale],
    project: pageProject(project),
    section: 'vote',
    findable: status === undefined,
    ...(open && { script: '/vote/voting.mjs' }),
    body: html`<p class="note${open && ' good'}">${standing(shown, locale, now)}${extendedFrom && html`<br>${words.extendedFrom(formatInstant(extendedFrom, locale))}`}</p>
${tie(shown, locale)}
${shown.turnout && html`<p>${words.turnout(shown.turnout)}</p>`}
${shown.vote.state === 'final' && html`<p><a class="button" href="${path('/result')}">${words.toResult}</a></p>`}
${open && form}
${open ? null : optionList(shown, project.slug, locale)}
${noteList(shown, locale)}
${charterSection(shown, locale)}
${links(found, locale)}`,
  };
}

async function show(visit: Visit): Promise<Page> {
  const { locale } = visit;
  const found = await voteOfVisit(visit);
  if (!found) {
    const project = await projectOfVisit(visit);
    const words = WORDS[locale];
    return {
      title: words.title,
      project: pageProject(project),
      section: 'vote',
      findable: true,
      body: html`<p>${words.none}</p>
<p><a href="${votePath(project.slug, '/protection', locale, null)}">${words.protection}</a></p>`,
    };
  }
  return votePage(found, visit, ballotForm(found.shown, locale, found.path('')));
}

/** A page of the voter's own, which nobody keeps. */
const ownPage = (found: VoteVisit, title: string, body: Html, status?: number): Page => ({
  ...(status !== undefined && { status }),
  title,
  project: pageProject(found.project),
  section: 'vote',
  body,
});

/** The form, without a script: `check` shows what was chosen, `send` casts it, `back` returns to the ballot. */
async function take(visit: Visit): Promise<Page> {
  const { locale, now, form } = visit;
  const found = await voteOfVisit(visit);
  if (!found) throw new RequestProblem('not-found');
  if (unstorableField(form) !== null) throw new RequestProblem('body-malformed');
  const { shown } = found;
  const words = WORDS[locale];
  const action = found.path('');
  const { code = '', choice = '', receipt = '', step = 'check' } = form;
  const written = { code: code.slice(0, 100), choice };
  if (step !== 'send' && !takesVotes(shown, now)) return votePage(found, visit, null, 409);
  if (step === 'back')
    return ownPage(found, shown.charter.question[locale], ballotForm(shown, locale, action, written));
  const faults = new Set<FormFault>();
  if (readCode(code) === null) faults.add('code');
  if (!/^\d{1,4}$/.test(choice) || !shown.round.choices.includes(Number(choice))) faults.add('choice');
  if (faults.size > 0) return votePage(found, visit, ballotForm(shown, locale, action, written, faults), 422);
  const drawn = readReceipt(receipt);
  if (step !== 'send' || drawn === null) {
    const check = checkStep(shown, locale, action, { ...written, receipt: drawReceipt() }, false);
    return ownPage(found, words.checkTitle, check);
  }
  return castForm(visit, found, { ...written, receipt: drawn });
}

async function castForm(
  { deps, locale }: Visit,
  found: VoteVisit,
  ballot: { readonly code: string; readonly choice: string; readonly receipt: string },
): Promise<Page> {
  const { shown, path } = found;
  const words = WORDS[locale];
  const done = () => ownPage(found, words.doneTitle, castNote(locale, ballot.receipt));
  let name: keyof typeof BALLOT_FAULTS;
  try {
    const answer = await deps.ballots.cast(shown.vote.id, { ...ballot, choice: Number(ballot.choice) });
    if (answer === 'cast') return done();
    // Sent again after an answer that was lost: then it is this ballot that is in the box.
    if (answer === 'already-voted' && (await boothHas(deps.store.knex, shown.round.id, ballot.receipt))) return done();
    name = answer;
  } catch (error) {
    const fault = castingFault(error);
    if (fault === null) throw error;
    name = fault;
  }
  const { status, title, detail } = BALLOT_FAULTS[name];
  const note = html`<p class="note bad" role="alert">${detail[locale]}</p>`;
  const look = html`<p><a href="${path('/receipt')}">${words.receiptPage}</a></p>`;
  const next =
    status === 503
      ? checkStep(shown, locale, path(''), ballot, true)
      : name === 'unknown-code' || name === 'no-such-choice'
        ? ballotForm(shown, locale, path(''), ballot, new Set(name === 'unknown-code' ? ['code'] : ['choice']))
        : html`<p>${words.receipt} <span class="receipt">${ballot.receipt}</span></p>`;
  return {
    ...ownPage(found, title[locale], html`${note}${next}${look}`, status),
    ...(status === 503 && { headers: { 'Retry-After': '5' } }),
  };
}

export const votePages: readonly PublicPage[] = [
  { method: 'get', path: '/p/:slug/vote', limit: 'readPage', visit: show },
  { method: 'post', path: '/p/:slug/vote', limit: 'readPage', visit: take },
];
