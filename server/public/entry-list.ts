/** The latest entries of the match's or the fund's ledger: what came and went, when, and what proves it. */
import type { PublicEntry } from '../../db/reads/public-money.ts';
import { shownDocument } from '../../domain/entry-document.ts';
import { ENTRY_KIND_WORDS } from '../../domain/ledger.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { formatLei } from '../../domain/money.ts';
import { type Html, html } from './html.ts';
import { WORDS } from './money-words.ts';

export const ENTRIES_SHOWN = 30;

function whatOf({ kind, other, amount, about }: PublicEntry, locale: Locale): string {
  const words = WORDS[locale];
  const what = ENTRY_KIND_WORDS[kind][locale];
  const moved = other === null ? what : `${what} ${amount > 0 ? words.entryFrom[other] : words.entryTo[other]}`;
  return about === null ? moved : `${moved} (${words.corrects(about)})`;
}

/**
 * @param entries one more than `ENTRIES_SHOWN` where there are more
 * @param data where all of them are
 */
export function entryList(entries: readonly PublicEntry[], data: string, locale: Locale): Html {
  const words = WORDS[locale];
  if (entries.length === 0) return html`<p>${words.noEntries}</p>`;
  return html`<ul class="list">
${entries.slice(0, ENTRIES_SHOWN).map(
  (entry) => html`<li><strong>${formatLei(entry.amount, locale)}</strong> · ${whatOf(entry, locale)}
${entry.note !== '' && html`<p>${entry.note}</p>`}<p class="hint">${words.number(entry.number)} · ${formatDay(entry.bookedOn, locale)} · ${shownDocument(entry.document, locale)}</p></li>
`,
)}</ul>
${entries.length > ENTRIES_SHOWN && html`<p><a href="${data}">${words.moreEntries}</a></p>`}`;
}
