/**
 * The few forms that a template may use, once for HTML and once for plain text.
 * A template's words stand in one file; what differs between the two parts of a mail stands here.
 */
import type { HelperDelegate, HelperOptions } from 'handlebars';
import Handlebars from 'handlebars';
import type { Locale } from '../domain/lifecycle.ts';
import { formatNumber, type PluralForms, pluralForm } from '../domain/locale.ts';

type Forms = Record<'p' | 'strong' | 'quote' | 'list' | 'button' | 'facts' | 'fact', HelperDelegate>;

const escaped = Handlebars.escapeExpression;
const safe = (html: string) => new Handlebars.SafeString(html);
/** A paragraph's source may stand on several lines; what is shown is one. */
const flowing = (text: string): string => text.trim().replaceAll(/ *\n */g, ' ');

const html: Forms = {
  p(this: unknown, options: HelperOptions) {
    return safe(`<p>${flowing(options.fn(this))}</p>\n`);
  },
  // Isolated, so that a name in another script does not turn the sentence around it.
  strong: (text: string) => safe(`<strong><bdi>${escaped(text)}</bdi></strong>`),
  quote: (text: string) => safe(`<blockquote dir="auto">${escaped(text).replaceAll('\n', '<br>\n')}</blockquote>\n`),
  list: (items: readonly unknown[], options: HelperOptions) =>
    safe(`<ul>\n${items.map((item) => `<li>${flowing(options.fn(item))}</li>\n`).join('')}</ul>\n`),
  button: (label: string, url: string) =>
    safe(`<p class="action"><a href="${escaped(url)}">${escaped(label)}</a></p>\n`),
  facts(this: unknown, options: HelperOptions) {
    return safe(`<dl>\n${options.fn(this)}</dl>\n`);
  },
  fact: (name: string, value: string) => safe(`<dt>${escaped(name)}</dt>\n<dd>${escaped(value)}</dd>\n`),
};

// A form stands on a line of its own in a template; the end of that line makes the empty line after it.
const text: Forms = {
  p(this: unknown, options: HelperOptions) {
    return `${flowing(options.fn(this))}\n`;
  },
  strong: (words: string) => words,
  // Marked on each line, so that what a person wrote cannot pass for the mail's own words.
  quote: (words: string) => `${words.replaceAll(/^/gm, '> ')}\n`,
  list: (items: readonly unknown[], options: HelperOptions) =>
    items.map((item) => `- ${flowing(options.fn(item))}\n`).join(''),
  button: (label: string, url: string) => `${label}:\n${url}\n`,
  facts(this: unknown, options: HelperOptions) {
    return options.fn(this);
  },
  fact: (name: string, value: string) => `${name}: ${value}`,
};

const words = (locale: Locale): Record<'plural' | 'choose', HelperDelegate> => ({
  /** `{{plural n one="o zi" few="# zile" other="# de zile"}}` */
  plural: (count: number, { hash }: HelperOptions) =>
    pluralForm(count, locale, hash as unknown as PluralForms).replace('#', formatNumber(count, locale)),
  /** `{{choose key a="…" b="…"}}` */
  choose(key: string, { hash }: HelperOptions) {
    if (!Object.hasOwn(hash, key)) throw new Error(`no words for "${key}"`);
    return String(hash[key]);
  },
});

type Program = ReturnType<typeof Handlebars.parse>;
const programs = new Map<string, Program>();

/** Reading a template takes longer than all else at a start, and one source serves HTML and text. */
function programOf(source: string): Program {
  const known = programs.get(source);
  if (known) return known;
  const read = Handlebars.parse(source);
  programs.set(source, read);
  return read;
}

/** What a template is compiled with: HTML escapes every value, text escapes none (no `&amp;` in a text part). */
export function markup(form: 'html' | 'text', locale: Locale) {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({ ...(form === 'html' ? html : text), ...words(locale) });
  const options = { strict: true, noEscape: form === 'text' };
  return {
    /** Reads a template; one that cannot be read throws now, not when it is needed. */
    template: (source: string) => handlebars.compile(programOf(source), options),
    partial: (name: string, source: string) =>
      handlebars.registerPartial(name, handlebars.compile(programOf(source), options)),
  };
}
