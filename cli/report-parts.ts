/** The report and the papers of runs as the server serves them: the layer rules let only a program's entry join the server and reports/. */
import { loadReportFacts } from '../db/report-data.ts';
import type { Store } from '../db/store.ts';
import { buildReportModel, type ReportModel } from '../domain/report-model.ts';
import { renderAttendanceList } from '../reports/attendance-list.ts';
import { renderCertificate } from '../reports/certificate.ts';
import { renderFinalReport } from '../reports/final-report.ts';
import { writeLetters } from '../reports/letters.ts';
import { renderReceipt } from '../reports/receipt.ts';
import { renderSumNotice } from '../reports/sum-notice.ts';
import type { ServerDeps } from '../server/deps.ts';

/** @param publicUrl where people reach the server, without a slash at the end: it stands in the certificates' QR codes */
export function reportParts(store: Store, publicUrl: string): Pick<ServerDeps, 'report' | 'papers'> {
  const model = async (projectId: string, now: Date): Promise<ReportModel> => {
    const facts = await loadReportFacts(store.knex, projectId);
    if (!facts) throw new Error(`no project ${projectId}`);
    return buildReportModel(facts, now);
  };
  return {
    report: { model, pdf: async (projectId, locale, now) => renderFinalReport(await model(projectId, now), locale) },
    papers: {
      certificate: (facts, locale) => renderCertificate(facts, locale, publicUrl),
      attendanceList: renderAttendanceList,
      letters: writeLetters,
      sumNotice: (notice, locale) => renderSumNotice(notice, locale, publicUrl),
      receipt: (facts, locale) => renderReceipt(facts, locale, publicUrl),
    },
  };
}
