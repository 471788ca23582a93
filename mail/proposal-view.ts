/** The facts of a message to who made a proposal, as its template shows them (R12). */
import type { Correspondent, ProposalFacts, ToldProposal } from '../domain/messages.ts';
import { line, lines } from './view.ts';

const NAME_LENGTH = 120;
const TITLE_LENGTH = 300;
const TEXT_LENGTH = 10_000;
const OTHERS_SHOWN = 20;

export type ProposalView = ReturnType<typeof proposalView>;

export function proposalView(facts: ProposalFacts, recipient: Correspondent, publicUrl: string) {
  const { locale } = recipient;
  const { proposal, into, others, project } = facts;
  const page = (number: number) =>
    `${publicUrl}/p/${encodeURIComponent(project.slug)}/proposals/${number}?lang=${locale}`;
  const named = ({ number, title }: ToldProposal) => `${number}. ${line(title, TITLE_LENGTH)}`;
  return {
    locale,
    recipient: line(recipient.name, NAME_LENGTH),
    project: line(project.title[locale], TITLE_LENGTH),
    publicity: line(facts.publicity[locale], TEXT_LENGTH),
    number: proposal.number,
    title: line(proposal.title, TITLE_LENGTH),
    rejected: facts.state === 'rejected',
    reason: facts.reason === '' ? null : lines(facts.reason, TEXT_LENGTH),
    into: into && named(into),
    others: others.slice(0, OTHERS_SHOWN).map(named),
    several: others.length > 1,
    link: page((into ?? proposal).number),
    voteLink: `${publicUrl}/p/${encodeURIComponent(project.slug)}/vote?lang=${locale}`,
  };
}
