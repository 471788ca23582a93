/** Every route of the API, in the order in which they are matched. */
import type { Route } from '../route.ts';
import { attendanceRoutes } from './attendance.ts';
import { bankRoutes } from './bank.ts';
import { campaignRoutes } from './campaigns.ts';
import { certificateRoutes } from './certificates.ts';
import { donorRoutes } from './donors.ts';
import { enrolmentRoutes } from './enrolments.ts';
import { evidenceRoutes } from './evidence.ts';
import { fundRoutes } from './funds.ts';
import { importRoutes } from './imports.ts';
import { indicatorRoutes } from './indicators.ts';
import { ledgerRoutes } from './ledgers.ts';
import { matchRoutes } from './matches.ts';
import { milestoneRoutes } from './milestones.ts';
import { moneyPaperRoutes } from './money-papers.ts';
import { organisationRoutes } from './organisations.ts';
import { outreachRoutes } from './outreach.ts';
import { planRoutes } from './plans.ts';
import { projectRoutes } from './projects.ts';
import { proposalRoutes } from './proposals.ts';
import { recordRoutes } from './records.ts';
import { registerRoutes } from './register.ts';
import { rollRoutes } from './roll.ts';
import { runRoutes } from './runs.ts';
import { sessionRoutes } from './session.ts';
import { systemRoutes } from './system.ts';
import { userRoutes } from './users.ts';
import { voteRoutes } from './votes.ts';

export const ROUTES: readonly Route[] = [
  ...systemRoutes,
  ...sessionRoutes,
  ...userRoutes,
  ...planRoutes,
  ...projectRoutes,
  ...milestoneRoutes,
  ...indicatorRoutes,
  ...outreachRoutes,
  ...evidenceRoutes,
  ...registerRoutes,
  ...organisationRoutes,
  ...importRoutes,
  ...enrolmentRoutes,
  ...runRoutes,
  ...attendanceRoutes,
  ...voteRoutes,
  ...rollRoutes,
  ...campaignRoutes,
  ...ledgerRoutes,
  ...donorRoutes,
  ...matchRoutes,
  ...fundRoutes,
  ...bankRoutes,
  ...moneyPaperRoutes,
  ...certificateRoutes,
  ...proposalRoutes,
  ...recordRoutes,
];
