/** The form by which the public enrols: what was written, what of it cannot stay, and the form again with both. */
import { isEmail, isPhone } from '../../domain/contact.ts';
import { readDay } from '../../domain/import-row.ts';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { FIELD_LENGTH, type ParticipantField, type PersonFields, personFaults } from '../../domain/participants.ts';
import type { Plan } from '../../domain/plan.ts';
import { cleanText } from '../../domain/text.ts';
import { FIELD_TITLES, WORDS } from './enrolment-words.ts';
import { type Faults, faultAt, honeypot, marksOf, NEEDED, NO_EMAIL, tooLong, type Written } from './form.ts';
import { type Html, html } from './html.ts';

const NAME_LENGTH = 100;
const own = (key: string): string => `field-${key}`;

const CONSENT_NEEDED: LocalText = {
  ro: 'Fără acest acord nu vă putem înscrie: bifați-l dacă sunteți de acord.',
  en: 'Without this consent we cannot enrol you: tick it if you agree.',
};
const NO_DAY: LocalText = {
  ro: 'Nu este o zi care există. Scrieți ca 31.12.1990.',
  en: 'Is no day that exists. Write like 31.12.1990.',
};
const NO_PHONE: LocalText = { ro: 'Scrieți un număr ca 0740 123 456.', en: 'Write a number like 0740 123 456.' };
/** Reads the form. With faults nothing may be kept; the fields are then what could be read. */
export function readEnrolment(
  written: Written,
  plan: Plan,
  days: { readonly today: string; readonly projectStart: string },
): { readonly fields: PersonFields; readonly faults: Faults } {
  const value = (name: string): string => cleanText(written[name] ?? '');
  const faults = new Map<string, LocalText>();
  const birthText = value('birthDate');
  const birthDate = readDay(birthText);
  const fields: PersonFields = {
    familyName: value('familyName'),
    givenName: value('givenName'),
    birthDate,
    email: value('email').toLowerCase() || null,
    phone: value('phone') || null,
    category: null,
    organisationId: null,
    fields: Object.fromEntries(
      plan.participants.fields.map(({ key }) => [key, value(own(key))] as const).filter(([, text]) => text !== ''),
    ),
    consentedOn: days.today,
    startedOn: days.today > days.projectStart ? days.today : days.projectStart,
  };
  for (const { field, reason } of personFaults(fields, plan, days))
    faults.set(field.startsWith('fields.') ? own(field.slice('fields.'.length)) : field, reason);
  if (birthText !== '' && birthDate === null) faults.set('birthDate', NO_DAY);
  if (fields.email !== null && !isEmail(fields.email)) faults.set('email', NO_EMAIL);
  if (fields.phone !== null && !isPhone(fields.phone)) faults.set('phone', NO_PHONE);
  const lengths = { familyName: NAME_LENGTH, givenName: NAME_LENGTH };
  for (const [name, most] of Object.entries(lengths)) if (value(name).length > most) faults.set(name, tooLong(most));
  for (const { key } of plan.participants.fields)
    if (value(own(key)).length > FIELD_LENGTH) faults.set(own(key), tooLong(FIELD_LENGTH));
  for (const name of ['familyName', 'givenName', 'birthDate', 'email'])
    if (value(name) === '') faults.set(name, NEEDED);
  for (const { key, required } of plan.participants.fields)
    if (required && value(own(key)) === '') faults.set(own(key), NEEDED);
  if (written.consent !== 'yes') faults.set('consent', CONSENT_NEEDED);
  return { fields, faults };
}

/** The form, with what was written and what is wrong with it. */
export function enrolmentForm(
  plan: Plan,
  locale: Locale,
  action: string,
  written: Written,
  faults: Faults,
  waits: boolean,
): Html {
  const words = WORDS[locale];
  const fault = (name: string) => faultAt(faults, name, locale);
  const marks = (name: string, hint: boolean) => marksOf(faults, name, hint);
  const label = (name: string, title: string, needed: boolean): Html =>
    html`<label for="${name}">${title} <span class="hint">(${needed ? words.required : words.optional})</span></label>`;
  const text = (name: string, needed: boolean, more: { type?: string; auto?: string; hint?: string } = {}): Html =>
    html`${label(name, FIELD_TITLES[name]?.[locale] ?? name, needed)}
${more.hint ? html`<p class="hint" id="${name}-hint">${more.hint}</p>` : null}
<input id="${name}" name="${name}" type="${more.type ?? 'text'}" value="${written[name] ?? ''}" maxlength="254"${more.auto ? html` autocomplete="${more.auto}"` : null}${needed && html` required`}${marks(name, more.hint !== undefined)}>
${fault(name)}`;
  const ownField = (field: ParticipantField): Html => {
    const name = own(field.key);
    const title = label(name, field.title[locale], field.required);
    const chosen = written[name] ?? '';
    if (field.choices.length === 0)
      return html`${title}
<input id="${name}" name="${name}" value="${chosen}" maxlength="${FIELD_LENGTH}"${field.required && html` required`}${marks(name, false)}>
${fault(name)}`;
    return html`${title}
<select id="${name}" name="${name}"${field.required && html` required`}${marks(name, false)}>
<option value="">${words.choose}</option>
${field.choices.map(
  (choice) =>
    html`<option value="${choice.key}"${choice.key === chosen && html` selected`}>${choice.title[locale]}</option>\n`,
)}</select>
${fault(name)}`;
  };
  return html`<h2 id="form">${words.enrol}</h2>
${faults.size > 0 && html`<p class="note bad" role="alert">${words.faults(faults.size)}</p>`}
<p>${words.privacy}</p>
<form method="post" action="${action}" novalidate aria-labelledby="form">
${text('familyName', true, { auto: 'family-name' })}
${text('givenName', true, { auto: 'given-name' })}
${text('birthDate', true, { auto: 'bday', hint: words.birthHint })}
${text('email', true, { type: 'email', auto: 'email', hint: words.emailHint })}
${text('phone', false, { type: 'tel', auto: 'tel' })}
${plan.participants.fields.map(ownField)}
${honeypot(locale)}
<label class="choice"><input type="checkbox" name="consent" value="yes"${written.consent === 'yes' && html` checked`}${marks('consent', false)}> ${plan.participants.consent[locale]}</label>
${fault('consent')}
<button type="submit">${waits ? words.join : words.send}</button>
</form>`;
}
