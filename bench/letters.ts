/** Letters with voting codes: how long a village's letters take on paper, and how much memory. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE_ALPHABET, CODE_LENGTH } from '../domain/voting-code.ts';
import type { Letter } from '../domain/voting-letter.ts';
import { writeLetters } from '../reports/letters.ts';
import { type BenchOptions, count, type Measurement } from './measurement.ts';

const AIM_SECONDS = 60;
const AIM_MB = 500;
const MB = 2 ** 20;

function* sampleLetters(number: number): Iterable<Letter> {
  for (let at = 1; at <= number; at += 1) {
    const code = Array.from(randomBytes(CODE_LENGTH), (byte) => CODE_ALPHABET.charAt(byte % 32)).join('');
    yield { name: `Persoană de probă ${at}`, address: [`Str. Școlii nr. ${at}`, 'Satul Exemplu'], locale: 'ro', code };
  }
}

/** Options: `--letters` (5000). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const letters = count(options, 'letters', 5000);
  const folder = await mkdtemp(join(tmpdir(), 'jalon-letters-'));
  const file = join(folder, 'letters.pdf');
  const facts = {
    project: { ro: 'Proiect de probă', en: 'Sample project' },
    publicity: { ro: 'Linia finanțatorului, de probă.', en: "The funder's line, a sample." },
    sender: { ro: 'Fundație de probă', en: 'Sample foundation' },
    question: { ro: 'Care dintre propuneri să fie realizată?', en: 'Which proposal shall be carried out?' },
    round: 1 as const,
    opensAt: new Date('2027-05-03T05:00:00Z'),
    closesAt: new Date('2027-05-17T17:00:00Z'),
    address: 'https://jalon.example.org/p/cojocna/vote',
    voteId: '6f0f6c1e-52a5-4c0e-9a53-0d1f9e2b7a41',
  };
  try {
    const begun = performance.now();
    await writeLetters(facts, sampleLetters(letters), createWriteStream(file));
    const seconds = (performance.now() - begun) / 1000;
    const resident = process.resourceUsage().maxRSS / 1024;
    const size = (await stat(file)).size / MB;
    console.log(
      `${letters} letters in ${seconds.toFixed(1)} s; the process took at most ${resident.toFixed(0)} MB (aim: at most ${AIM_MB}); ${size.toFixed(1)} MB of PDF`,
    );
    return {
      figure: seconds,
      unit: 's',
      aim: { atMost: AIM_SECONDS },
      details: { letters, seconds, maxResidentMB: resident, aimResidentMB: AIM_MB, pdfMB: size },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
