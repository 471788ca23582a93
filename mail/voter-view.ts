/** The facts of a message to a voter, as its template shows them (R14–R15a). */
import { dayOf, timeOf } from '../domain/calendar.ts';
import { formatDay } from '../domain/locale.ts';
import type { Correspondent, VoterFacts } from '../domain/messages.ts';
import { voteAddress, votingAddress } from '../domain/voting-letter.ts';
import { line, lines } from './view.ts';

const NAME_LENGTH = 120;
const TITLE_LENGTH = 300;
const TEXT_LENGTH = 10_000;

export type VoterView = ReturnType<typeof voterView>;

export function voterView(facts: VoterFacts, recipient: Correspondent, publicUrl: string) {
  const { locale } = recipient;
  const at = (instant: string): string => {
    const when = new Date(instant);
    return `${formatDay(dayOf(when), locale)}, ${timeOf(when)}`;
  };
  const page = `${publicUrl}/p/${encodeURIComponent(facts.project.slug)}/vote`;
  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    project: line(facts.project.title[locale], TITLE_LENGTH),
    publicity: line(facts.publicity[locale], TEXT_LENGTH),
    vote: line(facts.question[locale], TITLE_LENGTH),
    opens: at(facts.opensAt),
    closes: at(facts.closesAt),
    code: facts.code,
    reason: facts.reason === undefined ? null : lines(facts.reason, TEXT_LENGTH),
    // Behind the #: no server on the way sees the code.
    link: facts.type === 'voter.code' ? votingAddress(page, facts.voteId, facts.code) : voteAddress(page, facts.voteId),
  };
}
