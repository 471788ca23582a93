/** R4: a certificate as a PDF/A-2b file of one page, in Romanian or English. */
import { attendedInWords, type CertificateFacts, certificatePath, daysInWords } from '../domain/certificate.ts';
import type { Locale } from '../domain/lifecycle.ts';
import { formatDay } from '../domain/locale.ts';
import { CERTIFICATE_WORDS } from './certificate-words.ts';
import { FONT_FAMILIES } from './fonts.ts';
import { printable } from './printable.ts';
import { qrSvg } from './qr.ts';
import { typeset } from './typesetter.ts';

/** What the template sets: final texts, in the order in which they are read. */
function printCertificate(facts: CertificateFacts, locale: Locale, address: string) {
  const words = CERTIFICATE_WORDS[locale];
  const { run, project } = facts;
  return {
    lang: locale,
    heading: words.heading,
    number: `${words.number} ${facts.number}`,
    given: words.given,
    name: facts.printedName,
    for: words.for,
    title: run.title,
    when: `${daysInWords(run, locale)}, ${run.place}`,
    attended: `${words.attended}: ${attendedInWords(facts, locale)}`,
    ledBy: run.ledBy === '' ? null : `${words.ledBy}: ${run.ledBy}`,
    issued: `${words.issued} ${formatDay(facts.issuedOn, locale)}`,
    issuers: project.issuers.map((issuer) => issuer[locale]),
    project: project.title[locale],
    codes: project.codes.map(({ name, value }) => `${name}: ${value}`).join(' · '),
    verify: words.verify,
    publicity: project.publicity[locale],
    shownAddress: address.replace(/^https?:\/\//, ''),
  };
}

/**
 * Sets a certificate on paper (A4, landscape). The same facts, language and address give the same bytes.
 * @param publicUrl where people reach the server, without a slash at the end
 * @throws Error when the typesetter fails; what people wrote is no reason for it
 */
export async function renderCertificate(facts: CertificateFacts, locale: Locale, publicUrl: string): Promise<Buffer> {
  const address = `${publicUrl}${certificatePath(facts.code)}`;
  return typeset({
    template: 'certificate.typ',
    inputs: {
      certificate: JSON.stringify(printCertificate(facts, locale, address), (_, value: unknown) =>
        typeof value === 'string' ? printable(value) : value,
      ),
      address,
      qr: qrSvg(address),
      fonts: JSON.stringify(FONT_FAMILIES),
    },
    madeAt: new Date(facts.issuedOn),
  });
}
