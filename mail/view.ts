/** The facts of a message as its template shows them: cleaned, shortened and in words. */

import type { LocalText } from '../domain/lifecycle.ts';
import { formatDay, formatInstant } from '../domain/locale.ts';
import type { MessageFacts, TeamRecipient } from '../domain/messages.ts';
import { formatLei } from '../domain/money.ts';
import { cleanText } from '../domain/text.ts';

// Longer ones are cut: the whole is on the page that the message links to.
const NAME_LENGTH = 120;
const TITLE_LENGTH = 300;
const REASON_LENGTH = 4000;
const LIST_LENGTH = 20;

const SOMEBODY: LocalText = { ro: 'Un membru al echipei', en: 'A member of the team' };

/** At most `length` characters (code points), the last one "…" where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** Several lines of a person's text: cleaned, with `\n` between them. */
export const lines = (text: string, length: number): string =>
  shorten(
    cleanText(text)
      .replaceAll(/[\u2028\u2029]/g, '\n')
      .toWellFormed(),
    length,
  );

/** The same on one line: what goes into a subject or a sentence cannot begin a new one. */
export const line = (text: string, length: number): string =>
  shorten(
    cleanText(text)
      .replaceAll(/[\s\u2028\u2029]+/g, ' ')
      .toWellFormed(),
    length,
  );

/** Every field is always there: a template in strict mode may ask for each. */
export type View = ReturnType<typeof viewOf>;

export function viewOf(facts: MessageFacts, recipient: TeamRecipient, publicUrl: string) {
  const { locale } = recipient;
  const {
    project,
    milestone,
    run,
    proposal,
    vote,
    campaign,
    match,
    daysLeft = null,
    nextReminderAt,
    moves = [],
  } = facts;
  const title = (text: LocalText) => line(text[locale], TITLE_LENGTH);
  const titleOf = (part: { key: string; title: LocalText }) => `${line(part.key, NAME_LENGTH)} – ${title(part.title)}`;
  const instant = (iso: string) => formatInstant(new Date(iso), locale);
  const dayOfInstant = (iso: string) => formatDay(new Date(iso), locale);
  const missing = facts.missing?.[locale];
  const timed = vote ?? campaign;
  const page = (resource: string, id: string) =>
    `${publicUrl}/admin/#/${resource}/${encodeURIComponent(line(id, NAME_LENGTH))}/show`;
  const projectLink = page('projects', project.slug);
  const firstMoved = moves.find(({ key }) => key === milestone?.key) ?? moves[0];

  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    role: recipient.role,
    project: title(project.title),
    projectEnd: formatDay(facts.amendment?.newEnd ?? project.endsOn, locale),
    projectLink,
    publicity: line(facts.publicity[locale], REASON_LENGTH),

    milestone: milestone ? titleOf(milestone) : null,
    aboutMilestone: milestone !== undefined && facts.type !== 'due.moved',
    link: match
      ? page('matches', match.id)
      : campaign
        ? page('campaigns', campaign.id)
        : vote
          ? page('votes', vote.id)
          : proposal
            ? page('proposals', proposal.id)
            : run
              ? page('runs', run.id)
              : milestone
                ? page('milestones', milestone.id)
                : projectLink,
    run: run ? line(run.title, TITLE_LENGTH) : null,
    proposal: proposal ? `${proposal.number}. ${line(proposal.title, TITLE_LENGTH)}` : null,
    session: run?.session ? instant(run.session.startsAt) : null,
    place: run ? line(run.place, TITLE_LENGTH) : null,
    noticeDay: run?.notice ? formatDay(run.notice.lastDay, locale) : null,
    firstDay: run?.notice ? formatDay(run.notice.firstDay, locale) : null,
    noticeLink: run
      ? `${publicUrl}/p/${encodeURIComponent(line(project.slug, NAME_LENGTH))}/runs/${encodeURIComponent(line(run.id, NAME_LENGTH))}`
      : null,
    vote: vote ? title(vote.question) : null,
    campaign: campaign ? title(campaign.title) : null,
    sumDue: campaign?.sumDueAt ? instant(campaign.sumDueAt) : null,
    raised: campaign ? formatLei(campaign.raised, locale) : null,
    opens: timed ? instant(timed.opensAt) : null,
    closes: timed ? instant(timed.closesAt) : null,
    result: vote?.result ? lines(vote.result[locale], REASON_LENGTH) : null,
    due: milestone ? instant(milestone.dueAt) : null,
    dueDay: milestone ? dayOfInstant(milestone.dueAt) : null,
    submitted: milestone?.state === 'submitted',
    waiting: milestone?.state === 'waiting',

    owner: facts.ownerName ? line(facts.ownerName, NAME_LENGTH) : null,
    ownerless: facts.ownerName === null,
    actor: facts.actorName ? line(facts.actorName, NAME_LENGTH) : SOMEBODY[locale],
    reason: facts.reason ? lines(facts.reason, REASON_LENGTH) : null,

    daysLeft: daysLeft !== null && daysLeft > 0 ? daysLeft : null,
    dueToday: daysLeft === 0,
    lateDays: daysLeft !== null && daysLeft < 0 ? -daysLeft : null,
    next: nextReminderAt ? instant(nextReminderAt) : null,
    lastReminder: nextReminderAt === null,

    missing: (missing ?? []).slice(0, LIST_LENGTH).map((text) => line(text, TITLE_LENGTH)),
    missingRest: Math.max(0, (missing?.length ?? 0) - LIST_LENGTH),
    // Not where it was returned: then what is asked for stands in the reason.
    gatePassed: missing?.length === 0 && milestone?.state === 'open',

    moves: moves
      .slice(0, LIST_LENGTH)
      .map((move) => ({ milestone: titleOf(move), from: dayOfInstant(move.from), to: dayOfInstant(move.to) })),
    moveCount: moves.length,
    severalMoves: moves.length > 1,
    movesRest: Math.max(0, moves.length - LIST_LENGTH),
    firstMoved: firstMoved ? titleOf(firstMoved) : null,
    amendment: facts.amendment
      ? { number: line(facts.amendment.number, NAME_LENGTH), newEnd: formatDay(facts.amendment.newEnd, locale) }
      : null,
  };
}
