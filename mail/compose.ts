/**
 * Renders messages from the templates on disk: one file an event and language, from which both the text and the
 * HTML part are made. The first line of a file is its subject.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GIVER_MESSAGE_TYPES, type GiverFacts } from '../domain/giver-messages.ts';
import { LOCALES, type Locale } from '../domain/lifecycle.ts';
import {
  type ComposedMessage,
  type ComposeMessage,
  type Correspondent,
  type CorrespondentFacts,
  MESSAGE_TYPES,
  type MessageFacts,
  PARTICIPANT_MESSAGE_TYPES,
  type ParticipantFacts,
  PROPOSAL_MESSAGE_TYPES,
  type ProposalFacts,
  type TeamRecipient,
  VOTER_MESSAGE_TYPES,
  type VoterFacts,
} from '../domain/messages.ts';
import { fromRoot } from '../root.ts';
import { calendarOf } from './calendar.ts';
import { giverView } from './giver-view.ts';
import { markup } from './markup.ts';
import { matchView } from './match-view.ts';
import { outreachView, participantView } from './participant-view.ts';
import { proposalView } from './proposal-view.ts';
import { parseSender } from './transport.ts';
import { line, viewOf } from './view.ts';
import { voterView } from './voter-view.ts';

const FOLDER = fromRoot('mail', 'templates');
/** Used inside the templates of the events. */
const PARTIALS = ['days', 'missing', 'next'] as const;

const SUBJECT_LENGTH = 150;

type Render = (view: object) => string;
type Layout = (parts: Record<'locale' | 'subject' | 'body' | 'greeting' | 'summary' | 'footer', string>) => string;
/** Who is written to: each audience has a greeting, a summary and a footer of its own. */
type Audience = 'member' | 'participant' | 'organisation' | 'proposer' | 'voter' | 'giver';

const TYPES = [
  ...MESSAGE_TYPES,
  ...PARTICIPANT_MESSAGE_TYPES,
  ...PROPOSAL_MESSAGE_TYPES,
  ...VOTER_MESSAGE_TYPES,
  ...GIVER_MESSAGE_TYPES,
  'outreach.sent',
] as const;
type AnyType = (typeof TYPES)[number];

const read = (...name: string[]): string => readFileSync(join(FOLDER, ...name), 'utf8');

/** A template's file: `Subject: …` on the first line, an empty line, the body. */
function readMessage(locale: Locale, type: AnyType): { subject: string; body: string } {
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
  const greeting = part('greeting');
  const around: Record<Audience, { greeting: Render; summary: Render; footer: Render }> = {
    member: { greeting, summary: part('summary'), footer: part('footer') },
    participant: { greeting, summary: part('summary.participant'), footer: part('footer.participant') },
    organisation: { greeting, summary: part('summary.organisation'), footer: part('footer.organisation') },
    proposer: { greeting, summary: part('summary.proposer'), footer: part('footer.proposer') },
    voter: { greeting, summary: part('summary.voter'), footer: part('footer.voter') },
    giver: { greeting, summary: part('summary.giver'), footer: part('footer.giver') },
  };
  const messages = new Map(
    TYPES.map((type) => {
      const { subject, body } = readMessage(locale, type);
      return [type, { subject: template(subject) as Render, body: template(body) as Render }] as const;
    }),
  );
  const messageOf = (type: AnyType) => {
    const message = messages.get(type);
    if (!message) throw new Error(`no template for the message ${type}`);
    return message;
  };
  return {
    subject: (type: AnyType, view: object): string => messageOf(type).subject(view),
    whole: (type: AnyType, audience: Audience, view: object, subject: string): string =>
      layout({
        locale,
        subject,
        greeting: around[audience].greeting(view).trim(),
        body: messageOf(type).body(view).trim(),
        summary: around[audience].summary(view).trim(),
        footer: around[audience].footer(view).trim(),
      }),
  };
}

/**
 * Reads and compiles all templates; a missing or a broken one throws here.
 * @param options.publicUrl address of the installation, without a slash at the end; messages link to its pages
 * @param options.sender who messages come from (`Jalon <jalon@example.org>`): the organiser in calendar files
 */
export function createComposer(options: { publicUrl: string; sender: string }): ComposeMessage {
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const sender = parseSender(options.sender);
  const templates = new Map(
    LOCALES.map((locale) => [locale, { text: load('text', locale), html: load('html', locale) }] as const),
  );
  const render = (type: AnyType, audience: Audience, locale: Locale, view: object): ComposedMessage => {
    const forms = templates.get(locale);
    if (!forms) throw new Error(`no templates in the language ${locale}`);
    const subject = line(forms.text.subject(type, view), SUBJECT_LENGTH);
    return {
      subject,
      text: forms.text.whole(type, audience, view, subject),
      html: forms.html.whole(type, audience, view, subject),
    };
  };
  function compose(facts: MessageFacts, recipient: TeamRecipient): ComposedMessage;
  function compose(facts: CorrespondentFacts, recipient: Correspondent): ComposedMessage;
  function compose(
    facts: MessageFacts | CorrespondentFacts,
    recipient: TeamRecipient | Correspondent,
  ): ComposedMessage {
    const { locale } = recipient;
    if (facts.type === 'outreach.sent') {
      return render(facts.type, 'organisation', locale, outreachView(facts, recipient));
    }
    if (isGivers(facts)) {
      const view = giverView(facts, recipient, publicUrl);
      return { ...render(facts.type, 'giver', locale, view), unsubscribe: view.unsubscribe };
    }
    if (isVoters(facts)) return render(facts.type, 'voter', locale, voterView(facts, recipient, publicUrl));
    if (isProposers(facts)) {
      return render(facts.type, 'proposer', locale, proposalView(facts, recipient, publicUrl));
    }
    if (isParticipants(facts)) {
      return {
        ...render(facts.type, 'participant', locale, participantView(facts, recipient, publicUrl)),
        calendar: calendarOf(facts, recipient, sender, facts.at),
      };
    }
    const view = { ...viewOf(facts, recipient as TeamRecipient, publicUrl), ...matchView(facts.match, locale) };
    return render(facts.type, 'member', locale, view);
  }
  return compose;
}

type Facts = MessageFacts | CorrespondentFacts;

const isGivers = (facts: Facts): facts is GiverFacts => GIVER_MESSAGE_TYPES.some((type) => type === facts.type);

const isVoters = (facts: Facts): facts is VoterFacts => VOTER_MESSAGE_TYPES.some((type) => type === facts.type);

const isProposers = (facts: Facts): facts is ProposalFacts =>
  PROPOSAL_MESSAGE_TYPES.some((type) => type === facts.type);

const isParticipants = (facts: Facts): facts is ParticipantFacts =>
  PARTICIPANT_MESSAGE_TYPES.some((type) => type === facts.type);
