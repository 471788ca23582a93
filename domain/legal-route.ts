/** R21: the legal route by which the town hall gives its sum. It is never a sponsorship (Law 32/1994 bars budget money). */
import type { LocalText } from './lifecycle.ts';

/** Sponsor, sponsorship and what is derived from them, however spaced, accented or misspelt. */
const SPONSORSHIP = /spon[sz][oe]r/;
/** Between the number of a law and its year: `32/1994`, `32 din 19 mai 1994`, `no. 32 of 1994`, `32-94`. */
const BETWEEN = String.raw`(?:[\s./\\\p{Pd},]|din|of|from|anul|year|\d{1,2}\s+(?:mai|may))*`;
const OF_1994 = new RegExp(String.raw`(?<!\d)32${BETWEEN}(?:19)?94(?!\d)`, 'u');
/** `Legea 32`, `legii nr. 32`, `Law no. 32`, without a year; followed by another year it is another law. */
const LAW_32 = new RegExp(
  String.raw`(?:\blege\w*|\blegii|\blaw|\bl)[\s.]*(?:(?:nr|no|numarul|number)\b[\s.]*)?32(?!\d)(?!${BETWEEN}\d)`,
  'u',
);

/** Without accents, in lower case; digits of any width as digits. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text names sponsorship or its law: neither may be the route of the match (R21). */
export function namesSponsorship(text: string): boolean {
  const words = plain(text);
  return SPONSORSHIP.test(words.replace(/[^\p{L}]/gu, '')) || OF_1994.test(words) || LAW_32.test(words);
}

/** What is usual, for whoever writes it; which one holds is said by the town hall's lawyer. */
export const LEGAL_ROUTE_HELP: LocalText = {
  ro: 'Temeiul legal îl stabilește juristul primăriei. De obicei este o finanțare nerambursabilă din bugetul local, acordată după procedura ei (Legea nr. 350/2005), sau o cooperare ori asociere hotărâtă de consiliul local (Codul administrativ). Nu poate fi o donație de sprijin dată unei firme sau unui ONG în schimbul promovării.',
  en: 'The town hall’s lawyer says which legal route holds. Usually it is a grant from the local budget, given by its own procedure (Law 350/2005), or a cooperation or association decided by the local council (the Administrative Code). It cannot be support that is given in return for publicity.',
};
