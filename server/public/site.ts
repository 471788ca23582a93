/** Puts the public pages on the application: language, allowance, form, page; a fault is a page with words too. */
import express, { type Express, type Request, type Response } from 'express';
import { findPublicProject } from '../../db/reads/public-project.ts';
import { LOCALES, type Locale } from '../../domain/lifecycle.ts';
import type { Limits } from '../auth/limits.ts';
import { checkOrigin } from '../auth/origin.ts';
import { answerWithin } from '../deadline.ts';
import type { Server } from '../deps.ts';
import { localeOf } from '../locale.ts';
import { loggedError } from '../log-error.ts';
import { problemOf, RequestProblem } from '../problem.ts';
import { html } from './html.ts';
import { type Page, type PageProject, pageProject, sendPage } from './page.ts';

/** One visit of a public page. */
export interface Visit {
  readonly deps: Server;
  readonly locale: Locale;
  /** Domain time of this visit. */
  readonly now: Date;
  /** A part of the path by its name; empty where the path has none. */
  param(name: string): string;
  /** Which page of a long list is asked for (`?page=`), from 1. */
  readonly pageNumber: number;
  /** Fields of the form that was sent, each a single text; empty on GET. */
  readonly form: Readonly<Record<string, string>>;
  /** This page's own path with its language: where a form of it is sent. */
  readonly here: string;
  readonly request: Request;
  readonly response: Response;
}

export interface PublicPage {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** Which allowance a visit is counted on. */
  readonly limit: keyof Limits;
  /**
   * The page, or where the browser goes on to (303), or that the visit answered by itself, with a file for example.
   * `RequestProblem`s are shown in words.
   */
  readonly visit: (visit: Visit) => Promise<Page | { readonly seeOther: string } | 'answered'>;
}

const FORM_LIMIT_BYTES = 64 * 1024;
const FORM_FIELDS = 100;
const ANSWER_WITHIN_MS = 15_000;

/** The chosen language (`?lang=`), else the browser's. */
function chooseLocale(request: Request, response: Response): Locale {
  const chosen = LOCALES.find((locale) => locale === request.query.lang) ?? localeOf(response);
  response.locals.locale = chosen;
  return chosen;
}

const MOST_PAGES = 1000;

function pageNumberOf({ query }: Request): number {
  const asked = Number(query.page ?? 1);
  return Number.isInteger(asked) && asked >= 1 && asked <= MOST_PAGES ? asked : 1;
}

/** A field that came twice counts as its first. */
function fieldsOf(body: unknown): Record<string, string> {
  if (body === null || typeof body !== 'object') return {};
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') fields[name] = first;
  }
  return fields;
}

const readForm = express.urlencoded({ extended: false, limit: FORM_LIMIT_BYTES, parameterLimit: FORM_FIELDS });

async function formOf(request: Request, response: Response): Promise<Record<string, string>> {
  if (request.method !== 'POST') return {};
  await new Promise<void>((resolve, reject) => {
    readForm(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return fieldsOf(request.body);
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,59}$/;
const SLUG_OF = /^\/p\/([a-z0-9][a-z0-9-]{0,59})(?:\/|$)/;

/** The project that a page's address names: R26 asks for its publicity line even where the page has a fault. */
async function projectOfPath(deps: Server, path: string): Promise<PageProject | null> {
  const slug = SLUG_OF.exec(path)?.[1];
  if (slug === undefined) return null;
  try {
    const project = await findPublicProject(deps.store.knex, slug);
    return project && pageProject(project);
  } catch {
    // The fault may be that the database is away.
    return null;
  }
}

async function answerPage(page: Page, deps: Server, request: Request, response: Response): Promise<void> {
  const project = page.project ?? (await projectOfPath(deps, request.path));
  if (response.headersSent || response.destroyed) return;
  sendPage(response, { ...page, project }, localeOf(response), deps.publicUrl);
}

function answerVisit(page: PublicPage, deps: Server) {
  return async (request: Request, response: Response): Promise<void> => {
    response.locals.route = page.path;
    const locale = chooseLocale(request, response);
    await deps.limits[page.limit].attempt(request, response, null);
    // What is no project's name is not asked of PostgreSQL.
    if (request.params.slug !== undefined && !SLUG.test(String(request.params.slug)))
      throw new RequestProblem('not-found');
    const answer = await page.visit({
      deps,
      locale,
      now: deps.clock.now(),
      param: (name) => String(request.params[name] ?? ''),
      pageNumber: pageNumberOf(request),
      form: await formOf(request, response),
      here: `${request.path}?lang=${locale}`,
      request,
      response,
    });
    if (answer === 'answered') return;
    if ('seeOther' in answer) response.set('Cache-Control', 'no-store').redirect(303, answer.seeOther);
    else await answerPage(answer, deps, request, response);
  };
}

const NO_PAGE = {
  ro: {
    title: 'Pagina nu există',
    detail: 'Verificați adresa: poate lipsește o parte din ea, sau ce era aici nu mai este public.',
  },
  en: {
    title: 'There is no such page',
    detail: 'Check the address: a part of it may be missing, or what was here is no longer public.',
  },
} as const;

function answerFault(deps: Server) {
  return async (error: unknown, request: Request, response: Response, next: (error: unknown) => void) => {
    if (response.headersSent || response.destroyed) return next(error);
    const { body, headers } = problemOf(error, chooseLocale(request, response));
    if (body.status >= 500)
      deps.log.error({ id: response.locals.requestId, error: loggedError(error) }, 'a page could not be answered');
    const { status } = body;
    const { title, detail } = status === 404 ? NO_PAGE[localeOf(response)] : body;
    await answerPage({ status, title, body: html`<p>${detail}</p>`, project: null, headers }, deps, request, response);
  };
}

/** Mounts the pages; another method at their address is refused in words, and so is a page of a project that is none. */
export function mountPages(app: Express, pages: readonly PublicPage[], deps: Server): void {
  const router = express.Router();
  const gates = [answerWithin(ANSWER_WITHIN_MS), checkOrigin(deps.publicUrl)];
  for (const page of pages) router[page.method](page.path, ...gates, answerVisit(page, deps));
  for (const path of new Set(pages.map((page) => page.path))) {
    const allow = pages
      .filter((page) => page.path === path)
      .map(({ method }) => method.toUpperCase())
      .join(', ');
    router.all(path, () => {
      throw new RequestProblem('method-not-allowed', { facts: { allow }, headers: { Allow: allow } });
    });
  }
  router.use('/p', async (request, response) => {
    await deps.limits.readPage.attempt(request, response, null);
    throw new RequestProblem('not-found');
  });
  router.use(answerFault(deps));
  app.use(router);
}
