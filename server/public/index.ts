/** Every public page, in the order in which they are matched. */
import { certificatePage } from './certificate.ts';
import type { PublicPage } from './site.ts';

export const PAGES: readonly PublicPage[] = [certificatePage];
