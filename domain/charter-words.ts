/** The charter of a vote in plain words (R13), as the public page and the letters show it. */
import { type Charter, votingDay, windowOf } from './charter.ts';
import type { Locale, LocalText } from './lifecycle.ts';
import { formatDay, formatInstant, plural } from './locale.ts';

export interface CharterArticle {
  readonly title: string;
  readonly text: string;
}

/** One article a subject, in the order in which a voter asks. */
export function charterWords(charter: Charter, locale: Locale): CharterArticle[] {
  return ARTICLES.map(({ title, say }) => ({ title: title[locale], text: say(charter)[locale] }));
}

interface Article {
  readonly title: LocalText;
  readonly say: (charter: Charter) => LocalText;
}

const days = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'zi', few: 'zile', other: 'de zile' }),
  en: plural(count, 'en', { one: 'day', other: 'days' }),
});
const witnesses = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'martor', few: 'martori', other: 'de martori' }),
  en: plural(count, 'en', { one: 'witness', other: 'witnesses' }),
});
const validVotes = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'vot valabil', few: 'voturi valabile', other: 'de voturi valabile' }),
  en: plural(count, 'en', { one: 'valid vote', other: 'valid votes' }),
});
const completedYears = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'an împlinit', few: 'ani împliniți', other: 'de ani împliniți' }),
  en: plural(count, 'en', { one: 'year', other: 'years' }),
});
const at = (instant: Date): LocalText => ({ ro: formatInstant(instant, 'ro'), en: formatInstant(instant, 'en') });

const ARTICLES: readonly Article[] = [
  {
    title: { ro: 'Întrebarea', en: 'The question' },
    say: ({ question }) => question,
  },
  {
    title: { ro: 'Cine poate vota', en: 'Who may vote' },
    say: (charter) => {
      const age = completedYears(charter.minimumAge);
      const day = votingDay(charter);
      return {
        ro: `Poate vota cine are cel puțin ${age.ro} în ziua votului, adică în ziua în care se deschide votul (${formatDay(day, 'ro')}), și este în lista alegătorilor. Legătura cu comuna: ${charter.residence.ro}`,
        en: `Whoever has completed at least ${age.en} of age on voting day, which is the day on which the vote opens (${formatDay(day, 'en')}), and is on the roll may vote. The tie to the commune: ${charter.residence.en}`,
      };
    },
  },
  {
    title: { ro: 'Lista alegătorilor', en: 'The roll' },
    say: ({ challengesUntil }) => {
      const until = at(new Date(challengesUntil));
      return {
        ro: `Cine lipsește din listă, este trecut greșit sau știe că altcineva nu are drept de vot poate contesta lista până la ${until.ro}. După aceea lista nu se mai schimbă.`,
        en: `Whoever is missing from the roll, is on it with a mistake, or knows that somebody else is not entitled can challenge the roll until ${until.en}. After that the roll no longer changes.`,
      };
    },
  },
  {
    title: { ro: 'Când se votează', en: 'When the vote is open' },
    say: (charter) => {
      const { opensAt, closesAt } = windowOf(charter);
      return {
        ro: `De la ${at(opensAt).ro} până la ${at(closesAt).ro}, ora României. Un vot care ajunge chiar la ora închiderii sau după ea nu se mai primește.`,
        en: `From ${at(opensAt).en} to ${at(closesAt).en}, Romanian time. A vote that arrives at the very time of closing or later is not taken.`,
      };
    },
  },
  {
    title: { ro: 'Cum se votează', en: 'How to vote' },
    say: () => ({
      ro: 'O persoană are un singur vot în fiecare tur: online, cu codul personal, sau pe hârtie, la urnă. Votul dat nu se mai poate schimba.',
      en: 'A person has one vote in each round: online with the personal code, or on paper at the desk. A vote that was cast cannot be changed.',
    }),
  },
  {
    title: { ro: 'Votul alb', en: 'The blank vote' },
    say: ({ blankAllowed }) =>
      blankAllowed
        ? {
            ro: 'Se poate vota alb. Votul alb se numără la prezență, dar nu este un vot valabil pentru vreo opțiune. La fel, buletinul de hârtie nul se numără numai la prezență.',
            en: 'A blank vote is allowed. It counts for the turnout, but is no valid vote for any option. A spoiled paper ballot, too, counts for the turnout alone.',
          }
        : {
            ro: 'Nu se poate vota alb. Un buletin de hârtie pe care nu s-a ales nimic este nul: se numără la prezență, dar nu este un vot valabil.',
            en: 'A blank vote is not allowed. A paper ballot on which nothing was chosen is spoiled: it counts for the turnout, but is no valid vote.',
          },
  },
  {
    title: { ro: 'Cvorumul', en: 'The quorum' },
    say: ({ quorumPercent }) =>
      quorumPercent === 0
        ? {
            ro: 'Nu este cvorum: votul este valabil oricâte persoane participă.',
            en: 'There is no quorum: the vote stands however many people take part.',
          }
        : {
            ro: `În primul tur trebuie să participe cel puțin ${quorumPercent}% dintre persoanele din lista alegătorilor, fără cele radiate; o fracțiune se rotunjește în sus. Altfel nu se alege nicio opțiune. În turul al doilea nu este cvorum.`,
            en: `In the first round at least ${quorumPercent}% of the persons on the roll, those struck off left out, must take part; a fraction is rounded up. Otherwise no option is elected. The run-off has no quorum.`,
          },
  },
  {
    title: { ro: 'Numărul minim de voturi', en: 'The least number of votes' },
    say: ({ minimumVotes }) => {
      const votes = validVotes(minimumVotes);
      return minimumVotes === 0
        ? {
            ro: 'Nu este un număr minim de voturi valabile.',
            en: 'There is no least number of valid votes.',
          }
        : {
            ro: `Primul tur cere cel puțin ${votes.ro}, pentru toate opțiunile la un loc. Altfel nu se alege nicio opțiune. În turul al doilea nu este un minim.`,
            en: `The first round needs at least ${votes.en} for all options together. Otherwise no option is elected. The run-off has no such minimum.`,
          };
    },
  },
  {
    title: { ro: 'Cine câștigă', en: 'What wins' },
    say: (charter) => ({
      ro: `Câștigă opțiunea cu cele mai multe voturi valabile. La egalitate urmează turul al doilea, numai între opțiunile aflate la egalitate: se deschide la ora 8:00 în ziua de după numărătoare, durează ${days(charter.runOffDays).ro} și se votează cu același cod. La o nouă egalitate se trage la sorți în public, cu cel puțin ${witnesses(charter.witnesses).ro} și cu proces-verbal. Fără niciun vot valabil nu câștigă nimeni.`,
      en: `The option with most valid votes wins. After a tie there is a run-off between the tied options alone: it opens at 8:00 on the day after the count, lasts ${days(charter.runOffDays).en} and takes the same code. After a second tie lots are drawn in public, with at least ${witnesses(charter.witnesses).en} and a written record. Without any valid vote nothing wins.`,
    }),
  },
  {
    title: { ro: 'Prelungirea', en: 'Extension' },
    say: ({ extensionDays }) =>
      extensionDays === 0
        ? { ro: 'Votul nu se poate prelungi.', en: 'The vote cannot be extended.' }
        : {
            ro: `Închiderea unui tur se poate amâna o singură dată, cu cel mult ${days(extensionDays).ro}, numai înainte de închidere și cu un motiv public. Un vot închis nu se redeschide.`,
            en: `The close of a round can be put off once, by at most ${days(extensionDays).en}, only before it and with a public reason. A closed vote never reopens.`,
          },
  },
  {
    title: { ro: 'Ce se vede până la închidere', en: 'What is seen before the close' },
    say: ({ turnoutShown }) =>
      turnoutShown
        ? {
            ro: 'Nimeni, nici organizatorii, nu vede înainte de închidere câte voturi are o opțiune. Se arată numai prezența la vot, în total.',
            en: 'Nobody, the organisers included, sees before the close how many votes an option has. Only the turnout is shown, in total.',
          }
        : {
            ro: 'Nimeni, nici organizatorii, nu vede înainte de închidere câte voturi are o opțiune. Nici prezența la vot nu se arată.',
            en: 'Nobody, the organisers included, sees before the close how many votes an option has. The turnout is not shown either.',
          },
  },
  {
    title: { ro: 'Recipisa și verificarea', en: 'The receipt and the check' },
    say: () => ({
      ro: 'Cine votează online primește o recipisă. După închidere se publică toate buletinele cu recipisele lor, fără nume, și oricine își poate căuta buletinul și poate număra din nou. Nu este vot electronic criptografic: pagina votului spune ce apără și ce nu apără.',
      en: 'Whoever votes online gets a receipt. After the close all ballots are published with their receipts and without names, and anybody can look up their own ballot and count again. This is not cryptographic e-voting: the page of the vote says what it protects and what it does not.',
    }),
  },
  {
    title: { ro: 'Modificări', en: 'Changes' },
    say: () => ({
      ro: 'La deschiderea votului regulamentul se închide și primește o amprentă (SHA-256). De atunci nu se mai schimbă; ce se întâmplă după aceea se spune numai prin note publice, cu motiv.',
      en: 'When the vote opens, the charter is frozen and gets a fingerprint (SHA-256). From then on it does not change; what happens later is told by public notes alone, with the reason.',
    }),
  },
];
