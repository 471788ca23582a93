/** R4: who has a certificate, who has earned one, and what keeps the others from it. */
import type { Enrolment, Run } from '../api/types.ts';

export type CertificateStanding =
  | { readonly kind: 'issued'; readonly number: string }
  /** Enough sessions, all of them closed: it can be issued. */
  | { readonly kind: 'earned' }
  /** Not known yet: so many sessions are still open, and they may suffice. */
  | { readonly kind: 'open'; readonly sessions: number; readonly lacking: number }
  /** The sessions that are left do not suffice any more, or there are none left. */
  | { readonly kind: 'too-few'; readonly attended: number; readonly needed: number };

type Course = Pick<Run, 'sessionsNeeded'> & { readonly sessions: readonly Pick<Run['sessions'][number], 'closedAt'>[] };
type Attended = Pick<Enrolment, 'attended' | 'entitled' | 'certificate'>;

export function certificateStanding(enrolment: Attended, { sessions, sessionsNeeded }: Course): CertificateStanding {
  const { attended, entitled, certificate } = enrolment;
  if (certificate) return { kind: 'issued', number: certificate.number };
  const open = sessions.filter(({ closedAt }) => closedAt === null).length;
  const lacking = Math.max(0, sessionsNeeded - attended);
  if (lacking > open) return { kind: 'too-few', attended, needed: sessionsNeeded };
  if (open > 0) return { kind: 'open', sessions: open, lacking };
  return entitled ? { kind: 'earned' } : { kind: 'too-few', attended, needed: sessionsNeeded };
}
