/** Bank accounts as people type and read them. The server decides whether one is taken. */

const bare = (typed: string): string => typed.toUpperCase().replaceAll(/[\s\u2010-\u2015-]+/gu, '');

/** In groups of four. */
export const printedIban = (iban: string): string => (bare(iban).match(/.{1,4}/g) ?? []).join(' ');

/** A whole account whose check digits fit (ISO 13616): what is shown while it is typed. */
export function isIban(typed: string): boolean {
  const iban = bare(typed);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || (iban.startsWith('RO') && iban.length !== 24)) return false;
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
  const rest = [...moved].reduce((left, character) => {
    const value = Number.parseInt(character, 36);
    return (left * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return rest === 1;
}
