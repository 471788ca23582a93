/** What events say of a vote, its rounds, notes, paper counts and lot (see ../told.ts). */
import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { Facts, Records, TellingEvent } from '../told.ts';

export const voteRecordOf = {
  vote: (id: string) => `vote ${id}`,
  round: (id: string, round: number) => `round ${round} of vote ${id}`,
  note: (id: string) => `note ${id}`,
  paper: (id: string, round: number, userId: string) => `paper count of round ${round} of vote ${id} by ${userId}`,
  lot: (id: string) => `lot of vote ${id}`,
  roll: (id: string) => `voter roll of vote ${id}`,
};

const text = z.string();
const count = z.number();
const vote = z.object({ voteId: text });
const drafted = z.object({ voteId: text, key: text, number: count, charterHash: text });
const amended = z.object({ voteId: text, charterHash: text, opensAt: text.optional(), closesAt: text.optional() });
const window = z.object({ voteId: text, round: count, opensAt: text, closesAt: text });
const opened = z.object({ voteId: text, round: count, charterHash: text, ballotHash: text });
const extended = z.object({ voteId: text, round: count, from: text, closesAt: text });
const closed = z.object({
  voteId: text,
  round: count,
  turnout: z.object({ online: count, paper: count }),
  roll: z.object({ entries: count, struck: count }),
  takenBack: count,
  desk: z.array(z.object({ by: text, marked: count })),
});
const counted = z.object({
  voteId: text,
  round: count,
  marks: z.unknown(),
  counts: z.unknown(),
  blank: count,
  spoiled: count,
  outcome: z.unknown(),
  ballotsHash: text,
  paper: z.array(z.object({ by: text, counts: z.record(text, count), blank: count, spoiled: count })),
});
const final = z.object({ voteId: text, result: text, winner: count.nullable(), fingerprint: text });
const lot = z.object({ voteId: text, heldAt: text, winner: count });
const imported = z.object({ voteId: text, added: count });
const noted = z.object({ voteId: text, noteId: text, noteKind: text });

/** How a round was counted, in one value. */
export const outcomeHash = ({ marks, counts, blank, spoiled, outcome }: Readonly<Record<string, unknown>>): string =>
  sha256Hex(canonicalJson({ marks, counts, blank, spoiled, outcome }));

type Hear = (event: TellingEvent, records: Records) => void;

function change(records: Records, name: string, facts: Facts): void {
  records.set(name, { ...records.get(name), ...facts });
}

/** Entries of a roll, those struck among them, by what its changes add up to: nobody comes on it in silence. */
function changeRoll(records: Records, voteId: string, added: number, struck: number): void {
  const name = voteRecordOf.roll(voteId);
  const { entries, struck: before } = records.get(name) ?? {};
  records.set(name, { entries: Number(entries ?? 0) + added, struck: Number(before ?? 0) + struck });
}

const nothingYet = {
  state: 'drafted',
  round: 1,
  frozen: null,
  ballot: null,
  announcedAt: null,
  frozenAt: null,
  finalAt: null,
  cancelledAt: null,
  result: null,
  winner: null,
  fingerprint: null,
  record: null,
};

const beginRound: Hear = ({ data }, records) => {
  const { voteId, round, opensAt, closesAt } = window.parse(data);
  records.set(voteRecordOf.round(voteId, round), {
    opensAt,
    closesAt,
    extendedFrom: null,
    extendedAt: null,
    openedAt: null,
    closedAt: null,
    countedAt: null,
    entries: null,
    struck: null,
    online: null,
    paper: null,
    takenBack: null,
    desk: null,
    outcome: null,
    ballots: null,
  });
};

export const VOTES_HEARD: Readonly<Record<string, Hear>> = {
  'vote.drafted': ({ data }, records) => {
    const { voteId, key: milestone, number, charterHash: charter } = drafted.parse(data);
    records.set(voteRecordOf.vote(voteId), { ...nothingYet, milestone, number, charter });
    changeRoll(records, voteId, 0, 0);
  },
  'vote.amended': ({ data }, records) => {
    const { voteId, charterHash: charter, opensAt, closesAt } = amended.parse(data);
    change(records, voteRecordOf.vote(voteId), { charter });
    if (opensAt && closesAt) change(records, voteRecordOf.round(voteId, 1), { opensAt, closesAt });
  },
  'vote.announced': (event, records) => {
    beginRound(event, records);
    const { voteId } = vote.parse(event.data);
    change(records, voteRecordOf.vote(voteId), { state: 'announced', announcedAt: event.at.toISOString() });
  },
  'vote.opened': ({ data, at }, records) => {
    const { voteId, round, charterHash: frozen, ballotHash: ballot } = opened.parse(data);
    const openedAt = at.toISOString();
    const freezing = round === 1 ? { frozen, ballot, frozenAt: openedAt } : {};
    change(records, voteRecordOf.vote(voteId), { state: 'open', ...freezing });
    change(records, voteRecordOf.round(voteId, round), { openedAt });
  },
  'vote.extended': ({ data, at }, records) => {
    const { voteId, round, from: extendedFrom, closesAt } = extended.parse(data);
    change(records, voteRecordOf.round(voteId, round), { closesAt, extendedFrom, extendedAt: at.toISOString() });
  },
  'vote.closed': ({ data, at }, records) => {
    const { voteId, round, turnout, roll, takenBack, desk } = closed.parse(data);
    change(records, voteRecordOf.vote(voteId), { state: 'counting' });
    const atClose = { ...turnout, ...roll, takenBack, desk: canonicalJson(desk) };
    change(records, voteRecordOf.round(voteId, round), { closedAt: at.toISOString(), ...atClose });
  },
  'vote.counted': ({ data, at }, records) => {
    const { voteId, round, ballotsHash: ballots, paper, ...rest } = counted.parse(data);
    const outcome = outcomeHash(rest);
    change(records, voteRecordOf.round(voteId, round), { countedAt: at.toISOString(), outcome, ballots });
    for (const { by, counts, blank, spoiled } of paper) {
      const facts = { counts: canonicalJson(counts), blank, spoiled };
      records.set(voteRecordOf.paper(voteId, round, by), facts);
    }
  },
  'vote.run-off': (event, records) => {
    beginRound(event, records);
    change(records, voteRecordOf.vote(vote.parse(event.data).voteId), { state: 'announced', round: 2 });
  },
  'vote.run-off-moved': ({ data }, records) => {
    const { voteId, round, opensAt, closesAt } = window.parse(data);
    change(records, voteRecordOf.round(voteId, round), { opensAt, closesAt });
  },
  'vote.lot-due': ({ data }, records) => change(records, voteRecordOf.vote(vote.parse(data).voteId), { state: 'lot' }),
  'vote.lot-drawn': ({ data, texts, at, actorId }, records) => {
    const { voteId, heldAt, winner } = lot.parse(data);
    records.set(voteRecordOf.lot(voteId), {
      heldAt,
      winner,
      place: texts.place ?? undefined,
      words: texts.words ?? undefined,
      witnesses: texts.witnesses ?? undefined,
      recordedAt: at.toISOString(),
      recordedBy: actorId,
    });
  },
  'vote.final': ({ data, at }, records) => {
    const { voteId, result, winner, fingerprint } = final.parse(data);
    const finalAt = at.toISOString();
    const facts = { state: 'final', result, winner, finalAt, fingerprint, record: fingerprint };
    change(records, voteRecordOf.vote(voteId), facts);
  },
  'roll.imported': ({ data }, records) => {
    const { voteId, added } = imported.parse(data);
    changeRoll(records, voteId, added, 0);
  },
  'roll.added': ({ data }, records) => changeRoll(records, vote.parse(data).voteId, 1, 0),
  'roll.struck': ({ data }, records) => changeRoll(records, vote.parse(data).voteId, 0, 1),
  'roll.restored': ({ data }, records) => changeRoll(records, vote.parse(data).voteId, 0, -1),
  'vote.cancelled': ({ data, at }, records) => {
    const { voteId } = vote.parse(data);
    change(records, voteRecordOf.vote(voteId), { state: 'cancelled', cancelledAt: at.toISOString() });
  },
};

/** A public note goes with the event of what it is about, whichever that is. */
export function hearNote({ data, texts, at }: TellingEvent, records: Records): void {
  const { success, data: note } = noted.safeParse(data);
  if (!success) return;
  const { voteId, noteId, noteKind: kind } = note;
  records.set(voteRecordOf.note(noteId), { voteId, kind, words: texts.words ?? undefined, at: at.toISOString() });
}
