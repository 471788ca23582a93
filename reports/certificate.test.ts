import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { extractText, getDocumentProxy } from 'unpdf';
import type { CertificateFacts } from '../domain/certificate.ts';
import type { Locale } from '../domain/lifecycle.ts';
import { findVeraPdf } from '../stack/finding.ts';
import { renderCertificate } from './certificate.ts';
import { cojocnaFacts } from './eventful-facts.ts';
import { qrSvg } from './qr.ts';

const URL_OF_SERVER = 'https://jalon.example.org';
const { plan } = cojocnaFacts().project;

const FACTS: CertificateFacts = {
  number: 'A8/2/017',
  printedName: 'Ștefania Exemplu-Țîră',
  run: {
    title: 'Facilitator de dezvoltare comunitară (exemplu)',
    place: 'Sala mare (exemplu)',
    ledBy: 'formator (exemplu)',
    from: '2023-05-02',
    to: '2023-05-06',
  },
  attended: 4,
  sessions: 5,
  issuedOn: '2023-05-08',
  revokedOn: null,
  code: 'k3v9x0w2m4q8z7a1b6c5',
  project: {
    title: plan.title,
    codes: plan.codes,
    issuers: plan.partners.filter(({ role }) => role !== 'host').map(({ name }) => name),
    publicity: plan.publicity,
  },
};

/** Facts in which every text that a person may write is the given one. */
function saying(text: string): CertificateFacts {
  const both = { ro: text, en: text };
  return {
    ...FACTS,
    printedName: text,
    run: { ...FACTS.run, title: text, place: text, ledBy: text },
    project: { title: both, codes: [{ name: text, value: text }], issuers: Array(5).fill(both), publicity: both },
  };
}

const oneLine = (text: string): string => text.replace(/\u200B/g, '').replace(/\s+/g, ' ');
const joined = (text: string): string => text.replace(/[\s\u200B]+/g, '');

async function print(facts: CertificateFacts, locale: Locale) {
  const bytes = await renderCertificate(facts, locale, URL_OF_SERVER);
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document);
  return { bytes, document, pages: document.numPages, text: text.map(oneLine).join(' ') };
}

/** The dark squares of a code's picture, so many pixels each, as a camera would give them. */
function pictureOf(svg: string, pixels: number): { readonly data: Uint8ClampedArray; readonly side: number } {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) * pixels;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, column, row] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = Number(row) * pixels; y < (Number(row) + 1) * pixels; y += 1) {
      const from = (y * side + Number(column) * pixels) * 4;
      for (let at = from; at < from + pixels * 4; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { data, side };
}

describe('what a certificate says', () => {
  test('R4 number, name, course, place, days, sessions and who gives it, in Romanian', async () => {
    const { text, pages } = await print(FACTS, 'ro');
    expect(pages).toBe(1);
    for (const said of [
      'Certificat de participare',
      'Nr. A8/2/017',
      'Ștefania Exemplu-Țîră',
      'Facilitator de dezvoltare comunitară (exemplu)',
      '2 mai 2023 – 6 mai 2023, Sala mare (exemplu)',
      'Prezență: 4 din 5 sesiuni',
      'Susținut de: formator (exemplu)',
      'Emis la 8 mai 2023',
      'Fundația Civitas',
      'Primăria Cojocna',
      'MySMIS2014+: 151364 · SIPOCA: 913',
      plan.title.ro,
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Ciugud');
    expect(joined(text)).toContain('jalon.example.org/c/k3v9x0w2m4q8z7a1b6c5');
  });

  test('R4 the same in English; one day is one day, nobody leads where nobody is named', async () => {
    const one = { ...FACTS, attended: 1, sessions: 1, run: { ...FACTS.run, to: FACTS.run.from, ledBy: '' } };
    const { text } = await print(one, 'en');
    expect(text).toContain('Certificate of participation No. A8/2/017');
    expect(text).toContain('2 May 2023, Sala mare (exemplu) Attendance: 1 of 1 session');
    expect(text).toContain('Issued on 8 May 2023');
    expect(text).not.toContain('Led by');
  });

  test('R26 the publicity line stands on it, also one of 4,000 characters', async () => {
    expect((await print(FACTS, 'ro')).text).toContain(oneLine(plan.publicity.ro));
    expect((await print(FACTS, 'en')).text).toContain(oneLine(plan.publicity.en));
    const line = 'Proiect cofinanțat din Fondul Social European. '.repeat(85).trim();
    const long = { ...FACTS, project: { ...FACTS.project, publicity: { ro: line, en: line } } };
    const { text, pages } = await print(long, 'ro');
    expect(pages).toBe(1);
    expect(text).toContain(line);
  });

  test('the code and its link lead to the page that confirms it', async () => {
    const address = `${URL_OF_SERVER}/c/${FACTS.code}`;
    const { document } = await print(FACTS, 'ro');
    const links: { unsafeUrl?: string }[] = await (await document.getPage(1)).getAnnotations();
    expect(new Set(links.map(({ unsafeUrl }) => unsafeUrl))).toEqual(new Set([address]));
    const { data, side } = pictureOf(qrSvg(address), 8);
    expect(jsQR.default(data, side, side)?.data).toBe(address);
  });

  test('the same certificate gives the same bytes', async () => {
    const [first, again] = [await print(FACTS, 'ro'), await print(structuredClone(FACTS), 'ro')];
    expect(first.bytes.equals(again.bytes)).toBe(true);
  });
});

describe('what people wrote', () => {
  test.each([
    ['Typst', '#panic("no") #include "/etc/passwd" $x^2$ *bold* `raw` <label> @ref \\ // /*'],
    ['quotes', `"], "x": "\\"} ' „a” «b»`],
    ['other scripts', 'Анна Іванівна · Γιώργος · 王小明 · Աննա · ანა'],
  ])('stays text on one page: %s', async (_, text) => {
    const read = await print(saying(text), 'ro');
    expect(read.pages).toBe(1);
    expect(joined(read.text).split(joined(text)).length - 1).toBeGreaterThan(8);
  });

  test.each([
    ['a name of 400 characters', 'Maria Alexandra Ecaterina '.repeat(16).slice(0, 400)],
    ['a word of 400 characters', 'Y'.repeat(400)],
    ['a word of 4,000 characters', 'W'.repeat(4000)],
  ])('whatever its length, nothing leaves the page: %s', async (_, text) => {
    const { document, pages, text: read } = await print(saying(text), 'ro');
    expect(pages).toBe(1);
    expect(joined(read)).toContain(joined(text).slice(0, 300));
    const page = await document.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    for (const item of items as { transform: number[]; width: number; str: string }[]) {
      const [left = 0, bottom = 0] = item.transform.slice(4);
      expect(left + item.width).toBeLessThan(width);
      expect(left).toBeGreaterThan(0);
      expect(bottom).toBeLessThan(height);
    }
  });
});

describe('PDF/A-2b', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jalon-certificate-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('veraPDF agrees: ro, en, every script', async () => {
    const { program } = await findVeraPdf();
    const papers: Record<string, CertificateFacts> = {
      plain: FACTS,
      scripts: saying('Ștefan · Анна · Γιώργος · 王小明 · عمر · שרה · Աննա · 🙂 · \u{10FFFF} · e\u0301\u0336'),
    };
    const paths: string[] = [];
    for (const [name, facts] of Object.entries(papers))
      for (const locale of ['ro', 'en'] as const) {
        const path = join(folder, `${name}-${locale}.pdf`);
        await writeFile(path, await renderCertificate(facts, locale, URL_OF_SERVER));
        paths.push(path);
      }
    const { stdout } = await promisify(execFile)(program, ['--flavour', '2b', '--format', 'text', ...paths]);
    expect(stdout.trim().split('\n')).toEqual(paths.map((path) => `PASS ${path} 2b`));
  });
});
