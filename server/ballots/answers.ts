/** What a voter is answered, in words: by the route as a problem document, by the form as a page. */
import { BoothAway } from '../../db/votes/booth.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { QueueFull } from './batcher.ts';

export interface BallotFault {
  readonly status: number;
  readonly title: LocalText;
  readonly detail: LocalText;
}

const text = (ro: string, en: string): LocalText => ({ ro, en });

/** Every way in which a ballot is not cast. */
export const BALLOT_FAULTS = {
  'already-voted': {
    status: 409,
    title: text('Cu acest cod s-a votat deja', 'This code has voted already'),
    detail: text(
      'Fiecare persoană votează o singură dată într-un tur, online sau pe hârtie. Dacă ați trimis votul și nu ați primit răspuns, căutați recipisa: dacă este în urnă, votul dumneavoastră este acolo.',
      'Everybody votes once a round, online or on paper. If you sent your vote and got no answer, look up your receipt: if it is in the box, your vote is there.',
    ),
  },
  'unknown-code': {
    status: 403,
    title: text('Codul nu este bun', 'The code is not right'),
    detail: text(
      'Codul are 20 de litere și cifre și este scris în scrisoarea sau în mesajul primit pentru acest vot. Verificați fiecare semn. Un cod înlocuit cu altul nu mai este valabil.',
      'The code has 20 letters and digits and stands in the letter or the message that you got for this vote. Check each sign. A code that was replaced by another one is no longer valid.',
    ),
  },
  'no-such-choice': {
    status: 422,
    title: text('Alegerea nu este pe buletin', 'This choice is not on the ballot'),
    detail: text('Alegeți una dintre opțiunile de pe buletin.', 'Choose one of the options on the ballot.'),
  },
  'not-open': {
    status: 409,
    title: text('Votul nu este deschis încă', 'The vote is not open yet'),
    detail: text(
      'Pagina votului spune de când se poate vota. Codul rămâne valabil.',
      'The page of the vote says from when votes are taken. Your code stays valid.',
    ),
  },
  over: {
    status: 409,
    title: text('Votul s-a încheiat', 'The vote is over'),
    detail: text(
      'După închidere nu se mai primesc voturi. Acest vot nu a intrat în urnă.',
      'After the close no votes are taken. This vote did not go into the box.',
    ),
  },
  'no-vote': {
    status: 404,
    title: text('Nu există un asemenea vot', 'There is no such vote'),
    detail: text('Deschideți pagina votului din nou.', 'Open the page of the vote again.'),
  },
  'receipt-not-valid': {
    status: 422,
    title: text('Recipisa nu este bună', 'The receipt is not valid'),
    detail: text(
      'O recipisă are 16 litere și cifre, fără i, l, o și u.',
      'A receipt has 16 letters and digits, without i, l, o and u.',
    ),
  },
  'too-many-wrong-codes': {
    status: 429,
    title: text('Prea multe coduri greșite', 'Too many wrong codes'),
    detail: text(
      'De la adresa dumneavoastră de internet s-au încercat prea multe coduri greșite. Un cod bun este primit și acum: verificați fiecare semn al lui.',
      'Too many wrong codes were tried from your internet address. A right code is still taken: check each sign of yours.',
    ),
  },
  'too-many-receipts': {
    status: 429,
    title: text('Prea multe căutări', 'Too many look-ups'),
    detail: text('Încercați din nou peste câteva minute.', 'Try again in a few minutes.'),
  },
  'queue-full': {
    status: 503,
    title: text('Prea mulți votează în această clipă', 'Too many vote at this moment'),
    detail: text(
      'Votul nu a fost trimis. Încercați din nou peste câteva secunde, cu aceeași recipisă.',
      'Your vote was not sent. Try again in a few seconds, with the same receipt.',
    ),
  },
  'nothing-cast': {
    status: 503,
    title: text('Urna nu răspunde acum', 'The box does not answer now'),
    detail: text(
      'Votul nu a intrat în urnă. Încercați din nou peste câteva secunde, cu aceeași recipisă.',
      'Your vote did not go into the box. Try again in a few seconds, with the same receipt.',
    ),
  },
  unsure: {
    status: 503,
    title: text('Nu știm dacă votul a ajuns în urnă', 'We do not know whether your vote is in the box'),
    detail: text(
      'Legătura s-a întrerupt. Trimiteți din nou, cu aceeași recipisă: votul nu se poate număra de două ori. Dacă răspunsul este că s-a votat deja, căutați recipisa.',
      'The line broke. Send it again, with the same receipt: it cannot count twice. If the answer is that the code has voted already, look up your receipt.',
    ),
  },
  'too-slow': {
    status: 408,
    title: text('Cererea a venit prea încet', 'The request came too slowly'),
    detail: text('Votul nu a fost trimis. Încercați din nou.', 'Your vote was not sent. Try again.'),
  },
} as const satisfies Readonly<Record<string, BallotFault>>;

export type BallotFaultName = keyof typeof BALLOT_FAULTS;

/** Why casting failed; null for an error of the program. */
export function castingFault(error: unknown): 'queue-full' | 'nothing-cast' | 'unsure' | null {
  if (error instanceof QueueFull) return 'queue-full';
  if (error instanceof BoothAway) return error.outcome === 'unknown' ? 'unsure' : 'nothing-cast';
  return null;
}
