/**
 * Voting codes and receipts: in the alphabet of Crockford's base 32, which leaves out letters that are read for others.
 * A code (100 bits) lets one person vote once a round; a receipt (80 bits) finds a ballot again, and nothing else.
 */

/** Small letters and digits without i, l, o, u. */
export const CODE_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
export const CODE_LENGTH = 20;
export const RECEIPT_LENGTH = 16;

const GROUP = 4;
const CODE = /^[0-9a-hjkmnp-tv-z]{20}$/;
const RECEIPT = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** What somebody typed, where it is not clean already, as it was meant: spaces and hyphens away, o for 0, i and l for 1. */
function meant(typed: string): string {
  return typed
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[\s\u2010-\u2015-]+/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
}

/** @returns the code as its hash is made of it, or null where it can be none */
export function readCode(typed: string): string | null {
  if (CODE.test(typed)) return typed;
  const code = meant(typed);
  return CODE.test(code) ? code : null;
}

/** @returns the receipt as it stands on the ballot, or null where it can be none */
export function readReceipt(typed: string): string | null {
  if (RECEIPT.test(typed)) return typed;
  const receipt = meant(typed);
  return RECEIPT.test(receipt) ? receipt : null;
}

/** In groups of four, capital letters: as it is printed and shown, `7K3M-0Q9T-…`. */
export function printedCode(code: string): string {
  return (code.toUpperCase().match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}
