/** What events say of a match, its decisions, releases and adjustments, and of a fund (see ../told.ts). */
import { z } from 'zod';
import type { Facts, Records, TellingEvent } from '../told.ts';

export const matchRecordOf = {
  match: (id: string) => `match ${id}`,
  decision: (id: string, place: number) => `decision ${place} on match ${id}`,
  release: (id: string, userId: string, at: string) => `release of match ${id} by ${userId} at ${at}`,
  adjustment: (id: string, adjustmentId: string) => `adjustment ${adjustmentId} of match ${id}`,
  fund: (id: string) => `fund ${id}`,
};

const text = z.string();
const count = z.number();
const match = z.object({ matchId: text });
const computed = z.object({
  matchId: text,
  key: text,
  campaignId: text,
  ledgerId: text,
  raised: count,
  cap: count,
  on: text,
  computed: count,
});
const decided = z.object({ matchId: text, place: count, outcome: text, decidedOn: text });
const contracted = z.object({ matchId: text, contractedOn: text });
const released = z.object({ matchId: text, amount: count, paidOn: text, role: text });
const paid = z.object({ matchId: text, amount: count, paidOn: text, role: text });
const adjusted = z.object({
  matchId: text,
  adjustmentId: text,
  entryId: text,
  raisedBefore: count,
  raisedAfter: count,
  dueBefore: count,
  dueAfter: count,
  adjustment: text,
  toRepay: count,
});
const repaid = z.object({ matchId: text, entryId: text });
const founded = z.object({ fundId: text, key: text, ledgerId: text, foundedOn: text });

type Hear = (event: TellingEvent, records: Records) => void;

function change(records: Records, name: string, facts: Facts): void {
  records.set(name, { ...records.get(name), ...facts });
}

/** What a person wrote; an erased text tells nothing. */
const written = (event: TellingEvent, name: string): string | undefined => event.texts[name] ?? undefined;
const iso = ({ at }: TellingEvent): string => at.toISOString();

/** The records of a kind that a match has and that stand so. */
function standing(records: Records, prefix: string, fits: (facts: Facts) => boolean): string[] {
  return [...records].filter(([name, facts]) => name.startsWith(prefix) && fits(facts)).map(([name]) => name);
}

function voidReleases(event: TellingEvent, records: Records, matchId: string, userId = ''): boolean {
  const names = standing(records, `release of match ${matchId} by ${userId}`, ({ voidAt }) => voidAt === null);
  for (const name of names) change(records, name, { voidAt: iso(event) });
  return names.length > 0;
}

function release(event: TellingEvent, records: Records): void {
  const { matchId, amount, paidOn, role } = released.parse(event.data);
  const userId = event.actorId ?? '';
  voidReleases(event, records, matchId, userId);
  const facts = { amount, paidOn, role, orderNumber: written(event, 'orderNumber'), voidAt: null };
  records.set(matchRecordOf.release(matchId, userId, iso(event)), facts);
  change(records, matchRecordOf.match(matchId), { waitsSince: iso(event) });
}

const openAdjustments = (records: Records, matchId: string): string[] =>
  standing(records, 'adjustment ', ({ match: of, state }) => of === matchId && state === 'open');

export const MATCHES_HEARD: Readonly<Record<string, Hear>> = {
  'match.computed': (event, records) => {
    const { matchId, key: milestone, on: capOn, ...figures } = computed.parse(event.data);
    const nothing = figures.computed === 0;
    records.set(matchRecordOf.match(matchId), {
      milestone,
      ...figures,
      capOn,
      due: figures.computed,
      state: nothing ? 'nothing-due' : 'computed',
      contractNumber: '',
      contractedOn: null,
      legalRoute: '',
      orderNumber: '',
      paidOn: null,
      paid: null,
      createdAt: iso(event),
      waitsSince: iso(event),
      endedAt: nothing ? iso(event) : null,
    });
  },
  'match.decided': (event, records) => {
    const { matchId, place, outcome, decidedOn } = decided.parse(event.data);
    records.set(matchRecordOf.decision(matchId, place), {
      outcome,
      decidedOn,
      number: written(event, 'number'),
      // Nothing was written where the event has no such text.
      words: 'words' in event.texts ? written(event, 'words') : '',
      recordedAt: iso(event),
      recordedBy: event.actorId,
    });
    change(records, matchRecordOf.match(matchId), { state: outcome, waitsSince: iso(event) });
  },
  'match.contracted': (event, records) => {
    const { matchId, contractedOn } = contracted.parse(event.data);
    const contractNumber = written(event, 'number');
    const legalRoute = written(event, 'legalRoute');
    const facts = { state: 'contracted', contractNumber, contractedOn, legalRoute, waitsSince: iso(event) };
    change(records, matchRecordOf.match(matchId), facts);
  },
  'match.released': release,
  'match.paid': (event, records) => {
    release(event, records);
    const { matchId, amount, paidOn } = paid.parse(event.data);
    const orderNumber = written(event, 'orderNumber');
    change(records, matchRecordOf.match(matchId), { state: 'paid', paid: amount, paidOn, orderNumber });
  },
  'match.adjusted': (event, records) => {
    const { matchId, adjustmentId, entryId: entry, adjustment, toRepay, ...figures } = adjusted.parse(event.data);
    const name = matchRecordOf.match(matchId);
    const { state, paid: already } = records.get(name) ?? {};
    records.set(matchRecordOf.adjustment(matchId, adjustmentId), {
      match: matchId,
      entry,
      ...figures,
      state: adjustment,
      openedAt: iso(event),
      settledEntry: null,
      settledAt: null,
    });
    if (toRepay === 0)
      for (const open of openAdjustments(records, matchId))
        change(records, open, { state: 'nothing-due', settledAt: iso(event) });
    const changed = figures.dueBefore !== figures.dueAfter;
    const voided = changed && already === null && voidReleases(event, records, matchId);
    const over = already === null && figures.dueAfter === 0 && state !== 'cancelled' && state !== 'nothing-due';
    change(records, name, {
      due: figures.dueAfter,
      ...((adjustment === 'open' || voided) && { waitsSince: iso(event) }),
      ...(over && { state: 'nothing-due', endedAt: iso(event) }),
    });
  },
  'match.repaid': (event, records) => {
    const { matchId, entryId } = repaid.parse(event.data);
    for (const open of openAdjustments(records, matchId))
      change(records, open, { state: 'settled', settledEntry: entryId, settledAt: iso(event) });
    change(records, matchRecordOf.match(matchId), { waitsSince: iso(event) });
  },
  'match.ended': (event, records) =>
    change(records, matchRecordOf.match(match.parse(event.data).matchId), { endedAt: iso(event) }),
  'match.cancelled': (event, records) =>
    change(records, matchRecordOf.match(match.parse(event.data).matchId), { state: 'cancelled', endedAt: iso(event) }),
  'fund.founded': (event, records) => {
    const { fundId, key: milestone, ledgerId, foundedOn } = founded.parse(event.data);
    const document = written(event, 'document');
    const [ro, en] = [written(event, 'nameRo'), written(event, 'nameEn')];
    records.set(matchRecordOf.fund(fundId), {
      milestone,
      ledgerId,
      foundedOn,
      document,
      ro,
      en,
      createdAt: iso(event),
    });
  },
};
