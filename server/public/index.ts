/** Every public page, in the order in which they are matched. */
import { certificatePage } from './certificate.ts';
import { enrolmentPages } from './enrolment.ts';
import { personalPages } from './personal.ts';
import type { PublicPage } from './site.ts';

export const PAGES: readonly PublicPage[] = [...enrolmentPages, ...personalPages, certificatePage];
