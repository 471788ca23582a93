/** R22: the statement of a campaign's sum as a notice for the board: one PDF/A-2b page, large, in Romanian or English. */
import type { Locale } from '../domain/lifecycle.ts';
import { noticeInWords, type SumNotice } from '../domain/sum-notice.ts';
import { FONT_FAMILIES } from './fonts.ts';
import { printable } from './printable.ts';
import { qrSvg } from './qr.ts';
import { typeset } from './typesetter.ts';

const FOLLOW: Readonly<Record<Locale, string>> = {
  ro: 'Fiecare leu, donație cu donație',
  en: 'Every leu, gift by gift',
};

function printNotice(notice: SumNotice, locale: Locale, address: string) {
  const { project } = notice;
  return {
    ...noticeInWords(notice, locale),
    lang: locale,
    project: project.title[locale],
    codes: project.codes.map(({ name, value }) => `${name}: ${value}`).join(' · '),
    publicity: project.publicity[locale],
    follow: FOLLOW[locale],
    shownAddress: address.replace(/^https?:\/\//, ''),
  };
}

/**
 * Sets the notice (A4, upright). The same facts, language and address give the same bytes.
 * @param publicUrl where people reach the server, without a slash at the end
 * @throws Error when the typesetter fails; what people wrote is no reason for it
 */
export async function renderSumNotice(notice: SumNotice, locale: Locale, publicUrl: string): Promise<Buffer> {
  const address = `${publicUrl}/p/${notice.project.slug}/sum?campaign=${notice.campaign.id}`;
  const shown = `${publicUrl}/p/${notice.project.slug}/sum`;
  return typeset({
    template: 'sum-notice.typ',
    inputs: {
      notice: JSON.stringify(printNotice(notice, locale, shown), (_, value: unknown) =>
        typeof value === 'string' ? printable(value) : value,
      ),
      address,
      qr: qrSvg(address),
      fonts: JSON.stringify(FONT_FAMILIES),
    },
    madeAt: notice.publishedAt,
  });
}
