/** Runs of a milestone (courses, study visits, consultations): sessions, enrolments, attendance, certificates; outreach; indicators. */
import { z } from 'zod';
import { COUNTED } from '../../domain/plan.ts';
import { ENROLMENT_STATES, MARKED_HOW, RUN_PHASES, RUN_STATES } from '../../domain/runs.ts';
import { cleanText } from '../../domain/text.ts';
import { day, id, instant, localText, sentence, person as user } from './common.ts';

const optionalText = (max: number) => z.string().overwrite(cleanText).max(max).default('');

export const session = z.object({
  id,
  startsAt: instant,
  endsAt: instant,
  topic: z.string(),
  closedAt: instant.nullable(),
  /** Of those enrolled: marked as present, as absent, not marked yet. */
  present: z.int(),
  absent: z.int(),
  unmarked: z.int(),
});

export const runRow = z.object({
  id,
  projectId: id,
  milestone: z.object({
    id,
    key: z.string(),
    title: localText,
    kind: z.enum(['course', 'study-visit', 'consultation']),
  }),
  number: z.int(),
  title: z.string(),
  place: z.string(),
  ledBy: z.string(),
  capacity: z.int().nullable(),
  public: z.boolean(),
  state: z.enum(RUN_STATES),
  phase: z.enum(RUN_PHASES),
  version: z.int(),
  startsAt: instant,
  endsAt: instant,
  invitedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  enrolled: z.int(),
  waiting: z.int(),
  /** Persons who earned a certificate (R4), and certificates that stand. */
  entitled: z.int(),
  certified: z.int(),
});

export const run = z.object({
  ...runRow.shape,
  sessions: z.array(session),
  /** Whether this milestone gives certificates, and how many sessions earn one (R4). */
  certificates: z.boolean(),
  sessionsNeeded: z.int(),
  /** Whether the plan lets the public enrol in runs of this milestone. */
  publicAllowed: z.boolean(),
  /** Address of the enrolment page, where it is public. */
  enrolmentUrl: z.string().nullable(),
  /** R11: of a consultation: since when its notice is public, the last day for it, the first day possible from today. */
  notice: z.object({ publishedAt: instant.nullable(), lastDay: day, firstDay: day, days: z.int() }).nullable(),
  /** Address of the public notice, once it is published. */
  noticeUrl: z.string().nullable(),
  /** R11: when the minutes are due, when they were given, and how many days late; null where none are asked, or before its end. */
  minutes: z.object({ dueOn: day, givenAt: instant.nullable(), lateDays: z.int() }).nullable(),
  /** Evidence that the plan asks for each run. */
  requirements: z.array(
    z.object({
      key: z.string(),
      title: localText,
      min: z.int(),
      have: z.int(),
      accepts: z.array(z.enum(['file', 'link'])),
    }),
  ),
  /** When the next message of this run is owed. */
  nextNoticeAt: instant.nullable(),
  changedBy: user.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(['change', 'publish', 'invite', 'cancel', 'close', 'certify', 'enrol', 'mark', 'evidence'])),
});

const runFields = {
  title: sentence(200),
  place: sentence(300),
  ledBy: optionalText(300),
  capacity: z.int().min(1).max(10_000).nullable().default(null),
  public: z.boolean().default(false),
  /** `id` of a session that is kept or moved; without it the session is new. One that is left out is removed. */
  sessions: z
    .array(z.strictObject({ id: id.optional(), startsAt: instant, endsAt: instant, topic: optionalText(300) }))
    .min(1)
    .max(60),
};
export const runCreate = z.strictObject(runFields);
/** `reason` is told to those enrolled when dates or place change after they were invited. */
export const runChange = z.strictObject({ version: z.int(), ...runFields, reason: sentence(2000).optional() });
export const runPublish = z.strictObject({});
export const runInvite = z.strictObject({});
export const runCancel = z.strictObject({ reason: sentence(2000) });
/** Attendance of one session is complete: who is not marked counts as absent. */
export const runClose = z.strictObject({ sessionId: id });
export const runCertify = z.strictObject({});
export const runCommandDone = z.object({ id, phase: z.enum(RUN_PHASES), version: z.int() });

export const enrolment = z.object({
  id,
  runId: id,
  person: z.object({
    id,
    familyName: z.string(),
    givenName: z.string(),
    category: z.string().nullable(),
    /** An address to write to is in the register. */
    reachable: z.boolean(),
    complete: z.boolean(),
    erased: z.boolean(),
  }),
  state: z.enum(ENROLMENT_STATES),
  source: z.enum(['staff', 'public']),
  enrolledAt: instant,
  invited: z.boolean(),
  /** Presence by session id; a session that is not marked is not in it. */
  marks: z.record(z.string(), z.boolean()),
  attended: z.int(),
  /** R4: enough sessions for a certificate. */
  entitled: z.boolean(),
  certificate: z.object({ id, number: z.string() }).nullable(),
  /** Address of the personal page with the QR code; null once erased. */
  pageUrl: z.string().nullable(),
});
export const enrol = z.strictObject({ personIds: z.array(id).min(1).max(500) });
/** Persons that were enrolled, put on the waiting list for want of places, or were there already. */
export const enrolled = z.object({ enrolled: z.int(), waiting: z.int(), already: z.int() });
export const withdrawEnrolment = z.strictObject({});

/** Presence in one session. A session whose attendance is complete takes corrections only, with a reason. */
export const attendance = z.strictObject({
  sessionId: id,
  how: z.enum(MARKED_HOW),
  marks: z
    .array(z.strictObject({ personId: id, present: z.boolean() }))
    .min(1)
    .max(1000),
  reason: sentence(2000).optional(),
});
export const attendanceDone = z.object({ sessionId: id, changed: z.int() });

/** The code of a personal QR code, scanned at the door: for the session that is on or begins within two hours. */
export const checkIn = z.strictObject({ code: z.string().trim().toLowerCase().min(1).max(60) });
export const checkedIn = z.object({
  outcome: z.enum(['marked', 'already', 'waiting-list']),
  name: z.string(),
  session: z.object({ id, startsAt: instant, topic: z.string() }),
  present: z.int(),
  enrolled: z.int(),
});

export const certificate = z.object({
  id,
  runId: id,
  runTitle: z.string(),
  person: z.object({ id, familyName: z.string(), givenName: z.string() }),
  number: z.string(),
  printedName: z.string(),
  attended: z.int(),
  sessions: z.int(),
  issuedAt: instant,
  issuedBy: user,
  revokedAt: instant.nullable(),
  revokeReason: z.string().nullable(),
  verifyUrl: z.string(),
});
export const certificateRevoke = z.strictObject({ reason: sentence(2000) });

/** R5: the organisations of the register as an outreach milestone sees them. */
export const outreachRow = z.object({
  organisation: z.object({ id, name: z.string(), email: z.string().nullable() }),
  /** The latest message that Jalon sent. */
  message: z
    .object({ id, state: z.enum(['pending', 'sending', 'sent', 'failed', 'unknown']), sentAt: instant.nullable() })
    .nullable(),
  /** Documents by requirement key. */
  evidence: z.record(z.string(), z.int()),
  informed: z.boolean(),
});
export const outreach = z.object({
  rows: z.array(outreachRow),
  informed: z.int(),
  target: z.int().nullable(),
  /** Those that may be one and the same, or of which one file is meant to prove several: said, and not refused. */
  doubtful: z.array(
    z.object({
      reason: z.enum(['same-file', 'same-email', 'similar-name']),
      organisations: z.array(z.object({ id, name: z.string() })),
    }),
  ),
});
export const outreachSend = z.strictObject({
  organisationIds: z.array(id).min(1).max(200),
  subject: sentence(150),
  text: sentence(10_000),
});
export const outreachSent = z.object({ id, messages: z.int() });

const counts = z.array(z.object({ key: z.string().nullable(), title: localText, persons: z.int() }));

/** A figure of the plan: target, what was reached, and the persons behind it (R25). */
export const indicator = z.object({
  milestone: z.object({ id, key: z.string(), title: localText }),
  key: z.string(),
  title: localText,
  target: z.int(),
  actual: z.int().nullable(),
  /** What Jalon counts; null for a figure that staff records. */
  counts: z.enum(COUNTED).nullable(),
  /** The milestone was submitted: the figure does not change any more. */
  frozen: z.boolean(),
  /** What is counted of the register as it stands; null for a figure that staff records. */
  today: z.int().nullable(),
  /** R10: where unique attendees are counted, all attendances: somebody at two consultations is one and two. */
  attendances: z.int().optional(),
  /** For persons only: complete records (R3) by category, field and age group; who would count if complete. */
  breakdown: z
    .object({
      incomplete: z.int(),
      byCategory: z.array(
        z.object({ key: z.string().nullable(), title: localText, target: z.int().nullable(), persons: z.int() }),
      ),
      byField: z.array(z.object({ key: z.string(), title: localText, counts })),
      byAgeGroup: counts,
    })
    .nullable(),
});
export const indicators = z.object({
  asOf: instant,
  indicators: z.array(indicator),
  /** As they stood when the final report was submitted last; null before. `changed`: figures that differ today. */
  snapshot: z
    .object({ madeAt: instant, eventId: id, indicators: z.array(indicator), changed: z.array(z.string()) })
    .nullable(),
});

/** What a participant's record says of the runs they were in. */
export const participation = z.object({
  run: z.object({ id, title: z.string(), milestoneKey: z.string() }),
  state: z.enum(ENROLMENT_STATES),
  attended: z.int(),
  sessions: z.int(),
  firstDay: day.nullable(),
  certificate: z.object({ id, number: z.string(), revoked: z.boolean() }).nullable(),
});
