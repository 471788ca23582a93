/**
 * The message with a sign-in link. It belongs to no project and no event, and the link in it is a secret:
 * so it does not lie in the outbox, is sent at once, and is asked for again if it does not arrive.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LOCALES, type Locale } from '../domain/lifecycle.ts';
import { formatInstant } from '../domain/locale.ts';
import { fromRoot } from '../root.ts';
import { markup } from './markup.ts';
import type { MailTransport } from './transport.ts';
import { line } from './view.ts';

const NAME_LENGTH = 120;
const read = (...name: string[]): string => readFileSync(fromRoot('mail', 'templates', ...name), 'utf8');

function load(locale: Locale) {
  const [first = '', ...rest] = read(locale, 'sign-in-link.hbs').split('\n');
  const subject = first.replace(/^Subject: /, '');
  const form = (name: 'html' | 'text') => {
    const { template } = markup(name, locale);
    return {
      greeting: template(read(locale, 'greeting.hbs')),
      body: template(rest.join('\n')),
      layout: template(read(`layout.${name}.hbs`)),
    };
  };
  return { subject, html: form('html'), text: form('text') };
}

export type SendSignInLink = (
  to: { readonly email: string; readonly name: string; readonly locale: Locale },
  link: { readonly url: string; readonly expiresAt: Date },
) => Promise<void>;

/**
 * @param mailDomain the part of a Message-ID after the "@"
 * @returns sends one link; rejects when the mail server did not take the message
 */
export function createSignInMail(transport: Pick<MailTransport, 'send'>, mailDomain: string): SendSignInLink {
  const templates = new Map(LOCALES.map((locale) => [locale, load(locale)] as const));
  return async (to, link) => {
    const forms = templates.get(to.locale);
    if (!forms) throw new Error(`no templates in the language ${to.locale}`);
    const { subject } = forms;
    const view = {
      recipient: line(to.name, NAME_LENGTH),
      link: link.url,
      expires: formatInstant(link.expiresAt, to.locale),
    };
    const whole = ({ greeting, body, layout }: typeof forms.html): string =>
      layout({
        locale: to.locale,
        subject,
        greeting: greeting(view).trim(),
        body: body(view).trim(),
        summary: '',
        footer: 'Jalon',
      });
    const outcome = await transport.send({
      messageId: `<${randomUUID()}@${mailDomain}>`,
      to: { name: to.name, address: to.email },
      locale: to.locale,
      subject,
      text: whole(forms.text),
      html: whole(forms.html),
      calendar: null,
      replyTo: null,
      date: new Date(),
    });
    if (outcome.kind !== 'accepted') throw new Error(`the sign-in message was ${outcome.kind}`);
  };
}
