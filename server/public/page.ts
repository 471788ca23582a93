/**
 * The pages that anybody may open: written by the server, in Romanian or English, without a script.
 * Their policy lets a browser load nothing but the page's own style and pictures.
 */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Locale, LocalText } from '../../domain/lifecycle.ts';
import { type Content, Html, html } from './html.ts';
import { STYLE } from './style.ts';

export interface Page {
  /** 200 where it is left out. */
  readonly status?: number;
  /** In the page's head and as its heading. */
  readonly title: string;
  readonly body: Content;
  /** The project that the page is about, null where it is about none. */
  readonly project: { readonly title: LocalText; readonly publicity: LocalText } | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const OTHER: Readonly<Record<Locale, { readonly locale: Locale; readonly name: string }>> = {
  ro: { locale: 'en', name: 'English' },
  en: { locale: 'ro', name: 'Română' },
};

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded from anywhere, nothing runs, nobody frames it; forms go to this server. */
function policy(publicUrl: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(publicUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** The whole page: project above, publicity line below (R26). */
function layout(page: Page, locale: Locale): Html {
  const other = OTHER[locale];
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}${page.project && ` · ${page.project.title[locale]}`}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<p>${page.project?.title[locale] ?? ''}</p>
<nav aria-label="${locale === 'ro' ? 'Limba' : 'Language'}"><a href="?lang=${other.locale}" lang="${other.locale}" hreflang="${other.locale}">${other.name}</a></nav>
</header>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
<footer>${page.project && html`<p>${page.project.publicity[locale]}</p>`}</footer>
</body>
</html>
`;
}

/** Answers with a page; nobody on the way keeps it. */
export function sendPage(response: Response, page: Page, locale: Locale, publicUrl: string): void {
  response
    .status(page.status ?? 200)
    .set({
      'Content-Security-Policy': policy(publicUrl),
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
      ...page.headers,
    })
    .type('html')
    .send(layout(page, locale).text);
}
