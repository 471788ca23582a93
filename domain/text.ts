/** Text that people write: normalised once, at the door. */

const CEDILLA: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' };

/** Control characters but tab and newline; zero-width and direction-changing characters that disguise what is read. */
const HOSTILE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u200B\uFEFF]/gu;

/**
 * NFC, ş ţ with cedilla → ș ț with comma below, line ends → "\n", invisible and direction-changing characters removed,
 * outer white space cut. Names of people keep any script (domain: Romanian locale).
 */
export function cleanText(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[şŞţŢ]/g, (letter) => CEDILLA[letter] ?? letter)
    .replace(HOSTILE, '')
    .trim();
}
