/**
 * The page behind a certificate's QR code: confirms what is printed on it, and nothing more. Who holds the code holds
 * the paper; it cannot be guessed.
 */
import { findCertificateByCode } from '../../db/runs/certificates.ts';
import { attendedInWords, type CertificateFacts, daysInWords } from '../../domain/certificate.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { formatDay } from '../../domain/locale.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import type { PublicPage } from './site.ts';

const WORDS = {
  ro: {
    valid: 'Certificatul este valabil',
    validNote: 'A fost emis în proiectul de mai jos; datele sunt cele tipărite pe certificat.',
    revoked: 'Certificatul a fost revocat',
    revokedNote: (day: string) => `Nu mai este valabil din ${day}.`,
    unknown: 'Certificatul nu există',
    unknownNote:
      'Nu s-a emis niciun certificat cu acest cod. Verificați adresa de pe certificat sau scanați din nou codul QR.',
    number: 'Numărul',
    name: 'Numele',
    erased: 'nume șters la cererea persoanei',
    course: 'Cursul sau vizita',
    place: 'Locul',
    dates: 'Perioada',
    ledBy: 'Susținut de',
    attended: 'Prezența',
    issued: 'Emis la',
    issuers: 'Emis de',
    project: 'Proiectul',
  },
  en: {
    valid: 'The certificate is valid',
    validNote: 'It was issued in the project below; the facts are those printed on the certificate.',
    revoked: 'The certificate was revoked',
    revokedNote: (day: string) => `It has not been valid since ${day}.`,
    unknown: 'There is no such certificate',
    unknownNote:
      'No certificate was issued with this code. Check the address on the certificate, or scan its QR code again.',
    number: 'Number',
    name: 'Name',
    erased: 'name erased on request',
    course: 'Course or visit',
    place: 'Place',
    dates: 'Dates',
    ledBy: 'Led by',
    attended: 'Attendance',
    issued: 'Issued on',
    issuers: 'Issued by',
    project: 'Project',
  },
} as const;

const CODE = /^[0-9a-z]{20,40}$/;

function confirmed(facts: CertificateFacts, locale: Locale): Page {
  const words = WORDS[locale];
  const { run, project } = facts;
  const rows: readonly (readonly [string, string])[] = [
    [words.number, facts.number],
    [words.name, facts.printedName === '' ? words.erased : facts.printedName],
    [words.course, run.title],
    [words.place, run.place],
    [words.dates, daysInWords(run, locale)],
    [words.ledBy, run.ledBy],
    [words.attended, attendedInWords(facts, locale)],
    [words.issued, formatDay(facts.issuedOn, locale)],
    [words.issuers, project.issuers.map((issuer) => issuer[locale]).join(', ')],
    [
      words.project,
      [project.title[locale], ...project.codes.map(({ name, value }) => `${name}: ${value}`)].join(' · '),
    ],
  ];
  const note: Html =
    facts.revokedOn === null
      ? html`<p class="note good">${words.validNote}</p>`
      : html`<p class="note bad">${words.revokedNote(formatDay(facts.revokedOn, locale))}</p>`;
  return {
    title: facts.revokedOn === null ? words.valid : words.revoked,
    body: html`${note}
<dl>
${rows.filter(([, text]) => text !== '').map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>\n`)}</dl>`,
    project,
  };
}

export const certificatePage: PublicPage = {
  method: 'get',
  path: '/c/:code',
  limit: 'openCode',
  visit: async ({ deps, locale, param }) => {
    // Typed from paper, it may come in capitals.
    const code = param('code').toLowerCase();
    const facts = CODE.test(code) ? await findCertificateByCode(deps.store.knex, code) : null;
    if (facts) return confirmed(facts, locale);
    const { unknown, unknownNote } = WORDS[locale];
    return { status: 404, title: unknown, body: html`<p>${unknownNote}</p>`, project: null };
  },
};
