/**
 * The final report as a PDF/A-2b file, in Romanian or English.
 */
import type { Locale } from '../domain/lifecycle.ts';
import type { ReportModel } from '../domain/report-model.ts';
import { FONT_FAMILIES } from './fonts.ts';
import { printable } from './printable.ts';
import { printReport } from './printed-report.ts';
import { typeset } from './typesetter.ts';

/** Addresses and identifiers: not set as text, or not to be broken. */
const AS_THEY_ARE = new Set(['href', 'target', 'id', 'lang', 'tone']);

const printableText = (key: string, value: unknown): unknown =>
  typeof value === 'string' && !AS_THEY_ARE.has(key) ? printable(value) : value;

/**
 * Sets the report on paper (A4). The same model and language give the same bytes.
 * Works in a thread of its own: the event loop stays free.
 * @throws Error when the typesetter fails; what people wrote is no reason for it
 */
export async function renderFinalReport(model: ReportModel, locale: Locale): Promise<Buffer> {
  return typeset({
    template: 'final-report.typ',
    inputs: {
      report: JSON.stringify(printReport(model, locale), printableText),
      fonts: JSON.stringify(FONT_FAMILIES),
    },
    madeAt: new Date(model.madeAt),
  });
}
