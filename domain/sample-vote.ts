/** A vote's public record as it would be published, made of invented ballots: for tests. */
import { type Charter, charterText, draftCharter, runOffWindow } from './charter.ts';
import { outcomeOf, type Tally, tally, together } from './vote-count.ts';
import { type RecordedBallot, type RecordedRound, recordText, sortedBallots, type VoteRecord } from './vote-record.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The Cojocna vote: opens on Monday, 3 May 2027 at 8:00, closes on 17 May at 20:00. */
export function sampleCharter(changes: Partial<Charter> = {}): Charter {
  const drafted = draftCharter(
    {
      minimumAge: 18,
      windowDays: 14,
      quorumPercent: 10,
      minimumVotes: 3,
      blankAllowed: true,
      runOffDays: 7,
      extensionDays: 7,
      challengeDays: 3,
      turnoutShown: true,
      witnesses: 2,
    },
    {
      opensAt: new Date('2027-05-03T05:00:00.000Z'),
      question: { ro: 'Care inițiativă să fie realizată?', en: 'Which initiative is to be carried out?' },
      residence: {
        ro: 'domiciliul sau reședința în comuna Cojocna.',
        en: 'domicile or residence in the commune of Cojocna.',
      },
    },
  );
  return { ...drafted, ...changes };
}

/** What lay in the boxes of one round. */
export interface SampleBoxes {
  /** Online choices; 0 is blank. */
  readonly online: readonly number[];
  readonly paper?: {
    /** Choices; 0 is blank. */
    readonly choices: readonly number[];
    readonly spoiled: number;
    /** Persons marked at the desk, where not as many as ballots. */
    readonly marked?: number;
    readonly protocol?: string;
    readonly takenBack?: number;
  };
}

export interface SampleVote {
  readonly charter?: Charter;
  readonly options?: number;
  readonly roll?: RecordedRound['roll'];
  /** One round, or the run-off after a tie too. */
  readonly rounds: readonly [SampleBoxes, SampleBoxes?];
  /** By how many days the close of the first round was put off. */
  readonly extendedDays?: number;
  /** What the lot gave, after a second tie. */
  readonly drawn?: number;
}

/** @param hash SHA-256 of a text in hexadecimal digits */
export function sampleRecord(hash: (text: string) => string, vote: SampleVote): VoteRecord {
  const charter = vote.charter ?? sampleCharter();
  const numbers = Array.from({ length: vote.options ?? 3 }, (_, index) => index + 1);
  const rounds: RecordedRound[] = [];
  for (const boxes of vote.rounds) if (boxes) rounds.push(sampleRound(hash, vote, charter, numbers, boxes, rounds[0]));
  const last = rounds.at(-1) ?? fail();
  const tied = last.outcome.kind === 'tie' && last.outcome.next === 'lot' ? last.outcome.between : [];
  if (vote.drawn === undefined ? tied.length > 0 : !tied.includes(vote.drawn)) fail();
  const lot: VoteRecord['lot'] =
    vote.drawn === undefined
      ? null
      : {
          at: later(last.countedAt, DAY_MS),
          place: 'Căminul cultural',
          witnesses: ['Alex Exemplu', 'Dana Probă'],
          winner: vote.drawn,
          text: 'S-a tras un bilet dintr-o urnă goală, arătată celor de față.',
        };
  const elected = last.outcome.kind === 'elected' ? last.outcome.option : null;
  const unsealed: Omit<VoteRecord, 'fingerprint'> = {
    version: 1,
    project: {
      slug: 'cojocna',
      title: { ro: 'Comuna inteligentă', en: 'The smart commune' },
      publicity: { ro: 'Finanțat printr-un program.', en: 'Funded by a programme.' },
    },
    voteId: '6f0f6c1e-52a5-4c0e-9a53-0d1f9e2b7a41',
    charter,
    charterHash: hash(charterText(charter)),
    options: numbers.map((number) => ({
      number,
      proposal: number + 3,
      title: `Inițiativa ${number}`,
      summary: `Ce s-ar face cu inițiativa ${number}.`,
    })),
    notes: [
      { at: later(charter.opensAt, DAY_MS), kind: 'note', text: 'Urna din Iuriu de Câmpie s-a mutat la școală.' },
      ...(vote.extendedDays === undefined
        ? []
        : [{ at: later(charter.closesAt, -DAY_MS), kind: 'extended' as const, text: 'A fost o pană de curent.' }]),
    ],
    rounds,
    lot,
    result: {
      kind: lot ? 'lot' : last.outcome.kind === 'tie' ? fail() : last.outcome.kind,
      option: lot ? lot.winner : elected,
    },
  };
  return { ...unsealed, fingerprint: hash(recordText(unsealed)) };
}

function sampleRound(
  hash: (text: string) => string,
  vote: SampleVote,
  charter: Charter,
  numbers: readonly number[],
  boxes: SampleBoxes,
  first: RecordedRound | undefined,
): RecordedRound {
  const round = first ? 2 : 1;
  const window = first ? runOffWindow(new Date(first.countedAt), charter) : null;
  const opensAt = window ? window.opensAt.toISOString() : charter.opensAt;
  const planned = window ? window.closesAt.toISOString() : charter.closesAt;
  const moved = !first && vote.extendedDays ? later(planned, vote.extendedDays * DAY_MS) : null;
  const closesAt = moved ?? planned;
  const options = first ? (first.outcome.kind === 'tie' ? first.outcome.between : fail()) : [...numbers];

  const online = tally(boxes.online, options);
  const paper: Tally | null = boxes.paper ? tally(boxes.paper.choices, options) : null;
  const joint = together(online, paper);
  const inTheBox = boxes.paper ? boxes.paper.choices.length + boxes.paper.spoiled : 0;
  const marks = {
    online: boxes.online.length,
    paper: boxes.paper?.marked ?? inTheBox,
    takenBack: boxes.paper?.takenBack ?? 0,
  };
  const roll = vote.roll ?? { entries: 60, struck: 2 };
  return {
    round,
    opensAt,
    closesAt,
    closedAt: later(closesAt, 1500),
    countedAt: later(closesAt, 60 * 60 * 1000),
    extended: moved ? { from: planned, to: moved } : null,
    options,
    roll,
    marks,
    ballots: sortedBallots(boxes.online.map((choice, index) => sampleBallot(hash, `${round}/${index}`, choice))),
    paperCount:
      boxes.paper && paper
        ? {
            counts: paper.counts,
            blank: paper.blank,
            spoiled: boxes.paper.spoiled,
            enteredBy: 2,
            protocol: boxes.paper.protocol ?? null,
          }
        : null,
    counts: joint.counts,
    blank: joint.blank,
    outcome: outcomeOf({
      round,
      counts: joint.counts,
      turnout: marks.online + marks.paper,
      roll: roll.entries - roll.struck,
      charter,
    }),
  };
}

/** A receipt that looks drawn, and is the same in every run. */
function sampleBallot(hash: (text: string) => string, seed: string, choice: number): RecordedBallot {
  return { receipt: hash(seed).slice(0, 16), choice };
}

const later = (instant: string, ms: number): string => new Date(new Date(instant).getTime() + ms).toISOString();

function fail(): never {
  throw new Error('These boxes make no record: a tie needs its run-off, and a second one its lot.');
}
