/** Published documents as the public pages list them. */
import type { PublicDocument } from '../../db/reads/public-documents.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay, formatNumber } from '../../domain/locale.ts';
import { endingOf } from '../files/name.ts';
import { type Html, html } from './html.ts';

const WORDS = {
  ro: { dated: 'datat', published: 'publicat', page: 'pagină web' },
  en: { dated: 'dated', published: 'published', page: 'web page' },
} as const;

const KB = 1000;

/** `PDF, 340 kB`. */
function sizeInWords({ file, name }: PublicDocument, locale: Locale): string {
  if (!file) return WORDS[locale].page;
  const kilobytes = Math.max(1, Math.round(file.size / KB));
  const size = kilobytes < KB ? `${kilobytes} kB` : `${formatNumber(Math.round(kilobytes / 100) / 10, locale)} MB`;
  return [endingOf(name).toUpperCase(), size].filter((part) => part !== '').join(', ');
}

/** @param about what else is said of each: where it belongs, on a page that shows documents of several places */
export function documentList(
  documents: readonly PublicDocument[],
  slug: string,
  locale: Locale,
  about: (document: PublicDocument) => readonly string[] = () => [],
): Html {
  const words = WORDS[locale];
  return html`<ul class="list">
${documents.map((document) => {
  const { id, name, description, datedOn, link, publishedAt } = document;
  const facts = [
    sizeInWords(document, locale),
    ...(datedOn === null ? [] : [`${words.dated} ${formatDay(datedOn, locale)}`]),
    `${words.published} ${formatDay(publishedAt, locale)}`,
  ];
  return html`<li><p><a href="${link ?? `/p/${slug}/documents/${id}`}"${link !== null && html` rel="noopener nofollow"`}>${name}</a></p>
${description !== '' && html`<p>${description}</p>`}${about(document).map((line) => html`<p class="hint">${line}</p>`)}<p class="hint">${facts.join(' · ')}</p></li>
`;
})}</ul>`;
}
