/** The forms by which the public pledges and subscribes: what was written, what of it cannot stay, and the form again. */
import type { WrittenPledge, WrittenSubscription } from '../../db/money/giving-requests.ts';
import { EMAIL_LENGTH, isEmail } from '../../domain/contact.ts';
import { DONOR_KINDS, DONOR_NAME_LENGTH, type DonorKind, donorFaults } from '../../domain/donors.ts';
import { DONOR_SHOWN, type DonorShown } from '../../domain/ledger.ts';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { describeLeiFault, parseLei } from '../../domain/money.ts';
import { nationalIdFaults } from '../../domain/participants.ts';
import { cleanText } from '../../domain/text.ts';
import { type Faults, faultAt, honeypot, marksOf, NEEDED, NO_EMAIL, tooLong, type Written } from './form.ts';
import { ABOVE_ZERO, CONSENT_NEEDED, TOO_MUCH, WORDS } from './giving-words.ts';
import { type Html, html } from './html.ts';

/** Longer than any amount that is taken, grouped and with its unit. */
const AMOUNT_LENGTH = 60;
/** Bani: what nobody pledges by a page alone; the sum that everybody reads is not to be a joke's. */
const MOST_PLEDGED = 100_000_000;
/** As they are offered: nobody is shown who did not say so (R22). */
const OFFERED: readonly DonorShown[] = ['anonymous', 'initials', 'name'];

const onOneLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ');
const oneOf = <T extends string>(all: readonly T[], written: string | undefined, otherwise: T): T =>
  all.find((each) => each === written) ?? otherwise;
const emailIn = (written: Written): string => cleanText(written.email ?? '').toLowerCase();

/** Why an amount is not taken, with what it may mean (R18). */
function amountFault(text: string): LocalText | null {
  const read = parseLei(text.slice(0, AMOUNT_LENGTH));
  if (read.ok) return read.bani > MOST_PLEDGED ? TOO_MUCH : read.bani > 0 ? null : ABOVE_ZERO;
  const { fault, readings } = read;
  return { ro: describeLeiFault(fault, readings, 'ro'), en: describeLeiFault(fault, readings, 'en') };
}

/** Reads the form. With faults nothing may be kept. */
export function readPledge(written: Written): { readonly pledge: WrittenPledge; readonly faults: Faults } {
  const read = parseLei((written.amount ?? '').slice(0, AMOUNT_LENGTH));
  const pledge: WrittenPledge = {
    kind: 'pledge',
    amount: read.ok ? read.bani : 0,
    donorKind: oneOf<DonorKind>(DONOR_KINDS, written.donorKind, 'person'),
    name: onOneLine(written.name ?? ''),
    email: emailIn(written),
    shown: oneOf<DonorShown>(DONOR_SHOWN, written.shown, 'anonymous'),
  };
  const { name, email, shown, donorKind: kind } = pledge;
  const faults = new Map<string, LocalText>();
  const amount = amountFault(written.amount ?? '');
  if (amount) faults.set('amount', amount);
  for (const { field, reason } of donorFaults({ kind, name, email, locale: 'ro', shown })) faults.set(field, reason);
  if (name.length > DONOR_NAME_LENGTH) faults.set('name', tooLong(DONOR_NAME_LENGTH));
  if (!faults.has('email') && !isEmail(email)) faults.set('email', email === '' ? NEEDED : NO_EMAIL);
  if (written.consent !== 'yes') faults.set('consent', CONSENT_NEEDED);
  return { pledge, faults };
}

export function readSubscription(written: Written): {
  readonly subscription: WrittenSubscription;
  readonly faults: Faults;
} {
  const email = emailIn(written);
  const faults = new Map<string, LocalText>();
  for (const { field, reason } of nationalIdFaults({ email })) faults.set(field, reason);
  if (!faults.has('email') && !isEmail(email)) faults.set('email', email === '' ? NEEDED : NO_EMAIL);
  return { subscription: { kind: 'subscription', email }, faults };
}

const faultCount = (faults: Faults, locale: Locale) =>
  faults.size > 0 && html`<p class="note bad" role="alert">${WORDS[locale].faults(faults.size)}</p>`;

function emailField(locale: Locale, written: Written, faults: Faults, about: string): Html {
  const words = WORDS[locale];
  return html`<label for="email">${words.email} <span class="hint">(${words.required})</span></label><p class="hint" id="email-hint">${about}</p>
<input id="email" name="email" type="email" value="${written.email ?? ''}" maxlength="${EMAIL_LENGTH}" autocomplete="email" required${marksOf(faults, 'email', true)}>
${faultAt(faults, 'email', locale)}`;
}

/** The form, with what was written and what is wrong with it. */
export function pledgeForm(locale: Locale, action: string, written: Written, faults: Faults): Html {
  const words = WORDS[locale];
  const choice = <T extends string>(name: string, value: T, chosen: T, label: string): Html =>
    html`<label class="choice"><input type="radio" name="${name}" value="${value}"${value === chosen && html` checked`}> ${label}</label>
`;
  const shown = oneOf<DonorShown>(DONOR_SHOWN, written.shown, 'anonymous');
  const kind = oneOf<DonorKind>(DONOR_KINDS, written.donorKind, 'person');
  return html`${faultCount(faults, locale)}
<form method="post" action="${action}" novalidate>
<label for="amount">${words.amount} <span class="hint">(${words.required})</span></label><p class="hint" id="amount-hint">${words.amountHint}</p>
<input id="amount" name="amount" inputmode="decimal" value="${written.amount ?? ''}" maxlength="${AMOUNT_LENGTH}" autocomplete="off" required${marksOf(faults, 'amount', true)}>
${faultAt(faults, 'amount', locale)}
<fieldset><legend>${words.donorKind}</legend>
${DONOR_KINDS.map((each) => choice('donorKind', each, kind, words[each]))}</fieldset>
<label for="name">${words.name} <span class="hint">(${words.optional})</span></label><p class="hint" id="name-hint">${words.nameHint}</p>
<input id="name" name="name" value="${written.name ?? ''}" maxlength="${DONOR_NAME_LENGTH}" autocomplete="name"${marksOf(faults, 'name', true)}>
${faultAt(faults, 'name', locale)}
${emailField(locale, written, faults, words.emailHint)}
<fieldset><legend>${words.shown}</legend>
${OFFERED.map((each) => choice('shown', each, shown, words.shownWords[each]))}</fieldset>
${honeypot(locale)}
<label class="choice"><input type="checkbox" name="consent" value="yes"${written.consent === 'yes' && html` checked`}${marksOf(faults, 'consent', false)}> ${words.consent}</label>
${faultAt(faults, 'consent', locale)}
<button type="submit">${words.send}</button>
</form>`;
}

export function subscriptionForm(locale: Locale, action: string, written: Written, faults: Faults): Html {
  const words = WORDS[locale];
  return html`${faultCount(faults, locale)}
<form method="post" action="${action}" novalidate>
${emailField(locale, written, faults, words.subscribeEmailHint)}
${honeypot(locale)}
<button type="submit">${words.send}</button>
</form>`;
}
