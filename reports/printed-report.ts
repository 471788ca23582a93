/**
 * The report in one language, ready for the page: every text final, every figure with its number, nothing to decide
 * for the template but where it stands.
 */
import { isComplete, type Locale, type MilestoneState } from '../domain/lifecycle.ts';
import {
  KIND_WORDS,
  MILESTONE_STATE_WORDS,
  PROJECT_STATE_WORDS,
  STAGE_STATE_WORDS,
} from '../domain/lifecycle-words.ts';
import { formatNumber, plural } from '../domain/locale.ts';
import type { Gap } from '../domain/report-gaps.ts';
import type {
  ReportedEvidence,
  ReportedMilestone,
  ReportedRequirement,
  ReportedStage,
  ReportModel,
} from '../domain/report-model.ts';
import { shortened } from './printable.ts';
import { printedIndicators } from './printed-indicators.ts';
import { printedMoney } from './printed-money.ts';
import { Printer } from './printer.ts';
import type { PrintedFigure } from './record-index.ts';

/** Enough of a SHA-256 to compare two files by eye; the whole one is in the record. */
const HASH_SHOWN = 16;

/** One line in the head of each page. */
const SHORT_TITLE = 90;

type Tone = 'done' | 'active' | 'flagged' | 'idle' | 'stopped';

function toneOf(state: MilestoneState): Tone {
  if (state === 'adopted' || state === 'waived') return 'flagged';
  if (isComplete(state)) return 'done';
  if (state === 'cancelled') return 'stopped';
  return state === 'waiting' ? 'idle' : 'active';
}

function printedHead(printer: Printer, { project }: ReportModel) {
  const { words, text, day } = printer;
  const period = `${day(project.startsOn)} – ${day(project.endsOn)}`;
  const days = printer.index.figure(
    words.head.period,
    plural(project.days.value, printer.locale, words.days),
    project.days,
  );
  const rows = [
    { label: words.head.codes, lines: project.codes.map(({ name, value }) => `${name}: ${value}`) },
    { label: words.head.funder, lines: [text(project.funder.name)] },
    { label: words.head.programme, lines: [text(project.funder.programme)] },
    {
      label: words.head.partners,
      lines: project.partners.map(({ role, name }) => `${text(name)} (${words.partnerRole[role]})`),
    },
    { label: words.head.period, lines: [period], figure: days },
    ...(project.amendments.length > 0 ? [{ label: words.head.plannedEnd, lines: [day(project.plannedEndsOn)] }] : []),
    ...project.amendments.map(({ number, signedOn, oldEnd, newEnd, reason, records }) => ({
      label: words.head.amendments,
      lines: [
        `${number}, ${words.signedOn} ${day(signedOn)}: ${day(oldEnd)} → ${day(newEnd)}`,
        `${words.reason}: ${printer.reason(reason)}`,
      ],
      records: printer.index.names(records),
    })),
    { label: words.head.state, lines: [PROJECT_STATE_WORDS[project.state][printer.locale]] },
  ];
  return {
    title: text(project.title),
    short: shortened(text(project.title), SHORT_TITLE),
    summary: text(project.summary),
    rows: rows.map((row) => ({ figure: null, records: null, ...row })),
  };
}

function printedTiles(printer: Printer, { summary }: ReportModel) {
  const { words, count, share } = printer;
  const tile = (label: string, figure: PrintedFigure) => ({ label, figure });
  return [
    tile(words.tiles.milestones, share(words.tiles.milestones, summary.done, summary.total)),
    tile(words.tiles.evidence, count(words.tiles.evidence, summary.evidence)),
    tile(words.tiles.moves, count(words.tiles.moves, summary.moves)),
    tile(words.tiles.gaps, count(words.tiles.gaps, summary.gaps)),
  ];
}

function printedGaps(printer: Printer, gaps: readonly Gap[]) {
  const print = (weight: Gap['weight']) =>
    gaps
      .filter((gap) => gap.weight === weight)
      .map(({ text, milestone, records }) => ({
        milestone: milestone && { key: milestone.key, target: milestone.id },
        text: printer.text(text),
        records: printer.index.briefNames(records),
      }));
  return { solve: print('solve'), explain: print('explain') };
}

function printedEvidence(printer: Printer, evidence: ReportedEvidence) {
  const { id, name, description, datedOn, addedAt, file, link } = evidence;
  return {
    number: printer.index.name({ kind: 'evidence', id }),
    name,
    description,
    day: datedOn === null ? printer.dayOf(addedAt) : printer.day(datedOn),
    size: file === null ? printer.words.evidence.page : printer.size(file.size),
    hash: file === null ? printer.words.dash : file.sha256.slice(0, HASH_SHOWN),
    milestone: null,
    href: link !== null && /^https?:\/\/\S{1,2000}$/.test(link) ? link : null,
  };
}

/** The dates of a milestone: due as planned and as moved (R8), submitted, ended, and who did it. */
function printedDates(printer: Printer, milestone: ReportedMilestone) {
  const { words } = printer;
  const { state, plannedDueAt, dueAt, submittedAt, submittedBy, endedAt, endedBy, completedOn } = milestone;
  const ending = state === 'adopted' || state === 'waived' || state === 'cancelled' ? state : 'approved';
  const isMoved = milestone.moves.length > 0;
  const isLate = state === 'approved' && endedAt !== null && endedAt > dueAt;
  const planned = {
    label: isMoved ? words.dates.planned : words.dates.due,
    day: printer.dayOf(plannedDueAt),
    note: '',
  };
  const due = { label: words.dates.moved, day: printer.dayOf(dueAt), note: '' };
  const submitted = {
    label: words.dates.submitted,
    day: submittedAt === null ? words.dash : printer.dayOf(submittedAt),
    note: printer.by(submittedBy),
  };
  const really = completedOn && `${words.completedOn} ${printer.day(completedOn)}`;
  const ended = {
    label: words.dates[ending],
    day: endedAt === null ? words.dash : printer.dayOf(endedAt),
    note: [printer.by(endedBy), really].filter(Boolean).join('; '),
  };
  return [
    { ...planned, late: isLate && !isMoved },
    ...(isMoved ? [{ ...due, late: isLate }] : []),
    { ...submitted, late: false },
    { ...ended, late: false },
  ];
}

function printedMilestone(printer: Printer, milestone: ReportedMilestone) {
  const { words, text, locale } = printer;
  const { id, key, title, kind, state, moves, endReason, quantities, requirements } = milestone;
  return {
    target: id,
    key,
    title: text(title),
    kind: KIND_WORDS[kind][locale],
    state: MILESTONE_STATE_WORDS[state][locale],
    tone: toneOf(state),
    /** Adopted and waived milestones stand out, with their reason (they passed no gate). */
    flag:
      state === 'adopted' || state === 'waived' || state === 'cancelled'
        ? `${words.reason}: ${printer.reason(endReason)}`
        : null,
    dates: printedDates(printer, milestone),
    moves: moves.map(({ from, to, movedAt, reason, records }) => ({
      from: printer.dayOf(from),
      to: printer.dayOf(to),
      movedOn: printer.dayOf(movedAt),
      reason: printer.reason(reason),
      records: printer.index.names(records),
    })),
    quantities: quantities.map(({ title: name, target, actual }) => ({
      title: text(name),
      target: formatNumber(target.value, locale),
      actual: printer.index.figure(
        `${key} · ${text(name)}`,
        actual === null ? words.quantities.unrecorded : formatNumber(actual.value, locale),
        actual ?? target,
      ),
      short: (actual?.value ?? 0) < target.value,
    })),
    runs: printedRuns(printer, milestone),
    requirements: requirements.map((requirement) => printedRequirement(printer, key, requirement)),
  };
}

function printedRequirement(
  printer: Printer,
  milestoneKey: string,
  { title, per, need, have, evidence, parts }: ReportedRequirement,
) {
  const { words, text, count, share } = printer;
  const label = `${milestoneKey} · ${text(title)}`;
  const each = { milestone: '', run: words.evidence.eachRun, organisation: words.evidence.eachOrganisation }[per];
  return {
    title: text(title),
    each,
    have: per === 'milestone' ? share(label, have, need) : count(label, have),
    short: per === 'milestone' ? have.value < need.value : have.value === 0,
    evidence: evidence.map((piece) => printedEvidence(printer, piece)),
    parts: parts.map((part) => ({
      name: part.name,
      have: share(`${label} · ${part.name}`, part.have, need),
      short: part.have.value < need.value,
      evidence: part.evidence.map((piece) => printedEvidence(printer, piece)),
    })),
  };
}

/** The runs of a milestone; null where it has none. */
function printedRuns(printer: Printer, { key, kind, runs }: ReportedMilestone) {
  const { words, count, share } = printer;
  if (runs.length === 0) return null;
  return {
    title: words.runs[kind === 'study-visit' ? 'visit' : kind === 'consultation' ? kind : 'course'],
    certificates: runs.some(({ certificates }) => certificates !== null),
    rows: runs.map(({ number, title, place, startsAt, endsAt, sessions, closed, present, ...run }) => {
      const { certificates, noticeAt, minutesLate } = run;
      const label = (what: string) => `${key}/${number} · ${what}`;
      const days = [printer.dayOf(startsAt), printer.dayOf(endsAt)];
      return {
        number: `${key}/${number}`,
        title,
        place,
        days: days[0] === days[1] ? (days[0] ?? '') : days.join(' – '),
        sessions: share(label(words.runs.sessions), closed, sessions),
        present: count(label(words.runs.present), present),
        certificates:
          certificates && share(label(words.runs.certificates), certificates.certified, certificates.entitled),
        notice: noticeAt && `${words.runs.notice} ${printer.dayOf(noticeAt)}`,
        minutesLate: minutesLate && minutesLate.value > 0 ? count(label(words.runs.minutesLate), minutesLate) : null,
        short: closed.value < sessions.value,
        uncertified: certificates !== null && certificates.certified.value < certificates.entitled.value,
      };
    }),
  };
}

function printedStage(printer: Printer, { name, state, done, total, milestones }: ReportedStage) {
  const title = printer.text(name);
  return {
    title,
    state: STAGE_STATE_WORDS[state][printer.locale],
    done: printer.share(`${title} · ${printer.words.completedOf}`, done, total),
    milestones: milestones.map((milestone) => printedMilestone(printer, milestone)),
  };
}

/** The published figures; a difference is flagged, in words, and corrected nowhere. */
function printedBudget(printer: Printer, { budget, gaps }: ReportModel) {
  const { words, text, lei } = printer;
  const flag = gaps.find(({ code }) => code === 'budget-difference');
  return {
    sources: budget.sources.map(({ name, amount }) => ({ name: text(name), amount: lei(text(name), amount) })),
    sum: lei(words.budget.sum, budget.sum),
    total: lei(words.budget.total, budget.total),
    difference: budget.difference.value === 0 ? null : lei(words.budget.difference, budget.difference),
    flag: flag ? text(flag.text) : null,
  };
}

function printedTargetGroup(printer: Printer, { targetGroup }: ReportModel) {
  const { words, text, count } = printer;
  const label = (name: string) => `${words.targetGroup.title} · ${name}`;
  return {
    categories: targetGroup.categories.map(({ name, who, quantity, present }) => ({
      name: text(name),
      who: text(who),
      quantity: count(label(text(name)), quantity),
      present: present && count(`${label(text(name))} · ${words.targetGroup.present}`, present),
      short: present !== null && present.value < quantity.value,
    })),
    total: count(label(words.targetGroup.total), targetGroup.total),
    present:
      targetGroup.present &&
      count(`${label(words.targetGroup.total)} · ${words.targetGroup.present}`, targetGroup.present),
    /** R1: where nothing counts the target group, there is no column for it. */
    counted: targetGroup.present !== null,
  };
}

function printedPromises(printer: Printer, { promises }: ReportModel) {
  return promises.map(({ title, have, evidence }) => ({
    title: printer.text(title),
    have: printer.count(`${printer.words.promises.title} · ${printer.text(title)}`, have),
    evidence: evidence.map((piece) => ({ ...printedEvidence(printer, piece), milestone: piece.milestoneKey })),
  }));
}

/** What the template gets, for one model and one language. */
export function printReport(model: ReportModel, locale: Locale) {
  const printer = new Printer(model, locale);
  const { words, index } = printer;
  const body = {
    lang: locale,
    words,
    made: `${words.madeAt} ${printer.moment(model.madeAt)}`,
    publicity: printer.text(model.publicity),
    tiles: printedTiles(printer, model),
    head: printedHead(printer, model),
    gaps: printedGaps(printer, model.gaps),
    stages: model.stages.map((stage) => printedStage(printer, stage)),
    indicators: printedIndicators(printer, model.indicators),
    budget: printedBudget(printer, model),
    money: printedMoney(printer, model.money),
    targetGroup: printedTargetGroup(printer, model),
    promises: printedPromises(printer, model),
  };
  const records = index.records().map(({ kind, ...record }) => ({ ...record, kind: words.recordKind[kind] }));
  return { ...body, figures: index.figures, records, plan: model.project.id };
}
