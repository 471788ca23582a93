/**
 * Renders messages from the templates on disk: one file an event and language, from which both the text and the
 * HTML part are made. The first line of a file is its subject.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../domain/lifecycle.ts';
import { type ComposeMessage, MESSAGE_TYPES, type MessageType } from '../domain/messages.ts';
import { fromRoot } from '../root.ts';
import { markup } from './markup.ts';
import { line, type View, viewOf } from './view.ts';

const FOLDER = fromRoot('mail', 'templates');
/** Used inside the templates of the events. */
const PARTIALS = ['days', 'missing', 'next'] as const;

const SUBJECT_LENGTH = 150;

type Render = (view: View) => string;
type Layout = (parts: Record<'locale' | 'subject' | 'body' | 'greeting' | 'summary' | 'footer', string>) => string;

const read = (...name: string[]): string => readFileSync(join(FOLDER, ...name), 'utf8');

/** A template's file: `Subject: …` on the first line, an empty line, the body. */
function readMessage(locale: Locale, type: MessageType): { subject: string; body: string } {
  const source = read(locale, `${type}.hbs`);
  const match = /^Subject: (.+)\n\n/.exec(source);
  if (!match?.[1]) throw new Error(`${locale}/${type}.hbs does not begin with "Subject: " and an empty line`);
  return { subject: match[1], body: source.slice(match[0].length) };
}

/** All templates of one language in one of the two forms. */
function load(form: 'html' | 'text', locale: Locale) {
  const { template, partial } = markup(form, locale);
  for (const name of PARTIALS) partial(name, read(locale, `${name}.hbs`).trimEnd());
  const layout: Layout = template(read(`layout.${form}.hbs`));
  const part = (name: string): Render => template(read(locale, `${name}.hbs`));
  const [greeting, summary, footer] = [part('greeting'), part('summary'), part('footer')];
  const messages = new Map(
    MESSAGE_TYPES.map((type) => {
      const { subject, body } = readMessage(locale, type);
      return [type, { subject: template(subject) as Render, body: template(body) as Render }] as const;
    }),
  );
  const messageOf = (type: MessageType) => {
    const message = messages.get(type);
    if (!message) throw new Error(`no template for the message ${type}`);
    return message;
  };
  return {
    subject: (type: MessageType, view: View): string => messageOf(type).subject(view),
    whole: (type: MessageType, view: View, subject: string): string =>
      layout({
        locale,
        subject,
        greeting: greeting(view).trim(),
        body: messageOf(type).body(view).trim(),
        summary: summary(view).trim(),
        footer: footer(view).trim(),
      }),
  };
}

/**
 * Reads and compiles all templates; a missing or a broken one throws here.
 * @param publicUrl address of the installation, without a slash at the end; messages link to its pages
 */
export function createComposer({ publicUrl }: { publicUrl: string }): ComposeMessage {
  const templates = new Map(
    LOCALES.map((locale) => [locale, { text: load('text', locale), html: load('html', locale) }] as const),
  );
  return (facts, recipient) => {
    const forms = templates.get(recipient.locale);
    if (!forms) throw new Error(`no templates in the language ${recipient.locale}`);
    const view = viewOf(facts, recipient, publicUrl.replace(/\/+$/, ''));
    const subject = line(forms.text.subject(facts.type, view), SUBJECT_LENGTH);
    return {
      subject,
      text: forms.text.whole(facts.type, view, subject),
      html: forms.html.whole(facts.type, view, subject),
    };
  };
}
