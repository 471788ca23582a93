import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Locale } from '../domain/lifecycle.ts';
import { formatDay } from '../domain/locale.ts';
import type { ReportFacts } from '../domain/report-facts.ts';
import { buildReportModel, type ReportModel } from '../domain/report-model.ts';
import { findVeraPdf } from '../stack/finding.ts';
import { cojocnaFacts, eventfulFacts } from './eventful-facts.ts';
import { renderFinalReport } from './final-report.ts';
import { typeset } from './typesetter.ts';

const NOW = new Date('2023-09-20T08:30:00Z');
const run = promisify(execFile);

interface Read {
  readonly bytes: Buffer;
  /** Text of each page, white space drawn together and places to break taken out. */
  readonly pages: readonly string[];
  readonly text: string;
  readonly document: Awaited<ReturnType<typeof getDocumentProxy>>;
}

const oneLine = (text: string): string => text.replace(/\u200B/g, '').replace(/\s+/g, ' ');
/** Without any white space: a long word that was broken is one word again. */
const joined = (text: string): string => text.replace(/[\s\u200B]+/g, '');

async function print(model: ReportModel, locale: Locale): Promise<Read> {
  const bytes = await renderFinalReport(model, locale);
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document);
  const pages = text.map(oneLine);
  return { bytes, pages, text: pages.join(' '), document };
}

interface Annotation {
  /** Where a link inside the document leads. */
  readonly dest?: unknown;
  /** Where a link out of the document leads. */
  readonly unsafeUrl?: string;
}

async function annotationsOf({ document, pages }: Read): Promise<Annotation[]> {
  const found: Annotation[] = [];
  for (let number = 1; number <= pages.length; number += 1) {
    found.push(...(await (await document.getPage(number)).getAnnotations()));
  }
  return found;
}

/** Facts in which every text that a person may write is the given one. */
function saying(text: string, facts: ReportFacts = eventfulFacts()): ReportFacts {
  const { project } = facts;
  const { plan } = project;
  const both = { ro: text, en: text };
  return {
    ...facts,
    project: {
      ...project,
      title: both,
      plan: {
        ...plan,
        summary: both,
        publicity: both,
        codes: [{ name: text, value: text }],
        partners: plan.partners.map((partner) => ({ ...partner, name: both })),
        stages: plan.stages.map((stage) => ({ ...stage, name: both })),
        promises: plan.promises.map((promise) => ({ ...promise, title: both })),
        budget: { ...plan.budget, sources: plan.budget.sources.map((source) => ({ ...source, name: both })) },
        milestones: plan.milestones.map((milestone) => ({
          ...milestone,
          evidence: milestone.evidence.map((requirement) => ({ ...requirement, title: both })),
        })),
      },
    },
    milestones: facts.milestones.map((milestone) => ({
      ...milestone,
      title: both,
      submittedBy: milestone.submittedBy && { ...milestone.submittedBy, name: text },
    })),
    gates: Object.fromEntries(
      Object.entries(facts.gates).map(([id, gate]) => [
        id,
        {
          ...gate,
          quantities: gate.quantities.map((quantity) => ({ ...quantity, title: both })),
          organisations: gate.organisations.map((organisation) => ({ ...organisation, name: text })),
        },
      ]),
    ),
    runs: facts.runs.map((each) => ({ ...each, title: text, place: text })),
    indicators: facts.indicators.map((indicator) => ({ ...indicator, title: both })),
    evidence: facts.evidence.map((evidence) => ({ ...evidence, name: text, description: text })),
    dueDates: facts.dueDates.map((due) => ({ ...due, reason: due.reason && text })),
    endings: facts.endings.map((ending) => ({ ...ending, reason: text })),
    amendments: facts.amendments.map((amendment) => ({ ...amendment, number: text, reason: text })),
  };
}

describe('the final report on paper', () => {
  const model = buildReportModel(eventfulFacts(), NOW);
  let ro: Read;
  let en: Read;
  beforeAll(async () => {
    [ro, en] = await Promise.all([print(model, 'ro'), print(model, 'en')]);
  });

  test('R25 the gaps come before the milestones, in both languages', () => {
    for (const [read, titles] of [
      [ro, ['Lipsuri De rezolvat înainte de depunere', 'De explicat în raport', 'Jaloane pe etape']],
      [en, ['Gaps To be closed before submission', 'To be explained in the report', 'Milestones by stage']],
    ] as const) {
      const places = titles.map((title) => read.text.indexOf(title));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    for (const gap of model.gaps) {
      expect(joined(ro.text)).toContain(joined(gap.text.ro));
      expect(joined(en.text)).toContain(joined(gap.text.en));
    }
  });

  test('R25 the number of every figure is a link, and every record it leads to is listed with its identifier', async () => {
    const [, annex = ''] = ro.text.split('Anexa 1. Cifrele și înregistrările lor').slice(-2);
    const numbers = [...ro.text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    expect(numbers.length).toBeGreaterThan(80);
    expect(new Set(numbers).size).toBe(numbers.length);
    const links = (await annotationsOf(ro)).filter(({ dest }) => dest);
    const aboutMilestones =
      model.gaps.filter(({ milestone }) => milestone !== null).length + model.indicators.rows.length;
    expect(links).toHaveLength(numbers.length + aboutMilestones);
    for (const { id } of eventfulFacts().evidence) expect(annex).toContain(id);
    for (const { id } of eventfulFacts().milestones) expect(annex).toContain(id);
    for (const { id } of eventfulFacts().undelivered) expect(annex).toContain(id);
  });

  test('R1 R4 R25 indicators say who the persons are, runs what they lack, documents whose they are', () => {
    expect(ro.text).toContain('A8 Persoane din grupul țintă participante persoane unice din grupul țintă prezente');
    expect(ro.text).toContain('A8 · Persoane din grupul țintă participante Cine sunt persoanele numărate.');
    expect(ro.text).toMatch(/Fundația Civitas 20 20 \[\d+\]/);
    expect(ro.text).toMatch(/A8\/2 Seria 2 Căminul cultural \(exemplu\) .{10,60} 5 din 5 \[\d+\] 20 \[\d+\] 17 din 20/);
    expect(ro.text).toMatch(
      /Prezența zilnică dovezi: 3 \[\d+\] pentru fiecare curs, vizită sau consultare Seria 1 dovezi: 1 din 1/,
    );
    expect(en.text).toContain('“Seria 2”: not everybody who earned a certificate has one (17/20).');
    expect(en.text).toMatch(/A8 · Persons of the target group taking part .* Civitas Foundation 20 20/);
  });

  test('R26 the publicity line stands on every page', () => {
    expect(ro.pages.length).toBeGreaterThan(5);
    for (const page of ro.pages) expect(page).toContain(model.publicity.ro);
    for (const page of en.pages) expect(page).toContain(model.publicity.en);
    expect(model.publicity.ro).toContain('nu reprezintă în mod obligatoriu poziția oficială a Uniunii Europene');
  });

  test('R26 a publicity line of 4,000 characters has its place on every page', async () => {
    const line = 'Proiect cofinanțat din Fondul Social European. '.repeat(85).trim();
    const { pages } = await print({ ...model, publicity: { ro: line, en: line } }, 'ro');
    for (const page of pages) expect(page).toContain(line);
  });

  test('R8 moved dates appear with their reasons', () => {
    expect(ro.text).toContain('Termen planificat 31 martie 2023');
    expect(ro.text).toContain('31 martie 2023 15 mai 2023 2 martie 2023 Căminul cultural este în renovare');
    expect(ro.text).toContain('15 mai 2023 31 mai 2023 20 aprilie 2023 A doua consultare are loc după sărbători');
    expect(en.text).toContain('15 May 2023 31 May 2023 20 April 2023');
    expect(ro.text).toContain('AA 2/2023, semnat la 10 iulie 2023: 26 septembrie 2023 → 31 decembrie 2023');
  });

  test('R18 lei stand as Romanians and as the English write them, with the difference flagged', () => {
    expect(ro.text).toContain('416.186,58 lei');
    expect(ro.text).toContain('Diferență 3,00 lei');
    expect(ro.text).toContain('Suma surselor 416.183,58 lei');
    expect(en.text).toContain('416,186.58 lei');
    expect(en.text).toContain('Difference 3.00 lei');
  });

  test('R18 a budget that adds up has no flag', async () => {
    const facts = cojocnaFacts();
    const { plan } = facts.project;
    const sources = plan.budget.sources.map((source) =>
      source.key === 'national' ? { ...source, amount: source.amount + 300 } : source,
    );
    const mended = { ...facts, project: { ...facts.project, plan: { ...plan, budget: { ...plan.budget, sources } } } };
    const { text } = await print(buildReportModel(mended, NOW), 'ro');
    expect(text).toContain('Suma surselor 416.186,58 lei');
    expect(text).not.toContain('Diferență');
  });

  test('R19 R20 R22 R23 what was raised, matched and put into the fund has a section of its own, outside of the budget', () => {
    const [, section = ''] = ro.text.split('Acești bani nu fac parte din bugetul proiectului');
    expect(section).toMatch(/A11 · Campania: Iluminat inteligent în parc .* Suma strânsă 10\.312,50 lei \[\d+\]/);
    expect(section).toMatch(/partea ei este de cel mult 10\.000,00 lei/);
    expect(section).toMatch(/Respinsă de consiliul local 31\/2023, 20 iulie 2023/);
    expect(section).toMatch(
      /38\/2023, 10 august 2023 Corectat la 14 august 2023\. Scria: 83\/2023, 10 august 2023\. Motivul: Cifre inversate/,
    );
    expect(section).toMatch(/Corectat la 18 august 2023\. Scria: 77, 15 august 2023\. Motivul: Ziua semnării/);
    expect(section).toMatch(/De restituit primăriei 87,50 lei \[\d+\]/);
    expect(section).toMatch(/Sold 18\.212,50 lei \[\d+\]/);
    expect(en.text).toMatch(/Corrected on 14 August 2023\. It said: 83\/2023, 10 August 2023\. The reason: Cifre/);
    expect(en.text).toMatch(/Refunded until the close 200\.00 lei/);
  });

  test('adopted and waived milestones are flagged with their reason', () => {
    expect(ro.text).toContain('preluat ca încheiat');
    expect(ro.text).toContain('Motiv: Documentarea era gata când proiectul a fost înregistrat în aplicație.');
    expect(ro.text).toContain('exceptat');
    expect(ro.text).toContain('Motiv: Finanțatorul a acceptat în scris informarea făcută înainte de contract.');
    expect(ro.text).toContain('încheiat la 12 septembrie 2022');
  });

  test('the file says its language and title, has bookmarks and page numbers', async () => {
    for (const [read, language, title] of [
      [ro, 'ro-RO', 'Raport final: Parteneriat'],
      [en, 'en-GB', 'Final report: Partnership'],
    ] as const) {
      const { info } = await read.document.getMetadata();
      expect(info).toMatchObject({ Language: language, Title: expect.stringContaining(title) });
      expect(info).toMatchObject({ CreationDate: expect.stringContaining('20230920083000') });
      const [, milestones] = await read.document.getOutline();
      const stages: { items: unknown[] }[] = milestones?.items ?? [];
      expect(stages.flatMap(({ items }) => items)).toHaveLength(15);
    }
    expect(ro.pages.at(-1)).toContain(`pagina ${ro.pages.length} / ${ro.pages.length}`);
    expect(ro.text).toContain(`Întocmit la ${formatDay('2023-09-20', 'ro')}, 11:30`);
  });

  test('the same model gives the same bytes, another one gives others', async () => {
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const [again, other] = await Promise.all([
      renderFinalReport(structuredClone(model), 'ro'),
      renderFinalReport({ ...model, madeAt: '2023-09-21T08:30:00.000Z' }, 'ro'),
    ]);
    expect(hash(again)).toBe(hash(ro.bytes));
    expect(hash(other)).not.toBe(hash(ro.bytes));
  });
});

describe('text that people wrote', () => {
  const printed = async (text: string): Promise<Read> => print(buildReportModel(saying(text), NOW), 'ro');

  test.each([
    ['Typst', '#panic("no") #include "/etc/passwd" $x^2$ *bold* _it_ `raw` <label> @ref \\ \\u{41} // /* = ~ --- ...'],
    ['templates and HTML', '{{publicity}} {{{x}}} <script>alert(1)</script> &lt; <%= 1 %> $1'],
    ['quotes and JSON', `"], "x": "\\"} ' „a” «b» \\n`],
    ['other scripts', 'Анна Иванова · Γιώργος Παπαδόπουλος · 王小明 · Ștefan Țîră · Աննա · ანა'],
  ])('stays text: %s', async (_, text) => {
    const { text: read } = await printed(text);
    expect(joined(read).split(joined(text)).length - 1).toBeGreaterThan(60);
  });

  test('right-to-left names are set, direction and control characters are not', async () => {
    const { text } = await printed('عمر שרה \u202Egpj.exe\u202C \u0007\u0000\u200B sfârșit');
    expect(text).toContain('gpj.exe');
    for (const hidden of ['\u202E', '\u202C', '\u0007', '\u0000']) expect(text).not.toContain(hidden);
  });

  test('a character that no font has is named by its code point', async () => {
    const { text } = await printed('x\u{10FFFF} \uD800 \u{E000}e\u20E3\u0336 한글');
    for (const name of ['[U+10FFFF]', '[U+D800]', '[U+E000]']) expect(joined(text)).toContain(name);
  });

  test('10,000 characters without a space stay on the page, also as a title', async () => {
    const facts = eventfulFacts();
    const money = { campaigns: [], matches: [], funds: [] };
    const some = { ...facts, money, milestones: facts.milestones.slice(0, 3), evidence: facts.evidence.slice(0, 3) };
    const bytes = await renderFinalReport(buildReportModel(saying('ABCDEFGHIJ'.repeat(1000), some), NOW), 'ro');
    // It has hundreds of pages; only the first ones are read, where the titles stand.
    const document = await getDocumentProxy(new Uint8Array(bytes));
    let text = '';
    for (let number = 1; number <= 20; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const shown = items as { str: string; transform: number[]; width: number }[];
      text += shown.map(({ str }) => str).join('');
      const right = shown.map(({ transform, width }) => (transform[4] ?? 0) + width);
      expect(Math.max(...right)).toBeLessThan(page.getViewport({ scale: 1 }).width);
    }
    expect(joined(text)).toContain('ABCDEFGHIJ'.repeat(300));
  });

  test('an address that is no web address is printed and not linked', async () => {
    const facts = cojocnaFacts();
    const [first, ...rest] = facts.evidence;
    if (!first) throw new Error('the sample has no evidence');
    const evil = { ...first, file: null, link: 'javascript://example.org/%0Aalert(1)', name: 'Anunț' };
    const read = await print(buildReportModel({ ...facts, evidence: [evil, ...rest] }, NOW), 'ro');
    const urls = (await annotationsOf(read)).flatMap(({ unsafeUrl }) => unsafeUrl ?? []);
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.every((url) => url.startsWith('https://example.org/'))).toBe(true);
  });
});

describe('PDF/A-2b', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jalon-report-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is claimed, and veraPDF agrees: ro, en, every script, nothing but gaps', async () => {
    const { program } = await findVeraPdf();
    const scripts = saying('Ștefan · Анна · Γιώργος · 王小明 · عمر · שרה · Աննა · 🙂 · \u{10FFFF} · e\u0301\u0336');
    const models = {
      'eventful-ro': await renderFinalReport(buildReportModel(eventfulFacts(), NOW), 'ro'),
      'eventful-en': await renderFinalReport(buildReportModel(eventfulFacts(), NOW), 'en'),
      'scripts-ro': await renderFinalReport(buildReportModel(scripts, NOW), 'ro'),
      'empty-ro': await renderFinalReport(buildReportModel({ ...cojocnaFacts(), milestones: [] }, NOW), 'ro'),
    };
    const files = Object.entries(models).map(([name, bytes]) => ({ path: join(folder, `${name}.pdf`), bytes }));
    for (const { path, bytes } of files) await writeFile(path, bytes);
    const { stdout } = await run(program, ['--flavour', '2b', '--format', 'text', ...files.map(({ path }) => path)]);
    expect(stdout.trim().split('\n')).toEqual(files.map(({ path }) => `PASS ${path} 2b`));
    for (const { bytes } of files) {
      const metadata = bytes.toString('latin1');
      expect(metadata).toContain('<pdfaid:part>2</pdfaid:part>');
      expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    }
  });
});

describe('the typesetter', () => {
  test('says why it failed, and works on', async () => {
    const job = { template: 'no-such-report.typ', inputs: {}, madeAt: NOW };
    await expect(typeset(job)).rejects.toThrow(/could not be typeset: .*no-such-report/);
    const bytes = await renderFinalReport(buildReportModel(cojocnaFacts(), NOW), 'en');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
