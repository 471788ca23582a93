/** What the form of a vote's charter holds, as its fields write it, and what of it is sent. */
import type { Charter } from '../api/types.ts';
import { instantIn, type Moment, momentOf } from './moment.ts';

/** Figures of the charter with the least and the most that it takes. */
export const FIGURES = {
  minimumAge: [0, 120],
  quorumPercent: [0, 100],
  minimumVotes: [0, 1_000_000],
  runOffDays: [1, 30],
  extensionDays: [0, 30],
  witnesses: [1, 20],
} as const satisfies Partial<Record<keyof Charter, readonly [number, number]>>;
export type Figure = keyof typeof FIGURES;

export const MOMENTS = ['challengesUntil', 'opensAt', 'closesAt'] as const;
const TEXTS = ['question', 'residence'] as const;

export type CharterValues = Pick<Charter, (typeof TEXTS)[number] | 'blankAllowed' | 'turnoutShown'> &
  Readonly<Record<(typeof MOMENTS)[number], Moment>> &
  Readonly<Record<Figure, string>>;

export type CharterFault = 'required' | 'moment' | 'figure' | 'closes-first' | 'challenges-late';

const figureNames = Object.keys(FIGURES) as Figure[];

export function valuesOf(charter: Charter): CharterValues {
  const { question, residence, blankAllowed, turnoutShown } = charter;
  return {
    question,
    residence,
    blankAllowed,
    turnoutShown,
    ...(Object.fromEntries(MOMENTS.map((name) => [name, momentOf(charter[name])])) as Record<
      (typeof MOMENTS)[number],
      Moment
    >),
    ...(Object.fromEntries(figureNames.map((name) => [name, String(charter[name])])) as Record<Figure, string>),
  };
}

function isFigure(name: Figure, text: string): boolean {
  const [least, most] = FIGURES[name];
  return /^\d{1,7}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** What keeps the form from being sent, by the names of the charter's fields. */
export function faultsOf(values: CharterValues): Readonly<Record<string, CharterFault>> {
  const opens = instantIn(values.opensAt);
  const closes = instantIn(values.closesAt);
  const challenges = instantIn(values.challengesUntil);
  const texts = TEXTS.flatMap((name) => (['ro', 'en'] as const).map((locale) => [name, locale] as const));
  return Object.fromEntries<CharterFault>([
    ...texts
      .filter(([name, locale]) => values[name][locale].trim() === '')
      .map(([name, locale]) => [`${name}.${locale}`, 'required'] as const),
    ...figureNames.filter((name) => !isFigure(name, values[name])).map((name) => [name, 'figure'] as const),
    ...(opens !== null && closes !== null && closes <= opens ? [['closesAt', 'closes-first'] as const] : []),
    ...(opens !== null && challenges !== null && challenges >= opens
      ? [['challengesUntil', 'challenges-late'] as const]
      : []),
    ...MOMENTS.filter((name) => instantIn(values[name]) === null).map((name) => [name, 'moment'] as const),
  ]);
}

/** The charter that is sent; only of a form without faults. */
export function charterOf(values: CharterValues): Charter {
  const { question, residence, blankAllowed, turnoutShown } = values;
  const at = (name: (typeof MOMENTS)[number]) => instantIn(values[name]) ?? '';
  const figure = (name: Figure) => Number(values[name]);
  return {
    question,
    residence,
    blankAllowed,
    turnoutShown,
    resultsVisible: 'after-close',
    opensAt: at('opensAt'),
    closesAt: at('closesAt'),
    challengesUntil: at('challengesUntil'),
    minimumAge: figure('minimumAge'),
    quorumPercent: figure('quorumPercent'),
    minimumVotes: figure('minimumVotes'),
    runOffDays: figure('runOffDays'),
    extensionDays: figure('extensionDays'),
    witnesses: figure('witnesses'),
  };
}
