/** R4: what a certificate says, on paper and on the page that confirms it. */
import type { Locale, LocalText } from './lifecycle.ts';
import { formatDay, plural } from './locale.ts';

/** What is printed of the run, as it stood when the certificate was issued. */
export interface PrintedRun {
  readonly title: string;
  readonly place: string;
  /** Trainers or hosts; may be empty. */
  readonly ledBy: string;
  /** First and last day of its sessions (YYYY-MM-DD, Romania). */
  readonly from: string;
  readonly to: string;
}

export interface CertificateFacts {
  readonly number: string;
  /** Given name and family name; empty once the person is erased (R28). */
  readonly printedName: string;
  readonly run: PrintedRun;
  readonly attended: number;
  readonly sessions: number;
  /** YYYY-MM-DD, Romania. */
  readonly issuedOn: string;
  readonly revokedOn: string | null;
  /** In the address of the page that confirms it. */
  readonly code: string;
  readonly project: {
    readonly title: LocalText;
    readonly codes: readonly { readonly name: string; readonly value: string }[];
    /** Lead partner and partners: who issues it. */
    readonly issuers: readonly LocalText[];
    /** R26. */
    readonly publicity: LocalText;
  };
}

/** `A8/2/017`: the milestone, the run, and the number in the project, which is never given twice. */
export function certificateNumber(milestoneKey: string, run: number, serial: number): string {
  return `${milestoneKey}/${run}/${String(serial).padStart(3, '0')}`;
}

/** Path of the page that confirms a certificate. */
export const certificatePath = (code: string): string => `/c/${code}`;

/** `2 mai 2023`, or `2 mai 2023 – 6 mai 2023`. */
export function daysInWords({ from, to }: Pick<PrintedRun, 'from' | 'to'>, locale: Locale): string {
  return from === to ? formatDay(from, locale) : `${formatDay(from, locale)} – ${formatDay(to, locale)}`;
}

/** `4 din 5 sesiuni`, `4 of 5 sessions`. */
export function attendedInWords(
  { attended, sessions }: Pick<CertificateFacts, 'attended' | 'sessions'>,
  locale: Locale,
): string {
  return locale === 'ro'
    ? `${attended} din ${plural(sessions, 'ro', { one: 'sesiune', few: 'sesiuni', other: 'de sesiuni' })}`
    : `${attended} of ${plural(sessions, 'en', { one: 'session', other: 'sessions' })}`;
}
