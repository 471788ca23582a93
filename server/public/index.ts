/** Every public page, in the order in which they are matched. */
import { calendarPages } from './calendar.ts';
import { campaignPages } from './campaign.ts';
import { certificatePage } from './certificate.ts';
import { consultationsPage } from './consultations.ts';
import { dataPages } from './data.ts';
import { documentPages } from './documents.ts';
import { enrolmentPages } from './enrolment.ts';
import { frontPage } from './front.ts';
import { fundPage } from './fund.ts';
import { givingPages } from './giving.ts';
import { matchPage } from './match.ts';
import { personalPages } from './personal.ts';
import { projectPage } from './project.ts';
import { proposalListPage, proposalPage } from './proposals.ts';
import { proposingPages } from './proposing.ts';
import { scriptPages } from './scripts.ts';
import type { PublicPage } from './site.ts';
import { sumPages } from './sum.ts';
import { votePages } from './vote.ts';
import { voteProtectionPage } from './vote-protection.ts';
import { voteReceiptPages } from './vote-receipt.ts';
import { voteResultPages } from './vote-result.ts';

export const PAGES: readonly PublicPage[] = [
  frontPage,
  projectPage,
  ...calendarPages,
  consultationsPage,
  ...documentPages,
  proposalListPage,
  ...proposingPages,
  proposalPage,
  ...enrolmentPages,
  ...personalPages,
  certificatePage,
  ...votePages,
  ...voteReceiptPages,
  ...voteResultPages,
  voteProtectionPage,
  ...campaignPages,
  ...givingPages,
  ...sumPages,
  matchPage,
  fundPage,
  ...dataPages,
  ...scriptPages,
];
