/** The little of Markdown that our own texts use, as HTML: headings, paragraphs, lists, `code` and **strong**. */
import { type Html, html } from './html.ts';

const inline = (text: string): Html =>
  html`${text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) =>
      part.startsWith('`')
        ? html`<code>${part.slice(1, -1)}</code>`
        : part.startsWith('**')
          ? html`<strong>${part.slice(2, -2)}</strong>`
          : part,
    )}`;

const ITEM = /^(?:- |\d+\. )/;

/** Items of a list; a line that is indented goes on with the item above it. */
const itemsOf = (block: string): string[] =>
  block.split(/\n(?=- |\d+\. )/).map((item) => item.replace(ITEM, '').replace(/\n\s*/g, ' '));

function blockOf(block: string): Html {
  const heading = /^(#{2,3}) (.+)$/.exec(block);
  if (heading)
    return heading[1] === '##'
      ? html`<h2>${inline(heading[2] ?? '')}</h2>\n`
      : html`<h3>${inline(heading[2] ?? '')}</h3>\n`;
  if (!ITEM.test(block)) return html`<p>${inline(block.replaceAll('\n', ' '))}</p>\n`;
  const items = itemsOf(block).map((item) => html`<li>${inline(item)}</li>\n`);
  return block.startsWith('- ') ? html`<ul>\n${items}</ul>\n` : html`<ol>\n${items}</ol>\n`;
}

/** @returns the first heading apart: it is the page's title */
export function plainMarkdown(text: string): { readonly title: string; readonly body: Html } {
  const [first = '', ...blocks] = text.trim().split(/\n{2,}/);
  return { title: first.replace(/^# /, ''), body: html`${blocks.map(blockOf)}` };
}
