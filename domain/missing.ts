/** What the gate still misses, in words for somebody who never saw a line of code (R6). */
import type { Missing } from './gate.ts';
import type { Locale } from './lifecycle.ts';
import { formatNumber, plural, quoted } from './locale.ts';
import { VOTE_STATE_WORDS } from './votes.ts';

/** One whole sentence: what is missing, how much is there, how much the plan asks for. */
export function describeMissing(missing: Missing, locale: Locale): string {
  const title = quoted(missing.title[locale], locale);
  switch (missing.code) {
    case 'predecessor':
      return locale === 'ro'
        ? `Mai întâi trebuie încheiat jalonul ${missing.key} ${title}.`
        : `Milestone ${missing.key} ${title} has to be completed first.`;
    case 'evidence':
      return describeEvidence(title, missing.need, missing.have, locale);
    case 'quantity':
      return describeQuantity(title, missing.need, missing.have, locale) + incomplete(missing.incomplete, locale);
    case 'category':
      return describeCategory(title, missing.need, missing.have, locale) + incomplete(missing.incomplete, locale);
    case 'vote-under-way': {
      const state = VOTE_STATE_WORDS[missing.state][locale];
      return locale === 'ro'
        ? `Votul este ${state}: întâi trebuie să aibă rezultat sau să fie anulat.`
        : `The vote is ${state}: first it has to have its result, or to be cancelled.`;
    }
    case 'run-unattended':
      return locale === 'ro'
        ? `${quoted(missing.run.name, locale)}: nu a fost prezent nimeni, așa că nu se numără.`
        : `${quoted(missing.run.name, locale)}: nobody was present, so it does not count.`;
    case 'run-notice': {
      const name = quoted(missing.run.name, locale);
      return locale === 'ro'
        ? `${name}: anunțul nu a fost publicat cu cel puțin ${plural(missing.days, locale, { one: 'zi', few: 'zile', other: 'de zile' })} înainte (R11), așa că nici consultarea, nici cei prezenți nu se numără.`
        : `${name}: its notice was not published at least ${plural(missing.days, locale, { one: 'day', other: 'days' })} ahead (R11), so that neither the consultation nor those present count.`;
    }
    case 'run-attendance':
    case 'run-certificates':
      return describeRun(missing, locale);
    case 'run-evidence':
      return `${quoted(missing.run.name, locale)}: ${describeEvidence(title, missing.need, missing.have, locale)}`;
    case 'organisation-evidence':
      return `${missing.organisation.name}: ${describeEvidence(title, missing.need, missing.have, locale)}${early(missing.early, locale)}`;
  }
}

/** R5: what is older than the message confirms nothing. */
function early(count: number | undefined, locale: Locale): string {
  if (!count) return '';
  return locale === 'ro'
    ? ` ${plural(count, locale, { one: 'document are data dinaintea mesajului și nu se numără', few: 'documente au data dinaintea mesajului și nu se numără', other: 'de documente au data dinaintea mesajului și nu se numără' })}.`
    : ` ${plural(count, locale, { one: 'document is dated before the message and does not count', other: 'documents are dated before the message and do not count' })}.`;
}

/** R3: who would count with a complete record. */
function incomplete(count: number | undefined, locale: Locale): string {
  if (!count) return '';
  return locale === 'ro'
    ? ` ${plural(count, locale, { one: 'fișă incompletă nu se numără', few: 'fișe incomplete nu se numără', other: 'de fișe incomplete nu se numără' })}.`
    : ` ${plural(count, locale, { one: 'incomplete record does not count', other: 'incomplete records do not count' })}.`;
}

function describeRun(
  { code, run, need, have }: Extract<Missing, { code: 'run-attendance' | 'run-certificates' }>,
  locale: Locale,
): string {
  const name = quoted(run.name, locale);
  const of = `${formatNumber(have, locale)}/${formatNumber(need, locale)}`;
  if (code === 'run-attendance')
    return locale === 'ro'
      ? `${name}: prezența nu este încheiată la toate sesiunile (${of}).`
      : `${name}: attendance is not complete for every session (${of}).`;
  return locale === 'ro'
    ? `${name}: nu toți cei care au dreptul au certificat (${of}).`
    : `${name}: not everybody who earned a certificate has one (${of}).`;
}

function describeEvidence(title: string, need: number, have: number, locale: Locale): string {
  if (need === 1) return locale === 'ro' ? `Lipsește dovada ${title}.` : `The evidence ${title} is missing.`;
  const [needed, found, left] = [need, have, need - have].map((count) => formatNumber(count, locale));
  return locale === 'ro'
    ? `Dovada ${title}: planul cere ${needed}, există ${found}, mai ${need - have === 1 ? 'lipsește' : 'lipsesc'} ${left}.`
    : `Evidence ${title}: the plan asks for ${needed}, there ${have === 1 ? 'is' : 'are'} ${found}, ${left} more needed.`;
}

function describeQuantity(title: string, need: number, have: number, locale: Locale): string {
  const [needed, found, left] = [need, have, need - have].map((count) => formatNumber(count, locale));
  return locale === 'ro'
    ? `Indicatorul ${title}: planul cere cel puțin ${needed}, s-au înregistrat ${found}, ` +
        `mai ${need - have === 1 ? 'lipsește' : 'lipsesc'} ${left}.`
    : `Indicator ${title}: the plan asks for at least ${needed}, ${found} recorded, ${left} more needed.`;
}

function describeCategory(title: string, need: number, have: number, locale: Locale): string {
  const [found, left] = [have, need - have].map((count) => formatNumber(count, locale));
  const needed = people(need, locale);
  if (locale === 'en')
    return `Category ${title}: the plan asks for at least ${needed}, ${found} ${have === 1 ? 'was' : 'were'} present at a course or visit, ${left} more needed.`;
  return (
    `Categoria ${title}: planul cere cel puțin ${needed}, la curs sau vizită ${have === 1 ? 'a fost prezentă' : 'au fost prezente'} ${found}, ` +
    `mai ${need - have === 1 ? 'lipsește' : 'lipsesc'} ${left}.`
  );
}

function people(count: number, locale: Locale): string {
  return locale === 'ro'
    ? plural(count, locale, { one: 'persoană', few: 'persoane', other: 'de persoane' })
    : plural(count, locale, { one: 'person', other: 'persons' });
}
