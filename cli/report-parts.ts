/** The report as the server serves it: the layer rules let only a program's entry join the server and reports/. */
import { loadReportFacts } from '../db/report-data.ts';
import type { Store } from '../db/store.ts';
import { buildReportModel, type ReportModel } from '../domain/report-model.ts';
import { renderFinalReport } from '../reports/final-report.ts';
import type { ServerDeps } from '../server/deps.ts';

export function reportParts(store: Store): Pick<ServerDeps, 'report'> {
  const model = async (projectId: string, now: Date): Promise<ReportModel> => {
    const facts = await loadReportFacts(store.knex, projectId);
    if (!facts) throw new Error(`no project ${projectId}`);
    return buildReportModel(facts, now);
  };
  return {
    report: { model, pdf: async (projectId, locale, now) => renderFinalReport(await model(projectId, now), locale) },
  };
}
