/** The fixed words of a certificate and of an attendance list. */
import type { Locale } from '../domain/lifecycle.ts';

interface CertificateWords {
  readonly heading: string;
  readonly number: string;
  readonly given: string;
  readonly for: string;
  readonly attended: string;
  readonly ledBy: string;
  readonly issued: string;
  readonly verify: string;
}

export const CERTIFICATE_WORDS: Readonly<Record<Locale, CertificateWords>> = {
  ro: {
    heading: 'Certificat de participare',
    number: 'Nr.',
    given: 'Se acordă',
    for: 'pentru participarea la',
    attended: 'Prezență',
    ledBy: 'Susținut de',
    issued: 'Emis la',
    verify: 'Verificați certificatul',
  },
  en: {
    heading: 'Certificate of participation',
    number: 'No.',
    given: 'This is to certify that',
    for: 'took part in',
    attended: 'Attendance',
    ledBy: 'Led by',
    issued: 'Issued on',
    verify: 'Verify this certificate',
  },
};

interface AttendanceListWords {
  readonly heading: string;
  readonly session: string;
  readonly place: string;
  readonly ledBy: string;
  readonly topic: string;
  readonly columns: readonly [string, string, string, string];
  readonly signedBy: string;
  readonly page: string;
}

export const ATTENDANCE_LIST_WORDS: Readonly<Record<Locale, AttendanceListWords>> = {
  ro: {
    heading: 'Listă de prezență',
    session: 'Sesiunea',
    place: 'Locul',
    ledBy: 'Susținut de',
    topic: 'Tema',
    columns: ['Nr.', 'Numele și prenumele', 'Organizația / categoria', 'Semnătura'],
    signedBy: 'Semnătura persoanei care susține sesiunea',
    page: 'pagina',
  },
  en: {
    heading: 'Attendance list',
    session: 'Session',
    place: 'Place',
    ledBy: 'Led by',
    topic: 'Topic',
    columns: ['No.', 'Family and given name', 'Organisation / category', 'Signature'],
    signedBy: 'Signature of the person who leads the session',
    page: 'page',
  },
};
