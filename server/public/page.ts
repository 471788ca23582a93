/**
 * The pages that anybody may open: written by the server, in Romanian or English, without a script.
 * Their policy lets a browser load nothing but the page's own style and pictures.
 */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { type Content, Html, html } from './html.ts';
import { STYLE } from './style.ts';

/** The pages of a project, in the order of their navigation, each with its path behind `/p/<slug>`. */
export const SECTIONS = {
  project: { path: '', name: { ro: 'Proiectul', en: 'The project' } },
  calendar: { path: '/calendar', name: { ro: 'Calendar', en: 'Calendar' } },
  consultations: { path: '/consultations', name: { ro: 'Consultări', en: 'Consultations' } },
  proposals: { path: '/proposals', name: { ro: 'Propuneri', en: 'Proposals' } },
  vote: { path: '/vote', name: { ro: 'Vot', en: 'Vote' } },
  campaign: { path: '/campaign', name: { ro: 'Donații', en: 'Giving' } },
  documents: { path: '/documents', name: { ro: 'Documente', en: 'Documents' } },
} as const satisfies Readonly<Record<string, { readonly path: string; readonly name: LocalText }>>;
export type Section = keyof typeof SECTIONS;

/** What the layout says of a project: above the page, in its navigation and in the publicity line. */
export interface PageProject {
  /** Without it there is no navigation. */
  readonly slug?: string;
  readonly title: LocalText;
  readonly publicity: LocalText;
  /** Whether there is a campaign or a fund to see: their pages are in the navigation from then on. */
  readonly money?: boolean;
}

export interface Page {
  /** 200 where it is left out. */
  readonly status?: number;
  /** In the page's head and as its heading. */
  readonly title: string;
  readonly body: Content;
  /** The project that the page is about, null where it is about none. */
  readonly project: PageProject | null;
  /** Where the page stands in the project's navigation. */
  readonly section?: Section;
  /**
   * Search engines may list it and browsers may keep it, asking each time whether it is still so. Never of a page that
   * is somebody's own.
   */
  readonly findable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** The path of the one script that the page runs, this server's own. Without it a page runs none. */
  readonly script?: string;
}

/** The project as the layout wants it. */
export const pageProject = (project: {
  readonly slug: string;
  readonly title: LocalText;
  readonly money: boolean;
  readonly plan: { readonly publicity: LocalText };
}): PageProject => ({
  slug: project.slug,
  title: project.title,
  publicity: project.plan.publicity,
  money: project.money,
});

/** The address of a page of a project, in the language that is being read. */
export const sectionPath = (slug: string, section: Section, locale: Locale): string =>
  `/p/${slug}${SECTIONS[section].path}?lang=${locale}`;

const OTHER: Readonly<Record<Locale, { readonly locale: Locale; readonly name: string }>> = {
  ro: { locale: 'en', name: 'English' },
  en: { locale: 'ro', name: 'Română' },
};

const WORDS = {
  ro: { language: 'Limba', pages: 'Paginile proiectului', all: 'Toate proiectele', skip: 'La conținut' },
  en: { language: 'Language', pages: 'Pages of the project', all: 'All projects', skip: 'To the content' },
} as const;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded from anywhere, nothing runs but a page's own script, nobody frames it; forms go to this server. */
function policy(publicUrl: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    ...(script === undefined ? [] : ["script-src 'self'", "connect-src 'self'"]),
    `style-src 'sha256-${styleHash}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(publicUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** What stands above the page: the project that it belongs to, or the way to all of them. */
function belongsTo({ project, section }: Page, locale: Locale): Content {
  if (!project) return html`<a href="/?lang=${locale}">Jalon</a>`;
  if (project.slug === undefined) return project.title[locale];
  if (section === 'project') return html`<a href="/?lang=${locale}">${WORDS[locale].all}</a>`;
  return html`<a href="${sectionPath(project.slug, 'project', locale)}">${project.title[locale]}</a>`;
}

function navigation({ project, section }: Page, locale: Locale): Content {
  const slug = project?.slug;
  if (slug === undefined) return null;
  const names = (Object.keys(SECTIONS) as Section[]).filter((name) => name !== 'campaign' || project?.money === true);
  return html`<nav class="pages" aria-label="${WORDS[locale].pages}">
${names.map((name) => html`<a href="${sectionPath(slug, name, locale)}"${name === section && html` aria-current="page"`}>${SECTIONS[name].name[locale]}</a>\n`)}</nav>`;
}

/**
 * The whole page: project and its navigation above, publicity line below (R26).
 * @param query of the page's address: in the other language it is the same page
 */
function layout(page: Page, locale: Locale, query: string): Html {
  const other = OTHER[locale];
  const inOther = new URLSearchParams(query);
  inOther.set('lang', other.locale);
  const words = WORDS[locale];
  const about = page.project?.title[locale];
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${page.findable !== true && html`<meta name="robots" content="noindex">\n`}<title>${page.title}${about !== undefined && about !== page.title && ` · ${about}`}</title>
<style>${new Html(STYLE)}</style>
${page.script !== undefined && html`<script type="module" src="${page.script}"></script>\n`}</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p>${belongsTo(page, locale)}</p>
<nav aria-label="${words.language}"><a href="?${inOther.toString()}" lang="${other.locale}" hreflang="${other.locale}">${other.name}</a></nav>
</header>
${navigation(page, locale)}
<main id="content">
<h1>${page.title}</h1>
${page.body}
</main>
<footer>${page.project && html`<p>${page.project.publicity[locale]}</p>`}</footer>
</body>
</html>
`;
}

/** Answers with a page; only what anybody may find is kept on the way, and never without asking again. */
export function sendPage(response: Response, page: Page, locale: Locale, publicUrl: string): void {
  const [, query = ''] = response.req.originalUrl.split('?');
  const text = layout(page, locale, query).text;
  const kept = page.findable === true && (page.status ?? 200) === 200;
  response
    .status(page.status ?? 200)
    .set({
      'Content-Security-Policy': policy(publicUrl, page.script),
      'Content-Language': locale,
      Vary: 'Accept-Language',
      ...(kept
        ? { 'Cache-Control': 'no-cache', ETag: `"${createHash('sha256').update(text).digest('base64url')}"` }
        : { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' }),
      ...page.headers,
    })
    .type('html')
    .send(text);
}
