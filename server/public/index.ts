/** Every public page, in the order in which they are matched. */
import type { PublicPage } from './site.ts';

export const PAGES: readonly PublicPage[] = [];
