/** The final report as JSON: the model that the PDF is made from. R25: every figure with the records behind it. */
import { z } from 'zod';
import { CAMPAIGN_STATES } from '../../domain/campaigns.ts';
import { PROJECT_ROLES } from '../../domain/lifecycle.ts';
import { CAP_READINGS, COUNCIL_OUTCOMES, MATCH_STATES } from '../../domain/match.ts';
import { COUNTED } from '../../domain/plan.ts';
import type { ReportModel } from '../../domain/report-model.ts';
import { day, id, instant, localText, milestoneKind, milestoneState, projectState } from './common.ts';

const record = z.object({
  kind: z.enum([
    'plan',
    'milestone',
    'quantity',
    'evidence',
    'event',
    'amendment',
    'message',
    'run',
    'organisation',
    'campaign',
    /** Entries of a ledger, narrowed by `part`. */
    'ledger',
    'match',
    'fund',
    /** Who attended a run of the milestone with this id: a list of the register, narrowed by `part`. */
    'persons',
  ]),
  id,
  part: z.string().exactOptional().meta({ description: 'A value inside the record, e.g. budget.total of the plan.' }),
});
const records = z.array(record).min(1);
const figure = z.object({ value: z.int(), records });
const actor = z.object({ id, name: z.string(), role: z.enum(PROJECT_ROLES).nullable() });

const evidence = z.object({
  id,
  name: z.string(),
  description: z.string(),
  datedOn: day.nullable(),
  addedAt: instant,
  file: z.object({ sha256: z.string(), size: z.int(), type: z.string() }).nullable(),
  link: z.string().nullable(),
});

const milestone = z.object({
  id,
  key: z.string(),
  title: localText,
  kind: milestoneKind,
  state: milestoneState,
  plannedDueAt: instant,
  dueAt: instant,
  moves: z.array(z.object({ from: instant, to: instant, movedAt: instant, reason: z.string().nullable(), records })),
  submittedAt: instant.nullable(),
  submittedBy: actor.nullable(),
  endedAt: instant.nullable(),
  endedBy: actor.nullable(),
  completedOn: day.nullable(),
  endReason: z.string().nullable(),
  quantities: z.array(z.object({ key: z.string(), title: localText, target: figure, actual: figure.nullable() })),
  requirements: z.array(
    z.object({
      key: z.string(),
      title: localText,
      per: z.enum(['milestone', 'run', 'organisation']),
      need: figure,
      have: figure,
      evidence: z.array(evidence),
      parts: z.array(z.object({ id, name: z.string(), have: figure, evidence: z.array(evidence) })),
    }),
  ),
  runs: z.array(
    z.object({
      id,
      number: z.int(),
      title: z.string(),
      place: z.string(),
      startsAt: instant,
      endsAt: instant,
      sessions: figure,
      closed: figure,
      present: figure,
      certificates: z.object({ certified: figure, entitled: figure }).nullable(),
      noticeAt: instant.nullable(),
      minutesLate: figure.nullable(),
    }),
  ),
});

const share = z.object({ key: z.string().nullable(), title: localText, persons: figure });
const indicator = z.object({
  milestone: z.object({ id, key: z.string(), title: localText }),
  key: z.string(),
  title: localText,
  counts: z.enum(COUNTED).nullable(),
  target: figure,
  actual: figure.nullable(),
  attendances: figure.nullable(),
  breakdown: z
    .object({
      incomplete: figure,
      byCategory: z.array(share.extend({ target: z.int().nullable() })),
      byField: z.array(z.object({ key: z.string(), title: localText, counts: z.array(share) })),
      byAgeGroup: z.array(share),
    })
    .nullable(),
});

const gap = z.object({
  code: z.enum([
    'milestone-open',
    'overdue',
    'evidence-missing',
    'quantity-missing',
    'category-missing',
    'attendance-missing',
    'certificates-missing',
    'notice-missing',
    'vote-under-way',
    'minutes-late',
    'organisations-doubtful',
    'promise-unproved',
    'messages-undelivered',
    'project-past-end',
    'report-open',
    'project-cancelled',
    'ended-late',
    'adopted',
    'waived',
    'budget-difference',
    'sum-unpublished',
    'sum-late',
    'match-rejected',
    'repayment-owed',
  ]),
  weight: z.enum(['solve', 'explain']),
  text: localText,
  milestone: z.object({ id, key: z.string(), title: localText }).nullable(),
  records,
});

const ofMilestone = { id, milestone: z.object({ id, key: z.string(), title: localText }) };
const onDay = z.object({ number: z.string(), on: day });
/** R21: what a number and a day said before they were put right, when that was, and why. */
const corrections = z.array(z.object({ oldNumber: z.string(), oldDay: day, on: instant, reason: z.string() }));
/** Bani. */
const money = z.object({
  campaigns: z.array(
    z.object({
      ...ofMilestone,
      title: localText,
      state: z.enum(CAMPAIGN_STATES),
      closesAt: instant,
      sumDueAt: instant.nullable(),
      publishedAt: instant.nullable(),
      pledged: figure,
      bank: figure,
      cash: figure,
      refunded: figure,
      raised: figure,
      inKind: figure,
      adjusted: figure,
      late: figure,
    }),
  ),
  matches: z.array(
    z.object({
      ...ofMilestone,
      state: z.enum(MATCH_STATES),
      cap: figure,
      capOn: z.enum(CAP_READINGS),
      computed: figure,
      due: figure,
      paid: figure.nullable(),
      repaid: figure,
      owed: figure,
      decisions: z.array(
        z.object({ outcome: z.enum(COUNCIL_OUTCOMES), number: z.string(), decidedOn: day, corrections }),
      ),
      contract: onDay.extend({ legalRoute: z.string(), corrections }).nullable(),
      order: onDay.nullable(),
    }),
  ),
  funds: z.array(
    z.object({
      ...ofMilestone,
      name: localText,
      document: z.string(),
      foundedOn: day,
      received: figure,
      spent: figure,
      balance: figure,
    }),
  ),
});

export const report = z.object({
  madeAt: instant,
  project: z.object({
    id,
    slug: z.string(),
    title: localText,
    summary: localText,
    state: projectState,
    codes: z.array(z.object({ name: z.string(), value: z.string() })),
    funder: z.object({ name: localText, programme: localText }),
    partners: z.array(z.object({ key: z.string(), role: z.enum(['lead', 'partner', 'host']), name: localText })),
    startsOn: day,
    endsOn: day,
    plannedEndsOn: day,
    days: figure,
    amendments: z.array(
      z.object({
        number: z.string(),
        signedOn: day,
        oldEnd: day,
        newEnd: day,
        reason: z.string().nullable(),
        records,
      }),
    ),
    cancelReason: z.string().nullable(),
  }),
  summary: z.object({ done: figure, total: figure, evidence: figure, moves: figure, gaps: figure }),
  gaps: z.array(gap),
  stages: z.array(
    z.object({
      key: z.string(),
      name: localText,
      state: z.enum(['waiting', 'under-way', 'completed', 'cancelled']),
      done: figure,
      total: figure,
      milestones: z.array(milestone),
    }),
  ),
  budget: z.object({
    currency: z.literal('RON'),
    total: figure,
    sources: z.array(z.object({ key: z.string(), name: localText, amount: figure })),
    sum: figure,
    difference: figure,
  }),
  money,
  targetGroup: z.object({
    total: figure,
    present: figure.nullable(),
    categories: z.array(
      z.object({ key: z.string(), name: localText, who: localText, quantity: figure, present: figure.nullable() }),
    ),
  }),
  indicators: z.object({ submitted: z.object({ at: instant, records }).nullable(), rows: z.array(indicator) }),
  promises: z.array(
    z.object({
      key: z.string(),
      title: localText,
      have: figure,
      evidence: z.array(evidence.extend({ milestoneKey: z.string() })),
    }),
  ),
  publicity: localText,
}) satisfies z.ZodType<ReportModel>;
