/** The form by which the public proposes: what was written, what of it cannot stay, and the form again with both. */
import type { WrittenProposal } from '../../db/proposals/enter-proposal.ts';
import { EMAIL_LENGTH, isEmail } from '../../domain/contact.ts';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import { PROPOSAL_LENGTHS } from '../../domain/proposals.ts';
import { cleanText } from '../../domain/text.ts';
import { type Faults, faultAt, honeypot, marksOf, NEEDED, NO_EMAIL, tooLong, type Written } from './form.ts';
import { type Html, html } from './html.ts';
import { CONSENT_NEEDED, WORDS } from './proposal-words.ts';

const FIELDS = ['title', 'summary', 'authorName', 'authorEmail'] as const;
type Field = (typeof FIELDS)[number];
const MOST: Readonly<Record<Field, number>> = {
  title: PROPOSAL_LENGTHS.title,
  summary: PROPOSAL_LENGTHS.summary,
  authorName: PROPOSAL_LENGTHS.authorName,
  authorEmail: EMAIL_LENGTH,
};

/** A title is one line, whatever was pasted into it. */
const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Reads the form. With faults nothing may be kept. */
export function readProposal(written: Written): { readonly proposal: WrittenProposal; readonly faults: Faults } {
  const value = (name: Field): string => cleanText(written[name] ?? '');
  const proposal = {
    title: onOneLine(value('title')),
    summary: value('summary'),
    authorName: onOneLine(value('authorName')),
    authorEmail: value('authorEmail').toLowerCase(),
    authorShown: written.authorShown === 'yes',
  };
  const faults = new Map<string, LocalText>();
  const { authorShown: _, ...texts } = proposal;
  for (const { field, reason } of nationalIdFaults(texts)) faults.set(field, reason);
  if (!isEmail(proposal.authorEmail)) faults.set('authorEmail', NO_EMAIL);
  for (const name of FIELDS) {
    if (proposal[name].length > MOST[name]) faults.set(name, tooLong(MOST[name]));
    if (proposal[name] === '') faults.set(name, NEEDED);
  }
  if (written.consent !== 'yes') faults.set('consent', CONSENT_NEEDED);
  return { proposal, faults };
}

/** The form, with what was written and what is wrong with it. */
export function proposalForm(locale: Locale, action: string, written: Written, faults: Faults): Html {
  const words = WORDS[locale];
  const label = (name: Field): Html =>
    html`<label for="${name}">${words.fields[name]} <span class="hint">(${words.required})</span></label>`;
  const hint = (name: keyof typeof words.hints): Html =>
    html`<p class="hint" id="${name}-hint">${words.hints[name]}</p>`;
  const ticked = (name: string) => written[name] === 'yes' && html` checked`;
  return html`${faults.size > 0 && html`<p class="note bad" role="alert">${words.faults(faults.size)}</p>`}
<form method="post" action="${action}" novalidate>
${label('title')}${hint('title')}
<input id="title" name="title" value="${written.title ?? ''}" maxlength="${MOST.title}" required${marksOf(faults, 'title', true)}>
${faultAt(faults, 'title', locale)}
${label('summary')}${hint('summary')}
<textarea id="summary" name="summary" rows="8" maxlength="${MOST.summary}" required${marksOf(faults, 'summary', true)}>
${written.summary ?? ''}</textarea>
${faultAt(faults, 'summary', locale)}
${label('authorName')}
<input id="authorName" name="authorName" value="${written.authorName ?? ''}" maxlength="${MOST.authorName}" autocomplete="name" required${marksOf(faults, 'authorName', false)}>
${faultAt(faults, 'authorName', locale)}
${label('authorEmail')}${hint('authorEmail')}
<input id="authorEmail" name="authorEmail" type="email" value="${written.authorEmail ?? ''}" maxlength="${MOST.authorEmail}" autocomplete="email" required${marksOf(faults, 'authorEmail', true)}>
${faultAt(faults, 'authorEmail', locale)}
${honeypot(locale)}
<label class="choice"><input type="checkbox" name="authorShown" value="yes"${ticked('authorShown')}> ${words.shown}</label>
<label class="choice"><input type="checkbox" name="consent" value="yes"${ticked('consent')}${marksOf(faults, 'consent', false)}> ${words.consent}</label>
${faultAt(faults, 'consent', locale)}
<button type="submit">${words.send}</button>
</form>`;
}
