/**
 * The ballot on the public page, and what follows it. With a script (voting.mjs) nothing is sent before the last step and
 * the browser draws the receipt; without one the server draws it when it shows what was chosen, before anything is cast.
 */
import { randomInt } from 'node:crypto';
import type { PublicVote } from '../../db/votes/public-vote.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { BLANK } from '../../domain/vote-count.ts';
import { CODE_ALPHABET, printedCode, RECEIPT_LENGTH } from '../../domain/voting-code.ts';
import { type Content, type Html, html } from './html.ts';
import { choiceWords } from './vote-visit.ts';
import { WORDS } from './vote-words.ts';

export interface WrittenForm {
  readonly code: string;
  /** As the form has it. */
  readonly choice: string;
}

/** Which of the fields has a fault. */
export type FormFault = 'code' | 'choice';

export const drawReceipt = (): string =>
  Array.from({ length: RECEIPT_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');

const fault = (name: FormFault, faults: ReadonlySet<FormFault>, words: string): Content =>
  faults.has(name) && html`<p class="fault" id="${name}-fault">${words}</p>\n`;

export function ballotForm(
  { vote, round, options }: PublicVote,
  locale: Locale,
  action: string,
  written: WrittenForm = { code: '', choice: '' },
  faults: ReadonlySet<FormFault> = new Set(),
): Html {
  const words = WORDS[locale];
  const possible = options.filter(({ number }) => number !== null && round.choices.includes(number));
  const marked = (name: FormFault, described: string) => [
    html` aria-describedby="${described}${faults.has(name) && ` ${name}-fault`}"`,
    faults.has(name) && html` aria-invalid="true"`,
  ];
  const option = (choice: number, title: string, note: string): Html => html`<label class="option">
<input type="radio" name="choice" value="${choice}" data-title="${choiceWords(choice, options, locale)}"${written.choice === String(choice) && html` checked`} required>
<span>${title}<span class="hint"><br>${note}</span></span></label>
`;
  return html`<section id="voting" data-vote="${vote.id}" data-sending="${words.sending}" data-looking="${words.looking}" data-lost="${words.lost}" data-copied="${words.copied}" data-again="${words.again}" data-send="${words.send}">
<form id="ballot" method="post" action="${action}" novalidate aria-labelledby="vote">
<h2 id="vote">${words.vote}</h2>
<p>${words.intro}</p>
${faults.size > 0 && html`<p class="note bad" role="alert">${words.faults}</p>`}
<label for="code">${words.code}</label>
<p class="hint" id="code-hint">${words.codeHint}</p>
<input id="code" name="code" value="${written.code}" maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" required${marked('code', 'code-hint')}>
${fault('code', faults, words.needsCode)}<fieldset${faults.has('choice') && html` aria-describedby="choice-fault"`}><legend>${words.choice}</legend>
${possible.map(({ number, title, summary }) => option(number ?? BLANK, `${number}. ${title}`, shortened(summary)))}${round.choices.includes(BLANK) && option(BLANK, words.blank, words.blankNote)}</fieldset>
${fault('choice', faults, words.needsChoice)}<p class="fault" data-fault="code" hidden>${words.needsCode}</p>
<p class="fault" data-fault="choice" hidden>${words.needsChoice}</p>
<button type="submit" name="step" value="check">${words.toCheck}</button>
</form>
<section id="check" hidden tabindex="-1" aria-labelledby="check-title">
<h2 id="check-title">${words.checkTitle}</h2>
${chosenAndReceipt(locale, '', '')}
<p><button type="button" class="second" id="copy">${words.copy}</button><button type="button" class="second" id="print">${words.print}</button></p>
<p><strong>${words.notSent}</strong></p>
<p><button type="button" id="send">${words.send}</button><button type="button" class="second" id="back">${words.back}</button></p>
</section>
<p id="status" role="status"></p>
<section id="done" hidden tabindex="-1" aria-labelledby="done-title">
<h2 id="done-title">${words.doneTitle}</h2>
<p class="note good">${words.done}</p>
<p>${words.receipt} <span class="receipt" data-shows="receipt"></span></p>
<p>${words.afterClose}</p>
</section>
</section>`;
}

const SHORT = 300;
const shortened = (summary: string): string =>
  summary.length <= SHORT ? summary : `${summary.slice(0, SHORT).replace(/\s+\S*$/, '')} …`;

function chosenAndReceipt(locale: Locale, choice: string, receipt: string): Html {
  const words = WORDS[locale];
  return html`<p>${words.chosen}<br><strong data-shows="choice">${choice}</strong></p>
<p>${words.receipt} <span class="receipt" data-shows="receipt">${receipt}</span></p>
<p class="hint">${words.receiptHint}</p>`;
}

/** The step before sending, written by the server: what was chosen, and the receipt. */
export function checkStep(
  { options }: PublicVote,
  locale: Locale,
  action: string,
  ballot: WrittenForm & { readonly receipt: string },
  again: boolean,
): Html {
  const words = WORDS[locale];
  const kept = html`<input type="hidden" name="code" value="${ballot.code}"><input type="hidden" name="choice" value="${ballot.choice}">`;
  return html`${chosenAndReceipt(locale, choiceWords(Number(ballot.choice), options, locale), printedCode(ballot.receipt))}
${!again && html`<p><strong>${words.notSent}</strong></p>`}
<form method="post" action="${action}">${kept}<input type="hidden" name="receipt" value="${ballot.receipt}">
<button type="submit" name="step" value="send">${again ? words.again : words.send}</button></form>
${
  // A vote of which nobody knows whether it is in the box is not to be changed on the way.
  !again &&
  html`<form method="post" action="${action}">${kept}<button type="submit" class="second" name="step" value="back">${words.back}</button></form>`
}`;
}

export function castNote(locale: Locale, receipt: string): Html {
  const words = WORDS[locale];
  return html`<p class="note good" role="status">${words.done}</p>
<p>${words.receipt} <span class="receipt">${printedCode(receipt)}</span></p>
<p>${words.afterClose}</p>`;
}
