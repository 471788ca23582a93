/** What a page must not have: faults that axe finds, and more width than the window. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe calls serious or worse, each with the elements it is about. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await atRest(page);
  // A notice that fades away has any contrast on its way. To describe what is in order takes as long as to look.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .exclude('.MuiSnackbar-root');
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html}`).join('\n')}`);
}

/** Waits until nothing fades or slides any more: on its way a colour has any contrast. A sign of loading never rests. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
    .map(({ finished }) => finished)).then(() => true)`);
}

/** How far the page can be moved sideways, in pixels. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate<number>('(window.scrollTo(10_000, 0), window.scrollX)');
}
