/**
 * Letters with voting codes, one a page, as one PDF that is written while it is made: thousands of letters take no more
 * memory than a few. A4, folded in three for a window envelope (DIN 5008, form B: the address field 45 mm from the top).
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { type Letter, type LetterFacts, letterWords, votingAddress } from '../domain/voting-letter.ts';
import { fromRoot } from '../root.ts';
import { codePointsOf } from './fonts.ts';

const MM = 72 / 25.4;
const LEFT = 25 * MM;
const WIDTH = (210 - 25 - 20) * MM;
const WINDOW = { top: 45 * MM, left: 20 * MM + 5 * MM, width: 80 * MM };
const FOLDS = [105 * MM, 210 * MM];
const QR = { side: 42 * MM, left: (210 - 20 - 42) * MM };
/** Light modules around a code: the standard asks for four. */
const QUIET = 4;

const FILES = {
  regular: fromRoot('node_modules', '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  strong: fromRoot('node_modules', '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  other: fromRoot('node_modules', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
} as const;
type Face = keyof typeof FILES;

let covered: ReadonlySet<number> | undefined;

/** Names hold any script: what the first font cannot write is set in the one that knows more. */
function faceFor(text: string, wanted: Face): Face {
  covered ??= codePointsOf(readFileSync(FILES.regular));
  const known = covered;
  return [...text].every((character) => known.has(character.codePointAt(0) ?? 0)) ? wanted : 'other';
}

/** The dark bars of a QR code, row by row, in modules; `side` with the light ones around. */
export function qrBars(text: string) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const bars: { readonly x: number; readonly y: number; readonly width: number }[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column + 1;
      while (end < size && modules.get(row, end)) end += 1;
      bars.push({ x: column + QUIET, y: row + QUIET, width: end - column });
      column = end;
    }
  }
  return { side: size + 2 * QUIET, bars };
}

function drawQr(pdf: PDFKit.PDFDocument, text: string, top: number): void {
  const { side, bars } = qrBars(text);
  const step = QR.side / side;
  for (const { x, y, width } of bars) pdf.rect(QR.left + x * step, top + y * step, width * step, step);
  pdf.fill('#000');
}

function drawLetter(pdf: PDFKit.PDFDocument, facts: LetterFacts, letter: Letter): void {
  const words = letterWords(facts, letter);
  const write = (text: string, size: number, face: Face, options: PDFKit.Mixins.TextOptions = {}) =>
    pdf
      .font(faceFor(text, face))
      .fontSize(size)
      .fillColor('#000')
      .text(text, { width: WIDTH, lineGap: 2, ...options });
  pdf.addPage();
  pdf.strokeColor('#999').lineWidth(0.5);
  for (const fold of FOLDS)
    pdf
      .moveTo(5 * MM, fold)
      .lineTo(10 * MM, fold)
      .stroke();

  pdf.x = WINDOW.left;
  pdf.y = WINDOW.top;
  write(words.sender, 7, 'regular', { width: WINDOW.width, height: 12, ellipsis: true });
  pdf.y = WINDOW.top + 18;
  for (const line of [letter.name, ...letter.address].slice(0, 5))
    write(line, 12, 'regular', { width: WINDOW.width, height: 32, ellipsis: true });

  pdf.x = LEFT;
  pdf.y = 108 * MM;
  write(words.heading, 20, 'strong');
  pdf.y += 4;
  write(words.question, 13, 'regular');
  write(words.window, 13, 'strong');
  pdf.y += 10;
  const top = pdf.y;
  drawQr(pdf, votingAddress(facts.address, facts.voteId, letter.code), top);
  write(words.codeTitle, 12, 'regular', { width: WIDTH - QR.side });
  pdf.y += 4;
  write(words.code, 21, 'strong', { width: WIDTH - QR.side });
  pdf.y = Math.max(pdf.y, top + QR.side) + 6;
  for (const [index, step] of words.steps.entries()) write(`${index + 1}. ${step}`, 11, 'regular');
  pdf.y += 6;
  write(words.paper, 11, 'regular');
  pdf.y += 4;
  write(words.secret, 11, 'strong');
  pdf.y = Math.max(pdf.y + 6, 272 * MM);
  write(words.publicity, 7, 'regular', { lineGap: 0 });
}

/**
 * Writes the letters into `out`, and ends it.
 * @throws when `out` fails, or closes before the last letter
 */
export async function writeLetters(facts: LetterFacts, letters: Iterable<Letter>, out: Writable): Promise<void> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 0, bottom: 0, left: LEFT, right: 20 * MM },
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'ro',
    displayTitle: true,
    info: { Title: facts.question.ro, Producer: 'Jalon', Creator: 'Jalon' },
  });
  for (const [name, file] of Object.entries(FILES)) pdf.registerFont(name, file);
  const gone = once(out, 'close').then(() => {
    if (!out.writableFinished) throw new Error('the letters were not taken to the end');
  });
  gone.catch(() => {});
  const failed = once(out, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => {});
  pdf.pipe(out);
  for (const letter of letters) {
    drawLetter(pdf, facts, letter);
    // Whoever else this program answers is not kept waiting.
    await setImmediate();
    // The pages that are done go out before the next ones are made.
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), gone, failed]);
  }
  pdf.end();
  await Promise.race([gone, failed]);
}
