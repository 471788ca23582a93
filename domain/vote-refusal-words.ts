/** Why a command on a consultation's notice, a proposal, a vote or its roll was refused, in words. */
import type { Locale, LocalText } from './lifecycle.ts';
import { formatDay, formatInstant, formatNumber, plural } from './locale.ts';
import { PROPOSAL_STATE_WORDS } from './proposals.ts';
import type { Refusal } from './refusal.ts';
import { VOTE_STATE_WORDS } from './votes.ts';

interface Words {
  readonly title: LocalText;
  readonly detail: LocalText;
}

const text = (ro: string, en: string): LocalText => ({ ro, en });
const both = (say: (locale: Locale) => string): LocalText => ({ ro: say('ro'), en: say('en') });
const votes = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'buletin', few: 'buletine', other: 'de buletine' }),
  en: plural(count, 'en', { one: 'ballot', other: 'ballots' }),
});
const proposals = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'propunere', few: 'propuneri', other: 'de propuneri' }),
  en: plural(count, 'en', { one: 'proposal', other: 'proposals' }),
});
const people = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'persoană', few: 'persoane', other: 'de persoane' }),
  en: plural(count, 'en', { one: 'person', other: 'persons' }),
});
const days = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'zi', few: 'zile', other: 'de zile' }),
  en: plural(count, 'en', { one: 'day', other: 'days' }),
});
const witnesses = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'martor', few: 'martori', other: 'de martori' }),
  en: plural(count, 'en', { one: 'witness', other: 'witnesses' }),
});

type Say<Code extends Refusal['code']> = (refusal: Extract<Refusal, { readonly code: Code }>) => Words;

const WORDS = {
  'notice-too-late': ({ days: least, firstDay }) => {
    const day = both((locale) => formatDay(firstDay, locale));
    return {
      title: text('Anunțul ar fi prea târziu', 'The notice would be too late'),
      detail: text(
        `Anunțul unei consultări se publică cu cel puțin ${days(least).ro} calendaristice înainte (R11). Prima zi posibilă este ${day.ro}.`,
        `The notice of a consultation is published at least ${days(least).en} ahead, counted by the calendar (R11). The first possible day is ${day.en}.`,
      ),
    };
  },
  'notice-published': () => ({
    title: text('Anunțul este deja publicat', 'The notice is already public'),
    detail: text(
      'Consultarea are un anunț public. Dacă se schimbă data sau locul, modificați consultarea.',
      'The consultation has a public notice. If its date or place changes, change the consultation.',
    ),
  }),
  'no-consultations': () => ({
    title: text('Jalonul nu are consultări', 'The milestone has no consultations'),
    detail: text(
      'Anunțurile și propunerile aparțin unui jalon de consultări publice. Alegeți acel jalon.',
      'Notices and proposals belong to a milestone of public consultations. Choose that milestone.',
    ),
  }),
  'proposal-decided': ({ state }) => ({
    title: text('Propunerea are deja o decizie', 'The proposal has been decided'),
    detail: text(
      `Propunerea este ${PROPOSAL_STATE_WORDS[state].ro} și nu se mai poate modifica astfel.`,
      `The proposal is ${PROPOSAL_STATE_WORDS[state].en} and can no longer be changed in this way.`,
    ),
  }),
  'proposal-undecided': () => ({
    title: text('Propunerea nu are încă o decizie', 'The proposal has not been decided yet'),
    detail: text(
      'Nu este nimic de reluat: propunerea așteaptă o decizie. Luați-o din pagina ei.',
      'There is nothing to take up again: the proposal waits for a decision. Make it on its page.',
    ),
  }),
  'proposals-frozen': ({ state }) =>
    state === 'voting'
      ? {
          title: text('Propunerile sunt supuse votului', 'The proposals are being voted on'),
          detail: text(
            'Votul s-a deschis, deci propunerile și deciziile asupra lor rămân cum sunt.',
            'The vote has opened, so proposals and the decisions on them stay as they are.',
          ),
        }
      : {
          title: text('Propunerile nu se mai schimbă', 'The proposals no longer change'),
          detail: text(
            'Jalonul consultărilor a fost depus sau s-a încheiat. Cereți returnarea lui dacă mai este ceva de schimbat.',
            'The milestone of the consultations was submitted or has ended. Ask for its return if something has to change.',
          ),
        },
  'merge-needs-others': () => ({
    title: text('Alegeți alte propuneri', 'Choose other proposals'),
    detail: text(
      'O propunere se unește cu cel puțin încă una din același proiect, nu cu ea însăși.',
      'A proposal is merged with at least one other of the same project, not with itself.',
    ),
  }),
  'no-vote': () => ({
    title: text('Jalonul nu este un vot', 'The milestone is no vote'),
    detail: text(
      'Un vot se pregătește în jalonul de tip vot. Alegeți acel jalon.',
      'A vote is prepared in the milestone of the kind vote. Choose that milestone.',
    ),
  }),
  'vote-exists': () => ({
    title: text('Jalonul are deja un vot', 'The milestone has a vote already'),
    detail: text(
      'Continuați votul care există. Un vot nou se poate pregăti numai după ce acela este anulat.',
      'Go on with the vote that exists. Another one can be prepared only after that one is cancelled.',
    ),
  }),
  'vote-state': ({ state, verb }) => ({
    title: text('Votul nu permite această comandă', 'The vote does not allow this command'),
    detail: text(
      `Votul este ${VOTE_STATE_WORDS[state].ro}, iar comanda „${verb}” nu este posibilă acum. Un vot închis nu se redeschide (R13).`,
      `The vote is ${VOTE_STATE_WORDS[state].en}, and the command “${verb}” is not possible now. A closed vote never reopens (R13).`,
    ),
  }),
  'too-few-options': ({ need, have, undecided }) => ({
    title: text('Prea puține propuneri eligibile', 'Too few eligible proposals'),
    detail: text(
      `Un vot cere cel puțin ${proposals(need).ro} eligibile, toate celelalte având o decizie (R12). Acum: ${proposals(have).ro} eligibile, ${proposals(undecided).ro} fără decizie.`,
      `A vote needs at least ${proposals(need).en} that are eligible, and every other one decided (R12). Now: ${proposals(have).en} eligible, ${proposals(undecided).en} undecided.`,
    ),
  }),
  'roll-empty': () => ({
    title: text('Lista alegătorilor este goală', 'The roll is empty'),
    detail: text(
      'Importați lista alegătorilor înainte de a anunța sau de a deschide votul.',
      'Import the roll before the vote is announced or opened.',
    ),
  }),
  'extension-not-allowed': ({ days: most, latest }) => ({
    title: text('Prelungirea nu este permisă', 'The extension is not allowed'),
    detail: {
      ro:
        latest === null
          ? 'Regulamentul nu permite (încă) o prelungire: se poate o singură dată și numai înainte de închidere (R13).'
          : `Regulamentul permite cel mult ${days(most).ro}, deci până la ${formatInstant(new Date(latest), 'ro')} (R13).`,
      en:
        latest === null
          ? 'The charter does not allow an extension, or no other one: it is possible once, and only before the close (R13).'
          : `The charter allows at most ${days(most).en}, so until ${formatInstant(new Date(latest), 'en')} (R13).`,
    },
  }),
  'vote-closed': () => ({
    title: text('Votul s-a închis', 'The vote has closed'),
    detail: text(
      'Nu se mai poate vota. Rezultatul apare pe pagina publică a votului.',
      "It is no longer possible to vote. The result appears on the vote's public page.",
    ),
  }),
  'vote-not-open': () => ({
    title: text('Votul nu este deschis', 'The vote is not open'),
    detail: text(
      'Votul încă nu s-a deschis. Perioada stă pe pagina publică a votului.',
      "The vote has not opened yet. Its window stands on the vote's public page.",
    ),
  }),
  'already-voted': () => ({
    title: text('Persoana a votat deja', 'This person has voted'),
    detail: text(
      'În acest tur votul persoanei este înregistrat, online sau pe hârtie (R14). Un al doilea vot și un cod nou nu sunt posibile.',
      'In this round the person’s vote is in, online or on paper (R14). Neither a second vote nor another code is possible.',
    ),
  }),
  'not-marked-on-paper': () => ({
    title: text('Persoana nu este bifată la urnă', 'This person is not marked at the desk'),
    detail: text(
      'Numai o bifă pusă la urnă se poate retrage, și numai cât votul este deschis.',
      'Only a mark that was set at the desk can be taken back, and only while the vote is open.',
    ),
  }),
  'own-mark': () => ({
    title: text('Bifa este a dumneavoastră', 'The mark is your own'),
    detail: text(
      'Cine a bifat o persoană la urnă nu retrage singur bifa: cereți unui alt manager. Persoana poate vota pe hârtie, cu bifa care există.',
      'Whoever marked somebody at the desk does not take the mark back alone: ask another manager. The person can vote on paper, under the mark that stands.',
    ),
  }),
  'voter-exists': () => ({
    title: text('Persoana este deja în listă', 'This person is on the roll'),
    detail: text(
      'În listă există o persoană cu același nume și aceeași dată a nașterii (R14). Corectați acea înregistrare.',
      'Somebody with the same name and birth date is on the roll (R14). Correct that entry.',
    ),
  }),
  'voter-struck': () => ({
    title: text('Persoana este radiată din listă', 'This person was struck off the roll'),
    detail: text(
      'O persoană radiată nu primește cod și nu votează. Repuneți-o în listă printr-o contestație admisă.',
      'Somebody who was struck off gets no code and does not vote. Put them back by a challenge that is accepted.',
    ),
  }),
  'voter-unreachable': () => ({
    title: text('Persoana nu are e-mail', 'This person has no e-mail address'),
    detail: text(
      'Lista nu are o adresă de e-mail pentru această persoană. Dați codul prin scrisoare.',
      'The roll holds no e-mail address of this person. Give the code by letter.',
    ),
  }),
  'nobody-for-code': () => ({
    title: text('Nimeni nu are nevoie de un cod', 'Nobody needs a code'),
    detail: text(
      'Cei aleși au deja un cod, au votat sau sunt radiați. Pentru un cod nou în locul celui vechi cereți o reemitere.',
      'Those who were chosen have a code, have voted or were struck off. For another code in place of the old one ask for it to be issued again.',
    ),
  }),
  'codes-shown-once': () => ({
    title: text('Scrisorile au fost deja făcute', 'The letters were made already'),
    detail: text(
      'Codurile există numai în fișierul descărcat atunci (R15). Dacă s-a pierdut, emiteți din nou codurile; cele vechi nu vor mai fi valabile.',
      'The codes exist only in the file that was downloaded then (R15). If it was lost, issue the codes again; the old ones will be void.',
    ),
  }),
  'roll-closed': ({ since }) => ({
    title: text('Lista nu se mai schimbă', 'The roll no longer changes'),
    detail: both((locale) =>
      locale === 'ro'
        ? `Lista alegătorilor s-a putut contesta și corecta până la ${formatInstant(new Date(since), 'ro')}, cum spune regulamentul (R13).`
        : `The roll could be challenged and corrected until ${formatInstant(new Date(since), 'en')}, as the charter says (R13).`,
    ),
  }),
  'roll-deleted': () => ({
    title: text('Lista a fost ștearsă', 'The roll was deleted'),
    detail: text(
      'Datele personale din listă s-au șters după rezultatul final (R15a); au rămas numai cifrele.',
      'The personal data of the roll were deleted after the final result (R15a); the figures stay.',
    ),
  }),
  'challenge-decided': () => ({
    title: text('Contestația are deja o decizie', 'The challenge has been decided'),
    detail: text(
      'Înregistrați o contestație nouă dacă lista este în continuare greșită.',
      'Record another challenge if the roll is still wrong.',
    ),
  }),
  'paper-not-expected': () => ({
    title: text('Nu sunt buletine de numărat', 'There are no ballots to be counted'),
    detail: text(
      'Buletinele de hârtie se numără după închiderea unui tur în care s-a votat la urnă.',
      'Paper ballots are counted after the close of a round in which people voted at the desk.',
    ),
  }),
  'paper-protocol-missing': ({ marked, counted }) => ({
    title: text('Lipsește procesul-verbal al diferenței', 'The written protocol is missing'),
    detail: text(
      `În urnă sunt ${votes(counted).ro}, iar la urnă s-au bifat ${formatNumber(marked, 'ro')}. Explicați diferența într-un proces-verbal.`,
      `The box holds ${votes(counted).en}, and ${formatNumber(marked, 'en')} were marked at the desk. Explain the difference in a written protocol.`,
    ),
  }),
  'paper-too-many': ({ possible, counted }) => ({
    title: text('Prea multe buletine în urnă', 'Too many ballots in the box'),
    detail: text(
      `Ați numărat ${votes(counted).ro}, dar pe hârtie au putut vota cel mult ${people(possible).ro}: ceilalți din listă au votat online. Numărați din nou; un proces-verbal nu poate explica această diferență.`,
      `You counted ${votes(counted).en}, but at most ${people(possible).en} could vote on paper: the others on the roll voted online. Count again; no protocol can explain this difference.`,
    ),
  }),
  'lot-not-due': () => ({
    title: text('Nu este cazul tragerii la sorți', 'No lot is due'),
    detail: text(
      'Se trage la sorți numai după o a doua egalitate, în turul al doilea (R17).',
      'Lots are drawn only after a second tie, in the run-off (R17).',
    ),
  }),
  'lot-witnesses-missing': ({ need, have }) => ({
    title: text('Lipsesc martorii', 'Witnesses are missing'),
    detail: text(
      `Tragerea la sorți cere cel puțin ${witnesses(need).ro} (R17); ați scris ${formatNumber(have, 'ro')}.`,
      `A lot needs at least ${witnesses(need).en} (R17); you wrote ${formatNumber(have, 'en')}.`,
    ),
  }),
  'lot-not-among-tied': ({ option }) => ({
    title: text('Opțiunea nu este la egalitate', 'The option is not among the tied'),
    detail: text(
      `Opțiunea ${option} nu se află între cele la egalitate în turul al doilea. Alegeți una dintre acelea.`,
      `Option ${option} is not among those that are tied in the run-off. Choose one of them.`,
    ),
  }),
} as const satisfies { readonly [Code in Refusal['code']]?: Say<Code> };

export type VoteRefusal = Extract<Refusal, { readonly code: keyof typeof WORDS }>;

export const isVoteRefusal = (refusal: Refusal): refusal is VoteRefusal => Object.hasOwn(WORDS, refusal.code);

export function wordsOfVote(refusal: VoteRefusal): Words {
  return (WORDS[refusal.code] as (refusal: VoteRefusal) => Words)(refusal);
}
