/** Why a command on a campaign, a ledger, a bank statement, the match or the fund was refused, in words. */
import { CAMPAIGN_STATE_WORDS } from './campaigns.ts';
import type { LocalText } from './lifecycle.ts';
import { formatDay, formatNumber, plural } from './locale.ts';
import { MATCH_STATE_WORDS } from './match.ts';
import { formatLei } from './money.ts';
import type { Refusal } from './refusal.ts';

interface Words {
  readonly title: LocalText;
  readonly detail: LocalText;
}

const text = (ro: string, en: string): LocalText => ({ ro, en });
const lei = (amount: number): LocalText => ({ ro: formatLei(amount, 'ro'), en: formatLei(amount, 'en') });
const day = (value: string): LocalText => ({ ro: formatDay(value, 'ro'), en: formatDay(value, 'en') });
const lines = (count: number): LocalText => ({
  ro: plural(count, 'ro', { one: 'linie', few: 'linii', other: 'de linii' }),
  en: plural(count, 'en', { one: 'line', other: 'lines' }),
});

type Say<Code extends Refusal['code']> = (refusal: Extract<Refusal, { readonly code: Code }>) => Words;

const WORDS = {
  'no-campaign': () => ({
    title: text('Jalonul nu este o strângere de fonduri', 'The milestone is no fundraising campaign'),
    detail: text(
      'O campanie se pregătește la un jalon de strângere de fonduri. Alegeți acel jalon.',
      'A campaign is prepared at a fundraising milestone. Choose that milestone.',
    ),
  }),
  'campaign-exists': () => ({
    title: text('Jalonul are deja o campanie', 'The milestone has a campaign already'),
    detail: text(
      'Un jalon are o singură campanie. Deschideți campania lui sau anulați-o întâi.',
      'A milestone has one campaign. Open that one, or cancel it first.',
    ),
  }),
  'campaign-state': ({ state }) => ({
    title: text('Campania nu permite acum acest lucru', 'The campaign does not allow this now'),
    detail: text(
      `Campania este ${CAMPAIGN_STATE_WORDS[state].ro}.`,
      `The campaign is ${CAMPAIGN_STATE_WORDS[state].en}.`,
    ),
  }),
  'campaign-received': () => ({
    title: text('Campania a primit donații', 'The campaign has received gifts'),
    detail: text(
      'De ce s-a primit se dă socoteală, deci campania nu se mai anulează: se închide la data ei, iar suma se publică (R22).',
      'What was given has to be accounted for, so the campaign is not cancelled any more: it closes on its date, and its sum is published (R22).',
    ),
  }),
  'entries-not-taken': ({ state }) => ({
    title: text('Registrul nu primește înregistrări acum', 'The ledger takes no entries now'),
    detail: text(
      `Campania este ${CAMPAIGN_STATE_WORDS[state].ro}; se înregistrează sume numai după ce s-a deschis (R20).`,
      `The campaign is ${CAMPAIGN_STATE_WORDS[state].en}; amounts are entered only once it has opened (R20).`,
    ),
  }),
  'entry-about': ({ number }) => ({
    title: text('Înregistrarea nu se poate referi la aceasta', 'The entry cannot be about that one'),
    detail: text(
      `Înregistrarea nr. ${formatNumber(number, 'ro')} nu permite acest lucru: se plătește numai o promisiune, se restituie numai o donație sau o plată, iar o corecție nu se corectează ea însăși (R20). Alegeți înregistrarea de la care a pornit.`,
      `Entry no. ${formatNumber(number, 'en')} does not allow it: only a pledge is paid, only a gift or a payment is given back, and a correction is not corrected itself (R20). Choose the entry that it began with.`,
    ),
  }),
  'refund-corrected': ({ number }) => ({
    title: text('Restituirea este corectată deja', 'The refund is corrected already'),
    detail: text(
      `Restituirea nr. ${formatNumber(number, 'ro')} s-a corectat în întregime (R20). Înregistrați restituirea corectă; dacă a fost prin bancă, din linia extrasului de cont.`,
      `Refund no. ${formatNumber(number, 'en')} was corrected whole (R20). Enter the right refund; if it went by bank, from the line of the bank statement.`,
    ),
  }),
  'more-than-entry': ({ number, left }) => ({
    title: text('Suma este mai mare decât cea rămasă', 'The amount is more than what is left'),
    detail: text(
      `Din înregistrarea nr. ${formatNumber(number, 'ro')} au rămas ${lei(left).ro} (R20). Scrieți cel mult atât.`,
      `Of entry no. ${formatNumber(number, 'en')} ${lei(left).en} are left (R20). Write at most that.`,
    ),
  }),
  'ledger-short': ({ balance }) => ({
    title: text('În registru nu sunt destui bani', 'The ledger does not hold enough'),
    detail: text(
      `Soldul registrului este de ${lei(balance).ro}. Scrieți cel mult atât.`,
      `The ledger holds ${lei(balance).en}. Write at most that.`,
    ),
  }),
  'receipt-used': ({ document, number }) => ({
    title: text('Numărul chitanței este folosit', 'The receipt number is used'),
    detail: text(
      `Chitanța „${document}” este la înregistrarea nr. ${formatNumber(number, 'ro')}. Verificați numărul; dacă acolo este greșit, corectați-o pe aceea.`,
      `Receipt “${document}” stands at entry no. ${formatNumber(number, 'en')}. Check the number; if that one is wrong, correct it.`,
    ),
  }),
  'reference-unknown': ({ reference }) => ({
    title: text('Codul nu este al unei promisiuni', 'This code is no pledge’s'),
    detail: text(
      `Nicio promisiune din această campanie nu are codul „${reference}”.`,
      `No pledge of this campaign has the code “${reference}”.`,
    ),
  }),
  'donor-erased': () => ({
    title: text('Datele donatorului au fost șterse', 'The donor was erased'),
    detail: text(
      'Datele personale ale acestui donator nu mai există; sumele lui rămân (R28).',
      'The personal data of this donor are gone; the amounts stay (R28).',
    ),
  }),
  'statement-known': ({ number }) => ({
    title: text('Extrasul a fost deja importat', 'The statement was imported already'),
    detail: text(
      `Același fișier este extrasul nr. ${formatNumber(number, 'ro')}. Nu s-a schimbat nimic.`,
      `The same file is statement no. ${formatNumber(number, 'en')}. Nothing was changed.`,
    ),
  }),
  'statement-ended': () => ({
    title: text('Previzualizarea s-a încheiat', 'The preview has ended'),
    detail: text(
      'Extrasul a fost deja acceptat sau abandonat. Încărcați fișierul din nou dacă este nevoie.',
      'The statement was accepted or dropped already. Upload the file again if that is needed.',
    ),
  }),
  'statement-account': ({ iban, expected }) => ({
    title: text('Extrasul este al altui cont', 'The statement is of another account'),
    detail: text(
      `Extrasul este al contului ${iban}, iar campania are contul ${expected}. Alegeți extrasul acelui cont.`,
      `The statement is of account ${iban}, and the campaign has ${expected}. Choose the statement of that account.`,
    ),
  }),
  'statement-sum': ({ opening, lines: sum, closing }) => ({
    title: text('Extrasul nu se adună', 'The statement does not add up'),
    detail: text(
      `Soldul inițial ${lei(opening).ro} și liniile, în total ${lei(sum).ro}, nu dau soldul final ${lei(closing).ro}. Verificați soldurile, dacă le-ați scris dumneavoastră, sau cereți băncii extrasul complet; nu s-a schimbat nimic.`,
      `The opening balance ${lei(opening).en} and the lines, ${lei(sum).en} in all, do not give the closing balance ${lei(closing).en}. Check the balances, if you wrote them, or ask the bank for the whole statement; nothing was changed.`,
    ),
  }),
  'statement-gap': ({ known, opening, startsOn }) => ({
    title: text('Lipsește un extras', 'A statement is missing'),
    detail: text(
      `Extrasele acceptate duc la ${lei(known).ro}, iar acesta începe pe ${day(startsOn).ro} cu ${lei(opening).ro}. Importați întâi extrasul dintre ele.`,
      `The accepted statements lead to ${lei(known).en}, and this one begins on ${day(startsOn).en} with ${lei(opening).en}. Import the statement between them first.`,
    ),
  }),
  'line-decided': () => ({
    title: text('Linia are deja o decizie', 'The line has been decided'),
    detail: text(
      'Altcineva a hotărât între timp ce este această linie. Reîncărcați lista.',
      'Somebody decided meanwhile what this line is. Reload the list.',
    ),
  }),
  'line-elsewhere': () => ({
    title: text('Linia este înregistrată la altă campanie', 'The line is booked in another campaign'),
    detail: text(
      'Altă campanie cu același cont a înregistrat deja această mișcare, iar un leu se numără o singură dată (R23). Lăsați linia deoparte, cu acest motiv.',
      'Another campaign with the same account has booked this movement already, and a leu is counted once (R23). Set the line aside with that reason.',
    ),
  }),
  'line-sign': () => ({
    title: text('Linia merge în cealaltă direcție', 'The line goes the other way'),
    detail: text(
      'O sumă intrată este o donație sau plata unei promisiuni; o sumă ieșită este o restituire sau un transfer. Alegeți potrivit semnului liniei.',
      'What came in is a gift or the payment of a pledge; what went out is a refund or a transfer. Choose by the sign of the line.',
    ),
  }),
  'lines-open': ({ count }) => ({
    title: text('Sunt linii de extras nehotărâte', 'Lines of statements are undecided'),
    detail: text(
      `Întâi se hotărăște fiecare linie din extrase (R20). Mai sunt ${lines(count).ro}.`,
      `Each line of the statements is decided first (R20). There are ${lines(count).en} left.`,
    ),
  }),
  'statements-short': ({ until, need }) => ({
    title: text('Extrasele nu ajung până la închidere', 'The statements do not reach the close'),
    detail: text(
      until === null
        ? `Nu este importat niciun extras de cont. Importați extrasele până pe ${day(need).ro} (R22).`
        : `Extrasele ajung până pe ${day(until).ro}. Importați-le și pe cele până pe ${day(need).ro} (R22).`,
      until === null
        ? `No bank statement was imported. Import the statements up to ${day(need).en} (R22).`
        : `The statements reach ${day(until).en}. Import those up to ${day(need).en} as well (R22).`,
    ),
  }),
  'statements-late': ({ from, need }) => ({
    title: text('Extrasele nu încep la deschidere', 'The statements do not begin at the opening'),
    detail: text(
      `Primul extras începe pe ${day(from).ro} cu bani în cont. Importați-le și pe cele de la ${day(need).ro}, ca nicio donație să nu lipsească (R22).`,
      `The first statement begins on ${day(from).en} with money in the account. Import those from ${day(need).en} on as well, so that no gift is missing (R22).`,
    ),
  }),
  'match-state': ({ state }) => ({
    title: text('Dublarea sumei nu permite acum acest lucru', 'The match does not allow this now'),
    detail: text(
      `Dublarea sumei este ${MATCH_STATE_WORDS[state].ro} (R21).`,
      `The match is ${MATCH_STATE_WORDS[state].en} (R21).`,
    ),
  }),
  'match-sponsorship': () => ({
    title: text('Dublarea nu poate fi o sponsorizare', 'The match cannot be a sponsorship'),
    detail: text(
      'Legea nr. 32/1994 nu permite sponsorizarea din bani publici (R21). Scrieți temeiul legal prin care primăria dă suma.',
      'Law 32/1994 bars sponsorship from public money (R21). Write the legal route by which the town hall gives the sum.',
    ),
  }),
  'released-already': () => ({
    title: text('Ați eliberat deja plata', 'You have released the payment already'),
    detail: text(
      'Plata se eliberează de două persoane, dintre care una a primăriei (R21). O confirmă acum cealaltă.',
      'Two persons release the payment, one of them of the town hall (R21). It is the other’s turn.',
    ),
  }),
  'release-by-giver': () => ({
    title: text('Cine numește partenerul nu eliberează plata', 'Whoever names the partner does not release'),
    detail: text(
      'Cele două eliberări vin de la persoane independente (R21): nu de la un administrator și nici de la cine a dat cuiva rolul de partener în acest proiect. Plata o eliberează un alt manager sau partener.',
      'The two releases come from independent persons (R21): from no administrator, and from nobody who made somebody a partner of this project. Another manager or partner releases the payment.',
    ),
  }),
  'release-partner-missing': () => ({
    title: text('Trebuie să elibereze și primăria', 'The town hall has to release as well'),
    detail: text(
      'Plata a fost eliberată de fundație; a doua persoană trebuie să fie a primăriei (R21).',
      'The foundation has released the payment; the second person must be of the town hall (R21).',
    ),
  }),
  'release-differs': ({ amount, orderNumber, paidOn }) => ({
    title: text('Ordinul de plată diferă', 'The payment order differs'),
    detail: text(
      `Prima persoană a eliberat ${lei(amount).ro} cu ordinul ${orderNumber} din ${day(paidOn).ro} (R21). Verificați; dacă al ei este greșit, eliberează ea din nou, cu datele corecte.`,
      `The first person released ${lei(amount).en} with order ${orderNumber} of ${day(paidOn).en} (R21). Check; if theirs is wrong, they release again with the right data.`,
    ),
  }),
  'adjustments-open': ({ amount }) => ({
    title: text('Este de restituit o diferență', 'A difference is to be repaid'),
    detail: text(
      `După restituiri, primăriei i se cuvin înapoi ${lei(amount).ro} (R20). Înregistrați întâi restituirea.`,
      `After refunds ${lei(amount).en} go back to the town hall (R20). Record the repayment first.`,
    ),
  }),
  'no-adjustment': () => ({
    title: text('Nu este nimic de restituit', 'There is nothing to repay'),
    detail: text(
      'Nicio restituire de după închidere nu schimbă suma plătită de primărie (R20).',
      'No refund after the close changes what the town hall paid (R20).',
    ),
  }),
  'no-fund': () => ({
    title: text('Jalonul nu este un fond', 'The milestone is no fund'),
    detail: text(
      'Fondul se înființează la jalonul lui. Alegeți acel jalon.',
      'The fund is founded at its own milestone. Choose that milestone.',
    ),
  }),
  'fund-exists': () => ({
    title: text('Fondul există deja', 'The fund exists already'),
    detail: text('Un jalon are un singur fond. Deschideți-l.', 'A milestone has one fund. Open it.'),
  }),
} as const satisfies { readonly [Code in Refusal['code']]?: Say<Code> };

export type MoneyRefusal = Extract<Refusal, { readonly code: keyof typeof WORDS }>;

export const isMoneyRefusal = (refusal: Refusal): refusal is MoneyRefusal => Object.hasOwn(WORDS, refusal.code);

export function wordsOfMoney(refusal: MoneyRefusal): Words {
  return (WORDS[refusal.code] as (refusal: MoneyRefusal) => Words)(refusal);
}
