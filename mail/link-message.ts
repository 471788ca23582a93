/**
 * Messages with a link that is a secret: to sign in, to confirm an enrolment, a proposal, a pledge or a subscription. They belong to no event of a project; so
 * they do not lie in the outbox, are sent at once, and are asked for again if they do not arrive.
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
const TITLE_LENGTH = 300;
const LINE_LENGTH = 4000;
const read = (...name: string[]): string => readFileSync(fromRoot('mail', 'templates', ...name), 'utf8');

type Template = 'sign-in-link' | 'enrolment-link' | 'proposal-link' | 'pledge-link' | 'subscription-link';

function load(template: Template, locale: Locale) {
  const [first = '', ...rest] = read(locale, `${template}.hbs`).split('\n');
  const form = (name: 'html' | 'text') => {
    const markedUp = markup(name, locale);
    return {
      subject: markedUp.template(first.replace(/^Subject: /, '')),
      greeting: markedUp.template(read(locale, 'greeting.hbs')),
      body: markedUp.template(rest.join('\n')),
      layout: markedUp.template(read(`layout.${name}.hbs`)),
    };
  };
  return { html: form('html'), text: form('text') };
}

interface Addressee {
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
}

interface Link {
  readonly url: string;
  readonly expiresAt: Date;
}

function createLinkMail(template: Template, transport: Pick<MailTransport, 'send'>, mailDomain: string) {
  const templates = new Map(LOCALES.map((locale) => [locale, load(template, locale)] as const));
  return async (
    to: Addressee,
    link: Link,
    about: { readonly title: string; readonly footer: string },
  ): Promise<void> => {
    const forms = templates.get(to.locale);
    if (!forms) throw new Error(`no templates in the language ${to.locale}`);
    const view = {
      recipient: line(to.name, NAME_LENGTH),
      link: link.url,
      expires: formatInstant(link.expiresAt, to.locale),
      title: line(about.title, TITLE_LENGTH),
    };
    const subject = line(forms.text.subject(view), TITLE_LENGTH);
    const whole = ({ greeting, body, layout }: typeof forms.html, footer: string): string =>
      layout({
        locale: to.locale,
        subject,
        greeting: greeting(view).trim(),
        body: body(view).trim(),
        summary: '',
        footer,
      });
    const footer = line(about.footer, LINE_LENGTH);
    const outcome = await transport.send({
      messageId: `<${randomUUID()}@${mailDomain}>`,
      to: { name: to.name, address: to.email },
      locale: to.locale,
      subject,
      text: whole(forms.text, footer),
      html: whole(forms.html, `<p>${footer.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`),
      calendar: null,
      replyTo: null,
      unsubscribe: null,
      attachment: null,
      date: new Date(),
    });
    if (outcome.kind !== 'accepted') throw new Error(`a message with a link was ${outcome.kind}`);
  };
}

export type SendSignInLink = (to: Addressee, link: Link) => Promise<void>;

/**
 * @param mailDomain the part of a Message-ID after the "@"
 * @returns sends one link; rejects when the mail server did not take the message
 */
export function createSignInMail(transport: Pick<MailTransport, 'send'>, mailDomain: string): SendSignInLink {
  const send = createLinkMail('sign-in-link', transport, mailDomain);
  return (to, link) => send(to, link, { title: '', footer: 'Jalon' });
}

/**
 * `run` is the course or visit, `publicity` the funder's line (R26). Nobody is named: whoever filled in the form wrote the
 * name, and perhaps somebody else's address.
 */
export type SendEnrolmentLink = (
  to: Omit<Addressee, 'name'>,
  link: Link,
  about: { readonly run: string; readonly publicity: string },
) => Promise<void>;

/** The same for the link that confirms an enrolment. */
export function createEnrolmentMail(transport: Pick<MailTransport, 'send'>, mailDomain: string): SendEnrolmentLink {
  const send = createLinkMail('enrolment-link', transport, mailDomain);
  return (to, link, { run, publicity }) => send({ ...to, name: '' }, link, { title: run, footer: publicity });
}

/** `project` is its title. Of what was written in the form nothing is said before it is confirmed. */
export type SendProposalLink = (
  to: Omit<Addressee, 'name'>,
  link: Link,
  about: { readonly project: string; readonly publicity: string },
) => Promise<void>;

/** The same for the link that confirms a proposal. */
export function createProposalMail(transport: Pick<MailTransport, 'send'>, mailDomain: string): SendProposalLink {
  const send = createLinkMail('proposal-link', transport, mailDomain);
  return (to, link, { project, publicity }) => send({ ...to, name: '' }, link, { title: project, footer: publicity });
}

/** `campaign` is its title. Nothing of what was written is said before it is confirmed. */
export type SendGivingLink = (
  to: Omit<Addressee, 'name'>,
  link: Link,
  about: { readonly kind: 'pledge' | 'subscription'; readonly campaign: string; readonly publicity: string },
) => Promise<void>;

/** The same for the links that confirm a pledge or a subscription. */
export function createGivingMail(transport: Pick<MailTransport, 'send'>, mailDomain: string): SendGivingLink {
  const send = {
    pledge: createLinkMail('pledge-link', transport, mailDomain),
    subscription: createLinkMail('subscription-link', transport, mailDomain),
  };
  return (to, link, { kind, campaign, publicity }) =>
    send[kind]({ ...to, name: '' }, link, { title: campaign, footer: publicity });
}
