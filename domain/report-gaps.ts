/**
 * R25: before submission the report lists its gaps, each in words and with the records it is about.
 */
import { checkBudget } from './budget.ts';
import { dayOf } from './calendar.ts';
import { type DoubtfulOrganisations, type GateFacts, isInformed, type Missing, missingAtGate } from './gate.ts';
import { isComplete, isEnded, type Locale, type LocalText, type MilestoneState } from './lifecycle.ts';
import { MILESTONE_STATE_WORDS } from './lifecycle-words.ts';
import { formatDay, listed, type PluralForms, plural, quoted } from './locale.ts';
import { describeMissing } from './missing.ts';
import { formatLei } from './money.ts';
import type { Plan } from './plan.ts';
import type { ReportFacts, UndeliveredFact } from './report-facts.ts';
import type { RecordRef, ReportedMilestone, ReportModel } from './report-model.ts';
import type { ReportedMoney } from './report-money.ts';
import { gateOf, reference } from './report-records.ts';

export type GapCode =
  | 'milestone-open'
  | 'overdue'
  | 'evidence-missing'
  | 'quantity-missing'
  | 'category-missing'
  | 'attendance-missing'
  | 'certificates-missing'
  | 'notice-missing'
  | 'vote-under-way'
  | 'minutes-late'
  | 'organisations-doubtful'
  | 'promise-unproved'
  | 'messages-undelivered'
  | 'project-past-end'
  | 'report-open'
  | 'project-cancelled'
  | 'ended-late'
  | 'adopted'
  | 'waived'
  | 'budget-difference'
  | 'sum-unpublished'
  | 'sum-late'
  | 'match-rejected'
  | 'repayment-owed';

/** `solve`: before the report is submitted. `explain`: in the report, because it cannot be changed any more. */
export type GapWeight = 'solve' | 'explain';

export interface Gap {
  readonly code: GapCode;
  readonly weight: GapWeight;
  /** One or two sentences. The milestone is named beside them, not in them. */
  readonly text: LocalText;
  /** The milestone it is about; null where it is about the project. A page links to it. */
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText } | null;
  readonly records: readonly RecordRef[];
}

type Reported = Pick<ReportModel, 'project' | 'stages' | 'budget' | 'money' | 'promises'>;

const inBoth = (say: (locale: Locale) => string): LocalText => ({ ro: say('ro'), en: say('en') });

function notCompleted(state: MilestoneState): LocalText {
  const words = MILESTONE_STATE_WORDS[state];
  return state === 'cancelled'
    ? { ro: `Jalonul a fost ${words.ro}.`, en: `The milestone was ${words.en}.` }
    : { ro: `Jalonul nu este încheiat: este ${words.ro}.`, en: `The milestone is not completed: it is ${words.en}.` };
}

const withReason = (sentence: LocalText, reason: string | null): LocalText =>
  reason === null ? sentence : { ro: `${sentence.ro} Motiv: ${reason}`, en: `${sentence.en} Reason: ${reason}` };

const dayWords = (instant: string, locale: Locale): string => formatDay(new Date(instant), locale);

const CODE_OF = {
  quantity: 'quantity-missing',
  category: 'category-missing',
  evidence: 'evidence-missing',
  'run-attendance': 'attendance-missing',
  'run-unattended': 'attendance-missing',
  'run-notice': 'notice-missing',
  'vote-under-way': 'vote-under-way',
  'run-certificates': 'certificates-missing',
  'run-evidence': 'evidence-missing',
  'organisation-evidence': 'evidence-missing',
} as const satisfies Partial<Record<Missing['code'], GapCode>>;

/** What is missing by the gate's own measure (R6); an adopted milestone passed no gate, so it is asked here as well. */
function missingFrom(milestone: ReportedMilestone, gate: GateFacts): Pick<Gap, 'code' | 'text' | 'records'>[] {
  // Which milestones have not ended is a gap of their own.
  return missingAtGate({ ...gate, unfinished: [] }).flatMap((item) =>
    item.code === 'predecessor'
      ? []
      : [
          {
            code: CODE_OF[item.code],
            text: inBoth((locale) => describeMissing(item, locale)),
            records: recordsOfMissing(item, milestone),
          },
        ],
  );
}

function recordsOfMissing(item: Missing, { id, requirements }: ReportedMilestone): readonly RecordRef[] {
  switch (item.code) {
    case 'quantity':
      return [reference('quantity', id, item.key)];
    case 'category':
      return [reference('persons', id, `targetGroup&category=${item.key}`)];
    case 'evidence':
      return requirements.find(({ key }) => key === item.key)?.have.records ?? [];
    case 'organisation-evidence':
      return [reference('organisation', item.organisation.id)];
    case 'predecessor':
    case 'vote-under-way':
      return [];
    default:
      return [reference('run', item.run.id)];
  }
}

function openGaps(milestone: ReportedMilestone, now: Date): Pick<Gap, 'code' | 'weight' | 'text'>[] {
  const { state, kind, dueAt } = milestone;
  const gaps: Pick<Gap, 'code' | 'weight' | 'text'>[] = [];
  if (state === 'approved' || state === 'adopted' || state === 'waived') return gaps;
  // The report cannot have been approved before it is written: its own milestone is only mentioned.
  if (kind === 'final-report' && state !== 'cancelled') {
    gaps.push({
      code: 'report-open',
      weight: 'explain',
      text: { ro: 'Raportul final nu este încă aprobat.', en: 'The final report is not approved yet.' },
    });
  } else {
    const text = withReason(notCompleted(state), milestone.endReason);
    gaps.push({ code: 'milestone-open', weight: state === 'cancelled' ? 'explain' : 'solve', text });
  }
  if (!isEnded(state) && new Date(dueAt) < now) {
    const text = {
      ro: `Termenul a trecut: ${dayWords(dueAt, 'ro')}.`,
      en: `The due date has passed: ${dayWords(dueAt, 'en')}.`,
    };
    gaps.push({ code: 'overdue', weight: 'solve', text });
  }
  return gaps;
}

function endedGaps(milestone: ReportedMilestone): Pick<Gap, 'code' | 'weight' | 'text'>[] {
  const { state, dueAt, endedAt, endReason } = milestone;
  if (state === 'adopted') {
    const sentence = {
      ro: 'Preluat ca încheiat înainte de a fi urmărit aici, fără depunere și aprobare.',
      en: 'Taken over as completed before it was followed here, without submission and approval.',
    };
    return [{ code: 'adopted', weight: 'explain', text: withReason(sentence, endReason) }];
  }
  if (state === 'waived') {
    const sentence = { ro: 'S-a renunțat la acest jalon.', en: 'This milestone was waived.' };
    return [{ code: 'waived', weight: 'explain', text: withReason(sentence, endReason) }];
  }
  if (state !== 'approved' || endedAt === null || endedAt <= dueAt) return [];
  const text = {
    ro: `Încheiat după termen: termenul a fost ${dayWords(dueAt, 'ro')}, aprobarea ${dayWords(endedAt, 'ro')}.`,
    en: `Completed late: it was due on ${dayWords(dueAt, 'en')} and approved on ${dayWords(endedAt, 'en')}.`,
  };
  return [{ code: 'ended-late', weight: 'explain', text }];
}

const DOUBTS: Readonly<Record<DoubtfulOrganisations['reason'], LocalText>> = {
  'same-file': {
    ro: 'Același fișier este dovada mai multor organizații informate',
    en: 'The same file is the evidence of several informed organisations',
  },
  'same-email': {
    ro: 'Organizații informate cu aceeași adresă de e-mail',
    en: 'Informed organisations with the same e-mail address',
  },
  'similar-name': {
    ro: 'Organizații informate cu nume asemănătoare',
    en: 'Informed organisations with similar names',
  },
};

/** R5: only those that are counted make the figure doubtful. Whether they are one only staff know, so nothing is to solve. */
function doubtsOf({ doubtful = [], organisations, requirements }: GateFacts): Pick<Gap, 'code' | 'text' | 'records'>[] {
  const informed = new Set(
    organisations.filter((organisation) => isInformed(organisation, requirements)).map(({ id }) => id),
  );
  return doubtful.flatMap(({ reason, organisations: group }) => {
    const counted = group.filter(({ id }) => informed.has(id));
    if (counted.length < 2) return [];
    const names = (locale: Locale) =>
      listed(
        counted.map(({ name }) => quoted(name, locale)),
        locale,
      );
    return [
      {
        code: 'organisations-doubtful',
        text: inBoth((locale) => `${DOUBTS[reason][locale]}: ${names(locale)}.`),
        records: counted.map(({ id }) => reference('organisation', id)),
      },
    ];
  });
}

/** R11: minutes that came late, or are late and missing still. */
function lateMinutes({ runs }: ReportedMilestone): Pick<Gap, 'code' | 'text' | 'records'>[] {
  return runs.flatMap(({ title, minutesLate }) => {
    if (!minutesLate || minutesLate.value === 0) return [];
    const { value, records } = minutesLate;
    return [
      {
        code: 'minutes-late',
        text: inBoth((locale) =>
          locale === 'ro'
            ? `${quoted(title, locale)}: procesul-verbal are o întârziere de ${plural(value, locale, { one: 'zi', few: 'zile', other: 'de zile' })} (R11).`
            : `${quoted(title, locale)}: the minutes are ${plural(value, locale, { one: 'day', other: 'days' })} late (R11).`,
        ),
        records,
      },
    ];
  });
}

function milestoneGaps(milestone: ReportedMilestone, gate: GateFacts, now: Date): Gap[] {
  const { id, key, title, kind, state } = milestone;
  const about = { milestone: { id, key, title } };
  const itself: RecordRef = { kind: 'milestone', id };
  const states = [...openGaps(milestone, now), ...endedGaps(milestone)];
  const asksNothing = state === 'waived' || state === 'cancelled' || (kind === 'final-report' && !isComplete(state));
  const missing = asksNothing ? [] : missingFrom(milestone, gate);
  return [
    ...states.map((gap) => ({ ...gap, ...about, records: [itself] })),
    ...(asksNothing ? [] : [...doubtsOf(gate), ...lateMinutes(milestone)]).map(({ records, ...gap }) => ({
      ...gap,
      ...about,
      weight: 'explain' as const,
      records: [itself, ...records],
    })),
    ...missing.map(({ records, ...gap }) => ({
      ...gap,
      ...about,
      weight: isEnded(state) ? ('explain' as const) : ('solve' as const),
      records: [itself, ...records.filter((record) => record.id !== id || record.kind !== 'milestone')],
    })),
  ];
}

const MESSAGES: Readonly<Record<UndeliveredFact['state'], Readonly<Record<Locale, PluralForms>>>> = {
  failed: {
    ro: {
      one: 'mesaj nu a putut fi trimis.',
      few: 'mesaje nu au putut fi trimise.',
      other: 'de mesaje nu au putut fi trimise.',
    },
    en: { one: 'message could not be sent.', other: 'messages could not be sent.' },
  },
  unknown: {
    ro: {
      one: 'mesaj despre care nu se știe dacă a ajuns.',
      few: 'mesaje despre care nu se știe dacă au ajuns.',
      other: 'de mesaje despre care nu se știe dacă au ajuns.',
    },
    en: {
      one: 'message of which it is not known whether it arrived.',
      other: 'messages of which it is not known whether they arrived.',
    },
  },
};

function messageGaps(undelivered: readonly UndeliveredFact[]): Gap[] {
  return (['failed', 'unknown'] as const).flatMap((state) => {
    const records = undelivered
      .filter((message) => message.state === state)
      .map(({ id }): RecordRef => ({ kind: 'message', id }));
    if (records.length === 0) return [];
    const text = inBoth((locale) => plural(records.length, locale, MESSAGES[state][locale]));
    return [{ code: 'messages-undelivered', weight: 'solve', text, milestone: null, records }];
  });
}

/** R21, R22: what was told late or not at all, what the council rejected, what is owed to the town hall. */
function moneyGaps({ campaigns, matches }: ReportedMoney): Gap[] {
  const told = campaigns.flatMap(({ id, milestone, state, sumDueAt, publishedAt }): Gap[] => {
    if (sumDueAt === null) return [];
    const about = { milestone, records: [reference('campaign', id)] };
    if (state === 'closed') {
      const text = {
        ro: `Suma strânsă nu este publicată; termenul este ${dayWords(sumDueAt, 'ro')} (R22).`,
        en: `The sum raised is not published; it is due on ${dayWords(sumDueAt, 'en')} (R22).`,
      };
      return [{ code: 'sum-unpublished', weight: 'solve', text, ...about }];
    }
    if (publishedAt === null || publishedAt <= sumDueAt) return [];
    const text = {
      ro: `Suma strânsă s-a publicat la ${dayWords(publishedAt, 'ro')}, după termenul de ${dayWords(sumDueAt, 'ro')} (R22).`,
      en: `The sum raised was published on ${dayWords(publishedAt, 'en')}, after ${dayWords(sumDueAt, 'en')}, when it was due (R22).`,
    };
    return [{ code: 'sum-late', weight: 'explain', text, ...about }];
  });
  const matched = matches.flatMap(({ id, milestone, state, owed }): Gap[] => {
    const about = { milestone, records: [reference('match', id)] };
    if (owed.value > 0) {
      const text = inBoth((locale) =>
        locale === 'ro'
          ? `După restituiri, primăriei i se cuvin înapoi ${formatLei(owed.value, 'ro')} (R20).`
          : `After refunds ${formatLei(owed.value, 'en')} go back to the town hall (R20).`,
      );
      return [{ code: 'repayment-owed', weight: 'solve', text, ...about }];
    }
    if (state !== 'rejected') return [];
    const text = {
      ro: 'Consiliul local a respins dublarea sumei (R21).',
      en: 'The local council rejected the match (R21).',
    };
    return [{ code: 'match-rejected', weight: 'explain', text, ...about }];
  });
  return [...told, ...matched];
}

function projectGaps({ project, budget, promises }: Reported, plan: Plan, now: Date): Gap[] {
  const about = { milestone: null };
  const itself: RecordRef = { kind: 'plan', id: project.id };
  const gaps: Gap[] = promises
    .filter(({ evidence }) => evidence.length === 0)
    .map(({ key, title }) => ({
      ...about,
      code: 'promise-unproved',
      weight: 'solve',
      text: {
        ro: `Nicio dovadă pentru promisiunea ${quoted(title.ro, 'ro')}.`,
        en: `No evidence for the promise ${quoted(title.en, 'en')}.`,
      },
      records: [{ ...itself, part: `promises.${key}` }],
    }));
  if (project.state === 'running' && dayOf(now) > project.endsOn) {
    const text = {
      ro: `Perioada proiectului s-a încheiat la ${formatDay(project.endsOn, 'ro')}, dar proiectul nu este finalizat.`,
      en: `The project's period ended on ${formatDay(project.endsOn, 'en')}, yet the project is not completed.`,
    };
    gaps.push({ ...about, code: 'project-past-end', weight: 'solve', text, records: project.days.records });
  }
  if (project.state === 'cancelled') {
    const sentence = { ro: 'Proiectul a fost anulat.', en: 'The project was cancelled.' };
    const text = withReason(sentence, project.cancelReason);
    gaps.push({ ...about, code: 'project-cancelled', weight: 'explain', text, records: [itself] });
  }
  if (budget.difference.value !== 0) {
    const text = inBoth(checkBudget(plan.budget).inWords);
    gaps.push({ ...about, code: 'budget-difference', weight: 'explain', text, records: budget.difference.records });
  }
  return gaps;
}

/**
 * What is missing, and what must be explained, in that order; milestones in the plan's order before the project's own.
 * @param now decides what is overdue
 */
export function gapsOf(
  reported: Reported,
  facts: Pick<ReportFacts, 'project' | 'undelivered' | 'gates'>,
  now: Date,
): Gap[] {
  const { plan } = facts.project;
  const gaps = [
    ...reported.stages.flatMap(({ milestones }) =>
      milestones.flatMap((milestone) => milestoneGaps(milestone, gateOf(facts, milestone.id), now)),
    ),
    ...moneyGaps(reported.money),
    ...projectGaps(reported, plan, now),
    ...messageGaps(facts.undelivered),
  ];
  return [...gaps.filter(({ weight }) => weight === 'solve'), ...gaps.filter(({ weight }) => weight === 'explain')];
}
