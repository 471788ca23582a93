/** How a vote or a round of it ended, in one sentence (R17). */
import type { LocalText } from './lifecycle.ts';
import { formatNumber, plural } from './locale.ts';
import type { Outcome } from './vote-count.ts';
import type { VoteResult } from './votes.ts';

export interface NamedOption {
  readonly number: number;
  readonly title: string;
}

const named = (options: readonly NamedOption[], number: number): string => {
  const option = options.find((each) => each.number === number);
  return option ? `${number}. ${option.title}` : `${number}`;
};

const validVotes = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'vot valabil', few: 'voturi valabile', other: 'de voturi valabile' }),
  en: plural(count, 'en', { one: 'valid vote', other: 'valid votes' }),
});
const people = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'persoană', few: 'persoane', other: 'de persoane' }),
  en: plural(count, 'en', { one: 'person', other: 'people' }),
});

export function outcomeWords(outcome: Outcome, options: readonly NamedOption[]): LocalText {
  switch (outcome.kind) {
    case 'elected': {
      const option = named(options, outcome.option);
      return {
        ro: `A fost aleasă opțiunea „${option}”, cu cele mai multe voturi valabile.`,
        en: `The option “${option}” was elected, with the most valid votes.`,
      };
    }
    case 'tie': {
      const tied = outcome.between.map((number) => named(options, number));
      return outcome.next === 'run-off'
        ? {
            ro: `Egalitate între ${tied.map((option) => `„${option}”`).join(', ')}: urmează turul al doilea, numai între ele.`,
            en: `A tie between ${tied.map((option) => `“${option}”`).join(', ')}: a run-off between them follows.`,
          }
        : {
            ro: `O nouă egalitate între ${tied.map((option) => `„${option}”`).join(', ')}: se trage la sorți în public.`,
            en: `A second tie between ${tied.map((option) => `“${option}”`).join(', ')}: lots are drawn in public.`,
          };
    }
    case 'no-votes':
      return {
        ro: 'Nu s-a dat niciun vot valabil: nu s-a ales nicio opțiune.',
        en: 'No valid vote was cast: nothing was elected.',
      };
    case 'quorum-missed':
      return {
        ro: `Nu s-a întrunit cvorumul: erau necesare ${people(outcome.need).ro} și au participat ${formatNumber(outcome.have, 'ro')}. Nu s-a ales nicio opțiune.`,
        en: `The quorum was missed: ${people(outcome.need).en} were needed, and ${formatNumber(outcome.have, 'en')} took part. Nothing was elected.`,
      };
    case 'minimum-missed':
      return {
        ro: `Nu s-a atins numărul minim: erau necesare ${validVotes(outcome.need).ro} și au fost ${formatNumber(outcome.have, 'ro')}. Nu s-a ales nicio opțiune.`,
        en: `The minimum was missed: ${validVotes(outcome.need).en} were needed, and there were ${formatNumber(outcome.have, 'en')}. Nothing was elected.`,
      };
  }
}

/** The final result; by lot where the second round was a tie too. */
export function resultWords(
  { result, winner }: { readonly result: VoteResult; readonly winner: number | null },
  last: Outcome,
  options: readonly NamedOption[],
): LocalText {
  if (result !== 'lot' || winner === null) return outcomeWords(last, options);
  const option = named(options, winner);
  return {
    ro: `După a doua egalitate, opțiunea „${option}” a fost aleasă prin tragere la sorți.`,
    en: `After the second tie, the option “${option}” was elected by lot.`,
  };
}
