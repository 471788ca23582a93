/** What is printed of money: the receipt of a gift (R20), the statement of the sum for the board (R22). */
import { z } from 'zod';
import { receiptFacts } from '../../db/money/receipts.ts';
import { findSumNotice } from '../../db/reads/sum-notice.ts';
import { REGISTER_READERS } from '../../db/register/registering.ts';
import { recordView } from '../../db/register/views.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';
import { locale } from '../schema/common.ts';
import { sendPaper } from './paper.ts';

const query = z.strictObject({ locale: locale.optional() });

const receipt = route({
  method: 'get',
  path: '/api/ledger-entries/:id/receipt',
  summary: 'The receipt of a gift or a settled pledge as PDF/A. It names the donor: who looks is on record.',
  tag: 'ledgers',
  access: { who: 'member', object: 'ledger-entry', roles: REGISTER_READERS },
  query,
  answer: { produces: 'application/pdf' },
  handler: async ({ deps, caller, target, query: asked, response, now, ...call }) => {
    const language = asked.locale ?? call.locale;
    const facts = await receiptFacts(deps.store.knex, target.id);
    if (!facts) throw new RequestProblem('not-found');
    const { projectId } = target;
    await recordView(deps.store, { projectId, userId: caller.id, scope: 'donors', personId: null }, now);
    const name = `${facts.number} ${language === 'ro' ? 'confirmare' : 'receipt'}.pdf`;
    sendPaper(response, await deps.papers.receipt(facts, language), name, language);
  },
});

const statement = route({
  method: 'get',
  path: '/api/campaigns/:id/statement.pdf',
  summary: 'The statement of the sum as it was published, as a notice for the board: one page, PDF/A.',
  tag: 'campaigns',
  access: { who: 'member', object: 'campaign' },
  query,
  answer: { produces: 'application/pdf' },
  handler: async ({ deps, target, query: asked, response, ...call }) => {
    const language = asked.locale ?? call.locale;
    const notice = await findSumNotice(deps.store.knex, target.id);
    if (!notice) throw new RequestProblem('not-found');
    const name = language === 'ro' ? 'suma strânsă.pdf' : 'the sum raised.pdf';
    sendPaper(response, await deps.papers.sumNotice(notice, language), name, language);
  },
});

export const moneyPaperRoutes = [receipt, statement];
