/** What one person counted of the paper ballots, as the fields of the form write it. */
import type { VoteCount, VoteRound } from '../api/types.ts';

export interface PaperValues {
  /** By the number of the option; digits, or empty. */
  readonly counts: Readonly<Record<string, string>>;
  readonly blank: string;
  readonly spoiled: string;
  /** Why the box does not hold as many ballots as there are marks. */
  readonly protocol: string;
}

type Counted = Pick<VoteRound, 'options' | 'blankAllowed'>;

/** The person's own earlier entry, or nothing; never what anybody else counted. */
export function paperValuesOf({ options, paper }: Pick<VoteRound, 'options' | 'paper'>): PaperValues {
  const own = paper?.own ?? null;
  const votesOf = (option: number) => own?.counts.find((each) => each.option === option)?.votes.toString() ?? '';
  return {
    counts: Object.fromEntries(options.map((option) => [option, votesOf(option)])),
    blank: own?.blank.toString() ?? '',
    spoiled: own?.spoiled.toString() ?? '',
    protocol: paper?.protocol ?? '',
  };
}

const MOST = 1_000_000;
const isCount = (text: string): boolean => /^\d{1,7}$/.test(text.trim()) && Number(text) <= MOST;

/** Names of the figures, as the server names those that differ: `option:<number>`, `blank`, `spoiled`. */
export function figuresOf({ options, blankAllowed }: Counted): string[] {
  return [...options.map((option) => `option:${option}`), ...(blankAllowed ? ['blank'] : []), 'spoiled'];
}

export function figureIn({ counts, blank, spoiled }: PaperValues, figure: string): string {
  if (figure === 'blank') return blank;
  if (figure === 'spoiled') return spoiled;
  return counts[figure.slice('option:'.length)] ?? '';
}

export function withFigure(values: PaperValues, figure: string, text: string): PaperValues {
  if (figure === 'blank' || figure === 'spoiled') return { ...values, [figure]: text };
  return { ...values, counts: { ...values.counts, [figure.slice('option:'.length)]: text } };
}

/** Figures that are no whole number yet. An empty one is not zero: who counted none writes 0. */
export const unwritten = (values: PaperValues, round: Counted): string[] =>
  figuresOf(round).filter((figure) => !isCount(figureIn(values, figure)));

/** All ballots that were counted; null while a figure is missing. */
export function ballotsIn(values: PaperValues, round: Counted): number | null {
  if (unwritten(values, round).length > 0) return null;
  return figuresOf(round).reduce((sum, figure) => sum + Number(figureIn(values, figure)), 0);
}

/** The body that is sent; only with every figure written. */
export function countOf(values: PaperValues, round: Counted, marked: number): VoteCount {
  const protocol = values.protocol.trim();
  return {
    counts: round.options.map((option) => ({ option, votes: Number(values.counts[option]) })),
    blank: round.blankAllowed ? Number(values.blank) : 0,
    spoiled: Number(values.spoiled),
    ...(ballotsIn(values, round) !== marked && protocol !== '' ? { protocol } : {}),
  };
}
