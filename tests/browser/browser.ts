/** Chromium, and somebody in front of it: a window of their own with what went wrong in it. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../stack/finding.ts';

/** How long a person waits for something to appear before they give up. */
const PATIENCE_MS = 30_000;

export interface Visit {
  readonly page: Page;
  /** Errors of the page itself, also what its security policy stopped; refusals of the server are none. */
  readonly faults: readonly string[];
}

/** @throws when there is no Chromium, naming every way that was tried */
export async function openBrowser(): Promise<Browser> {
  const { program } = await findChromium();
  // As root, Chromium does not start with its sandbox; it shows nothing here but our own pages.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: program, args });
}

/** Opens a window with cookies of its own. */
export async function visit(browser: Browser, width = 1280): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'ro-RO',
    // A person who asked for less movement; animations only make tests slower.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    const refusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refusal) faults.push(message.text());
  });
  return { page, faults };
}

/** Signs in with a single-use link, as a person does: opens it and presses the button. */
export async function signIn({ page }: Visit, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Intrați cu această legătură' }).click();
  await page.getByRole('heading', { level: 1, name: 'De făcut' }).waitFor();
}

/** When this document was loaded: the same as before means that nobody reloaded the page. */
export function loadedAt(page: Page): Promise<number> {
  return page.evaluate<number>('performance.timeOrigin');
}
