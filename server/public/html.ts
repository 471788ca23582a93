/** HTML written by the server: what is put into it stays text, unless it is HTML of the same making. */

/** HTML that was made by `html` and nothing else. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** What may stand in a piece of HTML: nothing for null and false. */
export type Content = Html | string | number | null | false | readonly Content[];

function written(content: Content): string {
  if (content === null || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(written).join('');
}

/** A piece of HTML; attributes are written with quotes around what is put in: `<a href="${address}">`. */
export function html(fixed: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(fixed.reduce((text, part, index) => text + written(contents[index - 1] ?? null) + part));
}
