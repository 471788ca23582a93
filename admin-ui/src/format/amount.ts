/** Amounts in lei as people type them. The server reads what is sent (R18); this shows meanwhile how it will be read. */

/** The largest that is taken: ten thousand billion lei, in bani. */
const LARGEST = 1_000_000_000_000_000;

/** `10000`, `10000,5`; `10.000`, `10 000`, `10.000,00`. */
const PLAIN = /^(\d+)(?:,(\d{1,2}))?$/;
const GROUPED = /^([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d{1,2}))?$/;

/**
 * What an amount in Romanian writing means, in bani. Null for what is no amount yet, and for what an English reader
 * would read as another sum (`10.00`, `1,000`): the server says which ones.
 */
export function readAmount(text: string): number | null {
  const written = text
    .replace(/[\s\u00A0\u2009\u202F]+/g, ' ')
    .trim()
    .replace(/ ?(lei|leu|ron)$/i, '');
  const [, lei = '', bani = ''] = PLAIN.exec(written) ?? GROUPED.exec(written) ?? [];
  if (lei === '') return null;
  const read = Number(`${lei.replace(/\D/g, '')}${bani.padEnd(2, '0')}`);
  return read <= LARGEST ? read : null;
}

/** Bani as they are typed, `10.000,00`: what a field begins with. */
export function typedAmount(bani: number): string {
  const digits = String(bani).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')},${digits.slice(-2)}`;
}
