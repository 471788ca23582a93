/** The ledgers as open data: the page that explains them, their descriptor, and the files, written while they are read. */
import { findPublicProject, type PublicProject } from '../../db/reads/public-project.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { RequestProblem } from '../problem.ts';
import { type Html, html } from './html.ts';
import { moneyLinks, moneyOfVisit, moneyPage } from './money-visit.ts';
import { DATA_FILES, DATA_FORMATS, type DataFile, type DataFormat, dataFile, dataPackage } from './open-data.ts';
import { sendPieces } from './pieces.ts';
import type { PublicPage, Visit } from './site.ts';

const WORDS = {
  ro: {
    title: 'Date deschise',
    intro:
      'Registrele campaniei, al părții primăriei și al fondului, așa cum sunt acum, cu fiecare înregistrare. Adresele fișierelor nu se schimbă. Nu conțin date personale în afara numelor pe care donatorii au ales să le arate.',
    descriptor: 'Descrierea fișierelor și a coloanelor pentru programe (Data Package)',
    columns: 'Coloane',
    formula: 'În CSV, un text care ar începe ca o formulă are un apostrof în față.',
  },
  en: {
    title: 'Open data',
    intro:
      'The ledgers of the campaign, of the town hall’s part and of the fund as they are now, with every entry. The addresses of the files do not change. They hold no personal data beside the names that donors chose to show.',
    descriptor: 'Files and columns described for programs (Data Package)',
    columns: 'Columns',
    formula: 'In CSV, a text that would begin like a formula has an apostrophe before it.',
  },
} as const;

function fileSection({ name, title, columns }: DataFile, slug: string, locale: Locale): Html {
  const links = DATA_FORMATS.map((format) => {
    const file = `${name}.${format}`;
    return html`<li><a href="/p/${slug}/data/${file}">${file}</a></li>\n`;
  });
  return html`<h2>${title[locale]}</h2>
<ul class="list">
${links}</ul>
<details><summary>${WORDS[locale].columns}</summary>
<dl>
${columns.map((column) => html`<dt><code>${column.name}</code></dt><dd>${column.about[locale]}</dd>\n`)}</dl></details>`;
}

/** The project, where it has money to tell of. */
async function projectWithMoney({ deps, param }: Visit): Promise<PublicProject> {
  const project = await findPublicProject(deps.store.knex, param('slug'));
  if (!project?.money) throw new RequestProblem('not-found');
  return project;
}

const dataPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/data',
  limit: 'readPage',
  async visit(visit) {
    const { locale } = visit;
    const { slug } = await projectWithMoney(visit);
    const found = await moneyOfVisit(visit);
    const words = WORDS[locale];
    return moneyPage(found, {
      title: words.title,
      findable: true,
      body: html`<p>${words.intro}</p>
<p><a href="/p/${slug}/data/datapackage.json">datapackage.json</a>: ${words.descriptor}</p>
<p class="hint">${words.formula}</p>
${DATA_FILES.map((file) => fileSection(file, slug, locale))}
${moneyLinks(found, '/data', locale)}`,
    });
  },
};

const descriptorPage: PublicPage = {
  method: 'get',
  path: '/p/:slug/data/datapackage.json',
  limit: 'readPage',
  async visit(visit) {
    const { deps, response } = visit;
    const project = await projectWithMoney(visit);
    const { slug, title, plan } = project;
    const described = dataPackage({ slug, title, summary: plan.summary }, `${deps.publicUrl}/p/${slug}/data`);
    response.set({ 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' });
    response.type('application/json').send(`${JSON.stringify(described, null, 2)}\n`);
    return 'answered';
  },
};

const TYPES: Readonly<Record<DataFormat, string>> = { csv: 'text/csv; charset=utf-8', json: 'application/json' };
const FILE = /^([a-z-]+)\.(csv|json)$/;

function fileNamed(name: string): { readonly file: DataFile; readonly format: DataFormat } {
  const [, base, ending] = FILE.exec(name) ?? [];
  const file = DATA_FILES.find((each) => each.name === base);
  const format = DATA_FORMATS.find((each) => each === ending);
  if (!file || !format) throw new RequestProblem('not-found');
  return { file, format };
}

const filePage: PublicPage = {
  method: 'get',
  path: '/p/:slug/data/:file',
  limit: 'download',
  async visit(visit) {
    const { deps, param, response, request } = visit;
    const { file, format } = fileNamed(param('file'));
    const project = await projectWithMoney(visit);
    response.status(200).set({
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${param('file')}"`,
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
    });
    if (request.method === 'HEAD') response.end();
    else await sendPieces(response, dataFile(deps.store.knex, project.id, file, format));
    return 'answered';
  },
};

export const dataPages: readonly PublicPage[] = [dataPage, descriptorPage, filePage];
