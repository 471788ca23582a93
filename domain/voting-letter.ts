/** What a letter with a voting code says (R14, R15): facts for the paper, and its words in both languages. */
import { dayOf, timeOf } from './calendar.ts';
import type { Locale, LocalText } from './lifecycle.ts';
import { formatDay } from './locale.ts';
import { printedCode } from './voting-code.ts';

/** What all letters of a vote have in common. */
export interface LetterFacts {
  readonly project: LocalText;
  readonly publicity: LocalText;
  readonly sender: LocalText;
  readonly question: LocalText;
  readonly round: 1 | 2;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Of the page where people vote, without a language. */
  readonly address: string;
  /** A project may vote again: the printed address is the latest vote's, the square code names this one. */
  readonly voteId: string;
}

export interface Letter {
  readonly name: string;
  /** Lines of the address. */
  readonly address: readonly string[];
  readonly locale: Locale;
  /** As `readCode` gives it. */
  readonly code: string;
}

/** The page of one vote, whichever the project's latest is. */
export const voteAddress = (page: string, voteId: string): string => `${page}?vote=${voteId}`;

/** The code stands behind the #, so that it never reaches a server's log. */
export const votingAddress = (page: string, voteId: string, code: string): string =>
  `${voteAddress(page, voteId)}#${code}`;

const at = (instant: Date, locale: Locale): string => `${formatDay(dayOf(instant), locale)}, ${timeOf(instant)}`;

export interface LetterWords {
  readonly heading: string;
  readonly question: string;
  readonly window: string;
  readonly codeTitle: string;
  readonly code: string;
  readonly steps: readonly string[];
  readonly paper: string;
  readonly secret: string;
  readonly shownAddress: string;
  readonly publicity: string;
  readonly sender: string;
}

/** The words of one letter, in its reader's language. */
export function letterWords(facts: LetterFacts, { locale, code }: Pick<Letter, 'locale' | 'code'>): LetterWords {
  const [opens, closes] = [at(facts.opensAt, locale), at(facts.closesAt, locale)];
  const shownAddress = facts.address.replace(/^https?:\/\//, '');
  const common = {
    question: facts.question[locale],
    code: printedCode(code),
    shownAddress,
    publicity: facts.publicity[locale],
    sender: `${facts.sender[locale]} · ${facts.project[locale]}`,
  };
  return locale === 'ro'
    ? {
        ...common,
        heading: 'Codul dumneavoastră de vot',
        window: `Se poate vota de la ${opens} până la ${closes}.`,
        codeTitle: 'Cod de vot (se folosește o singură dată în fiecare tur):',
        steps: [
          `Deschideți pagina ${shownAddress} sau fotografiați codul pătrat cu telefonul.`,
          'Scrieți codul de vot. Cratimele și literele mari sau mici nu contează.',
          'Alegeți o propunere și verificați alegerea înainte de a trimite votul.',
          'Păstrați codul de confirmare care apare: cu el verificați că votul este în urnă.',
        ],
        paper:
          'Puteți vota și pe hârtie, la primărie, în aceeași perioadă. Cine a votat online nu mai poate vota pe hârtie, și invers.',
        secret:
          'Nu arătați nimănui acest cod: cine îl are poate vota în locul dumneavoastră. Dacă l-ați pierdut, cereți altul la primărie înainte de a vota; cel vechi nu va mai fi valabil.',
      }
    : {
        ...common,
        heading: 'Your voting code',
        window: `Voting is possible from ${opens} until ${closes}.`,
        codeTitle: 'Voting code (it can be used once in each round):',
        steps: [
          `Open the page ${shownAddress}, or take a picture of the square code with your telephone.`,
          'Type the voting code. Hyphens, capital and small letters make no difference.',
          'Choose a proposal, and check your choice before the vote is sent.',
          'Keep the receipt code that appears: with it you can check that your vote is in the box.',
        ],
        paper:
          'You can also vote on paper at the town hall during the same days. Who has voted online can no longer vote on paper, and the other way round.',
        secret:
          'Show this code to nobody: whoever has it can vote in your place. If you have lost it, ask for another at the town hall before you vote; the old one will then be void.',
      };
}
