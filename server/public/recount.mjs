/**
 * Numărătoare independentă a unui vot · An independent count of a vote
 *
 *   node recount.mjs record.json [ballots.csv] [--fingerprint HEX] [--lang ro|en]
 *
 * Reads the public record of a vote and counts it again, from the ballots up. It needs Node 20 or newer and nothing else;
 * it opens no connection. A page in a browser runs the same file: `recount(record, { csv, fingerprint })`.
 * It shares no line with the program that ran the vote, so that a mistake there is not repeated here.
 *
 * What it checks:
 *  1. The record has the members that it should have, and no others.
 *  2. The fingerprint: SHA-256 of the whole record. Give the one that you noted from somewhere else (the printed result,
 *     a newspaper): then not a letter of the record can have been changed since. The one inside the record alone finds
 *     a careless change, but whoever changes a record on purpose can write a new one into it.
 *  3. The charter has the hash that was published when the vote opened.
 *  4. Every round had the window and the options that the charter gives it.
 *  5. There are as many ballots as people who voted online; the paper ballots are as many as people marked at the desk,
 *     or a written protocol says why not; nobody voted beyond the roll, and no box holds more ballots than people who did
 *     not vote online. A difference that a protocol explains, and marks that were taken back, are said as notes.
 *  6. The votes of each option, who was elected by them, or why nobody was.
 *
 * What it cannot check: whether the roll is right, whether your own vote is in it (look for your receipt in the ballots),
 * and whether whoever runs the server added votes for people who did not vote.
 */

/**
 * @param {unknown} record the record, as JSON.parse gives it
 * @param {{ csv?: string | undefined, fingerprint?: string | undefined }} given the text of ballots.csv, and the
 *   fingerprint noted from somewhere else
 * @returns what does not agree (nothing, where all is well), what should be known although it may be so, the fingerprint of
 *   this record, the count of each round, and the result that follows
 */
export async function recount(record, { csv, fingerprint } = {}) {
  const findings = [];
  const notes = [];
  const found = (code, ro, en) => findings.push({ code, ro, en });
  const noted = (code, ro, en) => notes.push({ code, ro, en });

  const faults = isRecord(record, '');
  for (const path of faults.slice(0, 20)) {
    found(
      'shape',
      `Înregistrarea nu are forma așteptată la: ${path || 'început'}.`,
      `The record does not have the expected shape at: ${path || 'its beginning'}.`,
    );
  }
  // Nothing can be counted in something that is no record.
  if (faults.length > 0) return { findings, notes, fingerprint: null, rounds: [], result: null };

  const { fingerprint: written, ...everythingElse } = record;
  const computed = await sha256(canonical(everythingElse));
  if (computed !== written) {
    found(
      'fingerprint',
      `Amprenta scrisă în înregistrare nu este a ei: înregistrarea are ${computed}. Ceva s-a schimbat.`,
      `The fingerprint that is written in the record is not its own: the record has ${computed}. Something was changed.`,
    );
  }
  if (fingerprint !== undefined && fingerprint.replace(/[\s-]/g, '').toLowerCase() !== computed) {
    found(
      'fingerprint-given',
      `Amprenta dată nu este a acestei înregistrări, care are ${computed}. Nu este înregistrarea care a fost publicată.`,
      `The given fingerprint is not that of this record, which has ${computed}. This is not the record that was published.`,
    );
  }
  if ((await sha256(canonical(record.charter))) !== record.charterHash) {
    found(
      'charter-hash',
      'Regulamentul nu are amprenta publicată la deschiderea votului: a fost schimbat.',
      'The charter does not have the hash that was published when the vote opened: it was changed.',
    );
  }

  checkBallotPaper(record, found);
  checkWindows(record, found);
  const rounds = record.rounds.map((round) => countRound(round, record.charter, found));
  checkRounds(record, rounds, found);
  const result = checkEnd(record, rounds, found);
  if (csv !== undefined) checkCsv(record, csv, found);
  for (const round of record.rounds) notePaper(round, noted);
  return { findings, notes, fingerprint: computed, rounds, result };
}

// ---------------------------------------------------------------------------------------------------- the options

/** Options are numbered 1, 2, 3, …, and each is another proposal. */
function checkBallotPaper({ options }, found) {
  const proposals = new Set(options.map(({ proposal }) => proposal));
  if (options.some(({ number }, index) => number !== index + 1) || proposals.size !== options.length) {
    found(
      'options',
      'Opțiunile nu sunt numerotate 1, 2, 3, …, sau o propunere apare de două ori.',
      'The options are not numbered 1, 2, 3, …, or a proposal appears twice.',
    );
  }
}

// ---------------------------------------------------------------------------------------------------- the windows

/** Each round opened and closed when the charter says. */
function checkWindows({ charter, rounds, notes }, found) {
  if (charter.closesAt <= charter.opensAt || charter.challengesUntil >= charter.opensAt) {
    found(
      'charter-window',
      'Datele din regulament nu se potrivesc: contestarea listei, deschiderea și închiderea nu vin una după alta.',
      'The dates of the charter do not fit: challenge of the roll, opening and close do not follow one another.',
    );
  }
  for (const [index, round] of rounds.entries()) {
    const before = rounds[index - 1];
    const windows = before ? runOffWindows(before, round, charter, notes) : [charter];
    const asCharter = windows.some(
      ({ opensAt, closesAt }) => round.opensAt === opensAt && (round.extended?.from ?? round.closesAt) === closesAt,
    );
    if (!asCharter) {
      const [{ opensAt, closesAt }] = windows;
      found(
        'window',
        `Turul ${round.round} nu a fost deschis de la ${opensAt} la ${closesAt}, cum cere regulamentul.`,
        `Round ${round.round} was not open from ${opensAt} to ${closesAt}, as the charter asks.`,
      );
    }
    if (round.closedAt < round.closesAt || round.countedAt < round.closedAt) {
      found(
        'closed-early',
        `Turul ${round.round} s-a închis sau s-a numărat înainte de vreme.`,
        `Round ${round.round} was closed or counted too early.`,
      );
    }
    if (round.extended) checkExtension(round, before, charter, notes, found);
  }
}

/** The close may be moved once, before it, by as many days as the charter allows, with a public note. */
function checkExtension({ round, extended, closesAt }, before, { extensionDays }, notes, found) {
  const { day, time } = inRomania(extended.from);
  const latest = instantOf(daysLater(day, extensionDays), time);
  if (extended.to !== closesAt || extended.to <= extended.from || extended.to > latest) {
    found(
      'extension',
      `Prelungirea turului ${round} nu este cea pe care o permite regulamentul (zile, cel mult: ${extensionDays}).`,
      `The extension of round ${round} is not one that the charter allows (days, at most: ${extensionDays}).`,
    );
  }
  const told = notes.some(
    ({ kind, at }) => kind === 'extended' && at < extended.from && at >= (before?.closedAt ?? ''),
  );
  if (!told) {
    found(
      'extension-untold',
      `Pentru prelungirea turului ${round} nu există o notă publică dinainte de închidere.`,
      `There is no public note from before the close on the extension of round ${round}.`,
    );
  }
}

/** The window of the run-off; one that went by while the server was down is given anew, with a public note of that day. */
function runOffWindows({ countedAt }, { opensAt }, charter, notes) {
  const first = runOffWindow(countedAt, charter);
  const missed = notes.filter(({ kind, at }) => kind === 'note' && at >= first.closesAt && at < opensAt);
  return [first, ...missed.map(({ at }) => runOffWindow(at, charter))];
}

/** The run-off opens at 8:00 on the day after the count, and closes at the hour at which the first round was to close. */
function runOffWindow(countedAt, { closesAt, runOffDays }) {
  const opens = daysLater(inRomania(countedAt).day, 1);
  const hourAndMinute = inRomania(closesAt).time.slice(0, 5);
  return {
    opensAt: instantOf(opens, '08:00:00.000'),
    closesAt: instantOf(daysLater(opens, runOffDays), `${hourAndMinute}:00.000`),
  };
}

// ---------------------------------------------------------------------------------------------------- the count

/** Counts one round from its ballots and from the paper count, and holds it against what is written. */
function countRound(round, charter, found) {
  const n = round.round;
  checkBallots(round, charter, found);
  checkPaper(round, charter, found);

  const paper = round.paperCount ?? { counts: [], blank: 0, spoiled: 0 };
  const counts = round.options.map((option) => {
    const online = round.ballots.filter(({ choice }) => choice === option).length;
    const onPaper = paper.counts.find((line) => line.option === option)?.votes ?? 0;
    return { option, online, paper: onPaper, votes: online + onPaper };
  });
  const blank = round.ballots.filter(({ choice }) => choice === 0).length + paper.blank;
  if (canonical(counts) !== canonical(round.counts) || blank !== round.blank) {
    found(
      'counts',
      `Turul ${n}: voturile scrise nu sunt cele numărate: ${say(counts)}, albe ${blank}.`,
      `Round ${n}: the votes that are written are not those that were counted: ${say(counts)}, blank ${blank}.`,
    );
  }

  const turnout = round.marks.online + round.marks.paper;
  const entitled = round.roll.entries - round.roll.struck;
  if (turnout > entitled) {
    found(
      'roll',
      `Turul ${n}: prezența este ${turnout}, mai mare decât lista alegătorilor: ${entitled}.`,
      `Round ${n}: the turnout is ${turnout}, more than the roll: ${entitled}.`,
    );
  }

  const outcome = outcomeOf(n, counts, turnout, entitled, charter);
  if (canonical(outcome) !== canonical(round.outcome)) {
    found(
      'outcome',
      `Turul ${n}: rezultatul scris nu este cel care rezultă din voturi (${canonical(outcome)}).`,
      `Round ${n}: the outcome that is written is not the one that the votes give (${canonical(outcome)}).`,
    );
  }
  return { round: n, counts, blank, spoiled: paper.spoiled, turnout, entitled, outcome };
}

/** One ballot for each person who voted online, each with a choice that there is, sorted so that order tells nothing. */
function checkBallots({ round: n, ballots, marks, options }, { blankAllowed }, found) {
  if (ballots.length !== marks.online) {
    found(
      'ballots',
      `Turul ${n}: buletine online: ${ballots.length}, dar persoane care au votat online: ${marks.online}.`,
      `Round ${n}: online ballots: ${ballots.length}, but persons who voted online: ${marks.online}.`,
    );
  }
  const possible = new Set(blankAllowed ? [0, ...options] : options);
  const impossible = ballots.filter(({ choice }) => !possible.has(choice));
  if (impossible.length > 0) {
    const [{ receipt, choice }] = impossible;
    found(
      'choice',
      `Turul ${n}: buletine cu o alegere care nu se putea face: ${impossible.length}, primul ${receipt} cu ${choice}.`,
      `Round ${n}: ballots with a choice that could not be made: ${impossible.length}, the first ${receipt} with ${choice}.`,
    );
  }
  const inOrder = ballots.every(({ receipt, choice }, index) => {
    const last = ballots[index - 1];
    return !last || last.receipt < receipt || (last.receipt === receipt && last.choice <= choice);
  });
  if (!inOrder) {
    found(
      'order',
      `Turul ${n}: buletinele nu sunt sortate după recipisă; ordinea lor ar putea spune cine a votat când.`,
      `Round ${n}: the ballots are not sorted by receipt; their order could tell who voted when.`,
    );
  }
}

/** The paper ballots, spoiled ones too, are as many as the persons marked at the desk, or a protocol explains it. */
function checkPaper({ round: n, paperCount, marks, options, roll }, { blankAllowed }, found) {
  if (!paperCount) {
    if (marks.paper + marks.takenBack === 0) return;
    found(
      'paper-missing',
      `Turul ${n}: bife la urnă: ${marks.paper}, retrase: ${marks.takenBack}, dar urna nu este numărată.`,
      `Round ${n}: marks at the desk: ${marks.paper}, taken back: ${marks.takenBack}, but the box was not counted.`,
    );
    return;
  }
  if (canonical(paperCount.counts.map(({ option }) => option)) !== canonical(options)) {
    found(
      'paper-options',
      `Turul ${n}: numărătoarea pe hârtie nu are exact opțiunile turului.`,
      `Round ${n}: the paper count does not have exactly the options of the round.`,
    );
  }
  if (paperCount.blank > 0 && !blankAllowed) {
    found(
      'paper-blank',
      `Turul ${n}: numărătoarea pe hârtie are voturi albe, pe care regulamentul nu le permite (ar fi nule).`,
      `Round ${n}: the paper count has blank votes, which the charter does not allow (they would be spoiled).`,
    );
  }
  const inTheBox = ballotsIn(paperCount);
  const possible = roll.entries - roll.struck - marks.online;
  if (inTheBox > possible) {
    found(
      'paper-roll',
      `Turul ${n}: buletine în urnă: ${inTheBox}, dar persoane din listă care nu au votat online: ${possible}.`,
      `Round ${n}: ballots in the box: ${inTheBox}, but persons on the roll who did not vote online: ${possible}.`,
    );
  }
  if (inTheBox !== marks.paper && paperCount.protocol === null) {
    found(
      'paper',
      `Turul ${n}: buletine în urnă: ${inTheBox}, persoane bifate la urnă: ${marks.paper}, și niciun proces-verbal nu explică diferența.`,
      `Round ${n}: ballots in the box: ${inTheBox}, persons marked at the desk: ${marks.paper}, and no protocol explains the difference.`,
    );
  }
}

/** What a protocol explains, and what was taken back at the desk: allowed, and to be known by everybody. */
function notePaper({ round: n, paperCount, marks }, noted) {
  if (marks.takenBack > 0) {
    noted(
      'taken-back',
      `Turul ${n}: bife de la urnă retrase: ${marks.takenBack}. Aceste persoane au putut vota din nou.`,
      `Round ${n}: marks of the desk that were taken back: ${marks.takenBack}. These persons could vote again.`,
    );
  }
  if (!paperCount || ballotsIn(paperCount) === marks.paper) return;
  noted(
    'paper-difference',
    `Turul ${n}: buletine în urnă: ${ballotsIn(paperCount)}, persoane bifate la urnă: ${marks.paper}. Procesul-verbal: ${paperCount.protocol}`,
    `Round ${n}: ballots in the box: ${ballotsIn(paperCount)}, persons marked at the desk: ${marks.paper}. The protocol: ${paperCount.protocol}`,
  );
}

/** Most valid votes win. Quorum and minimum bind the first round alone; nobody wins on a tie or without votes. */
function outcomeOf(round, counts, turnout, entitled, { quorumPercent, minimumVotes }) {
  const valid = sum(counts);
  if (round === 1) {
    // The least whole number of persons that is at least so many per cent of the roll.
    const quorum = Math.floor((entitled * quorumPercent + 99) / 100);
    if (turnout < quorum) return { kind: 'quorum-missed', need: quorum, have: turnout };
  }
  if (valid === 0) return { kind: 'no-votes' };
  if (round === 1 && valid < minimumVotes) return { kind: 'minimum-missed', need: minimumVotes, have: valid };
  const ranking = [...counts].sort((a, b) => b.votes - a.votes || a.option - b.option);
  const first = ranking.filter(({ votes }) => votes === ranking[0].votes).map(({ option }) => option);
  if (first.length === 1) return { kind: 'elected', option: first[0] };
  return { kind: 'tie', between: first, next: round === 1 ? 'run-off' : 'lot' };
}

// ---------------------------------------------------------------------------------------------------- the rounds and the end

/** The first round has all options; there is a second one after a tie, and only then, between the tied. */
function checkRounds({ options, rounds }, counted, found) {
  const [first, second] = rounds;
  const tie = counted[0].outcome.kind === 'tie';
  if (rounds.some(({ round }, index) => round !== index + 1) || tie !== (second !== undefined)) {
    found(
      'rounds',
      'Tururile nu sunt cele care trebuie: al doilea urmează după o egalitate, și numai atunci.',
      'The rounds are not those that should be: the second one follows a tie, and only then.',
    );
  }
  const all = options.map(({ number }) => number);
  if (canonical(first.options) !== canonical(all)) {
    found('round-options', 'Turul 1 nu are toate opțiunile.', 'Round 1 does not have all the options.');
  }
  if (second && tie && canonical(second.options) !== canonical(counted[0].outcome.between)) {
    found(
      'round-options',
      'Turul 2 nu are exact opțiunile aflate la egalitate.',
      'Round 2 does not have exactly the options that were tied.',
    );
  }
}

/** The result follows from the last round, or from a lot among those that were tied in the second. */
function checkEnd({ charter, rounds, lot, result }, counted, found) {
  const last = counted[counted.length - 1].outcome;
  const lotDue = last.kind === 'tie' && last.next === 'lot';
  if (lotDue !== (lot !== null)) {
    found(
      'lot',
      'Tragerea la sorți lipsește sau nu era cazul: se trage la sorți numai după a doua egalitate.',
      'The lot is missing, or was not due: lots are drawn only after a second tie.',
    );
  }
  if (lot && lotDue) {
    if (!last.between.includes(lot.winner)) {
      found(
        'lot-winner',
        `Opțiunea ${lot.winner}, trasă la sorți, nu era la egalitate.`,
        `Option ${lot.winner}, drawn by lot, was not among the tied.`,
      );
    }
    if (new Set(lot.witnesses).size < charter.witnesses || lot.at < rounds[rounds.length - 1].countedAt) {
      found(
        'lot-witnesses',
        `Tragerea la sorți a avut prea puțini martori (cel puțin: ${charter.witnesses}), sau a fost înainte de numărătoare.`,
        `The lot had too few witnesses (at least: ${charter.witnesses}), or it was before the count.`,
      );
    }
  }

  let expected = { kind: last.kind, option: null };
  if (last.kind === 'elected') expected = { kind: 'elected', option: last.option };
  if (lotDue && lot) expected = { kind: 'lot', option: lot.winner };
  if (canonical(result) !== canonical(expected)) {
    found(
      'result',
      `Rezultatul scris nu este cel care urmează din tururi (${canonical(expected)}).`,
      `The result that is written is not the one that follows from the rounds (${canonical(expected)}).`,
    );
  }
  return expected;
}

/** The file of ballots has the same ballots as the record, line by line. */
function checkCsv({ rounds }, csv, found) {
  const expected = ['round,receipt,choice'];
  for (const { round, ballots } of rounds) {
    for (const { receipt, choice } of ballots) expected.push(`${round},${receipt},${choice}`);
  }
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[lines.length - 1] === '') lines.pop();
  const longest = Math.max(lines.length, expected.length);
  for (let index = 0; index < longest; index += 1) {
    if (lines[index] === expected[index]) continue;
    found(
      'csv',
      `Fișierul CSV diferă de înregistrare la linia ${index + 1}: „${lines[index] ?? ''}”, nu „${expected[index] ?? ''}”.`,
      `The CSV file differs from the record in line ${index + 1}: “${lines[index] ?? ''}”, not “${expected[index] ?? ''}”.`,
    );
    return;
  }
}

const ballotsIn = ({ counts, blank, spoiled }) => sum(counts) + blank + spoiled;
const sum = (counts) => counts.reduce((total, { votes }) => total + votes, 0);
const say = (counts) => counts.map(({ option, votes }) => `${option} → ${votes}`).join(', ');

// ---------------------------------------------------------------------------------------------------- the shape

// Each of these says where a value is not what it should be, as a list of paths: an empty list is the good answer.
const is = (test) => (value, path) => (test(value) ? [] : [path]);
const text = is((value) => typeof value === 'string' && value !== '');
const count = is((value) => Number.isSafeInteger(value) && value >= 0);
const upTo = (most) => is((value) => Number.isSafeInteger(value) && value >= 0 && value <= most);
const flag = is((value) => typeof value === 'boolean');
const hash = is((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
const receipt = is((value) => typeof value === 'string' && /^[0-9a-hjkmnp-tv-z]{16}$/.test(value));
/** Like 2027-05-03T05:00:00.000Z: such instants can be compared as texts. */
const instant = is((value) => {
  const at = typeof value === 'string' && value.startsWith('2') ? new Date(value) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString() === value;
});
const one = (...values) => is((value) => values.includes(value));
const orNull = (shape) => (value, path) => (value === null ? [] : shape(value, path));
const listOf = (shape) => (value, path) =>
  Array.isArray(value) ? value.flatMap((item, index) => shape(item, `${path}[${index}]`)) : [path];
const nonEmpty = (shape) => (value, path) =>
  Array.isArray(value) && value.length > 0 ? listOf(shape)(value, path) : [path];
/** Exactly these members. */
const object = (members) => (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  const at = (name) => (path ? `${path}.${name}` : name);
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(members, name));
  return [
    ...unknown.map(at),
    ...Object.entries(members).flatMap(([name, shape]) =>
      Object.hasOwn(value, name) ? shape(value[name], at(name)) : [at(name)],
    ),
  ];
};
/** One of several objects, told apart by their kind. */
const byKind = (kinds) => (value, path) => {
  const members = Object.hasOwn(kinds, value?.kind) ? kinds[value.kind] : {};
  return object({ kind: one(...Object.keys(kinds)), ...members })(value, path);
};

const bothLanguages = object({ ro: text, en: text });

const isRecord = object({
  version: one(1),
  project: object({ slug: text, title: bothLanguages, publicity: bothLanguages }),
  voteId: text,
  charter: object({
    question: bothLanguages,
    minimumAge: upTo(120),
    residence: bothLanguages,
    opensAt: instant,
    closesAt: instant,
    quorumPercent: upTo(100),
    minimumVotes: count,
    blankAllowed: flag,
    runOffDays: upTo(30),
    extensionDays: upTo(30),
    challengesUntil: instant,
    resultsVisible: one('after-close'),
    turnoutShown: flag,
    witnesses: count,
  }),
  charterHash: hash,
  options: nonEmpty(object({ number: count, proposal: count, title: text, summary: text })),
  notes: listOf(object({ at: instant, kind: one('amended', 'extended', 'note', 'roll-corrected', 'cancelled'), text })),
  rounds: nonEmpty(
    object({
      round: one(1, 2),
      opensAt: instant,
      closesAt: instant,
      closedAt: instant,
      countedAt: instant,
      extended: orNull(object({ from: instant, to: instant })),
      options: nonEmpty(count),
      roll: object({ entries: count, struck: count }),
      marks: object({ online: count, paper: count, takenBack: count }),
      ballots: listOf(object({ receipt, choice: count })),
      paperCount: orNull(
        object({
          counts: listOf(object({ option: count, votes: count })),
          blank: count,
          spoiled: count,
          enteredBy: one(2),
          protocol: orNull(text),
        }),
      ),
      counts: listOf(object({ option: count, online: count, paper: count, votes: count })),
      blank: count,
      outcome: byKind({
        elected: { option: count },
        tie: { between: nonEmpty(count), next: one('run-off', 'lot') },
        'no-votes': {},
        'quorum-missed': { need: count, have: count },
        'minimum-missed': { need: count, have: count },
      }),
    }),
  ),
  lot: orNull(object({ at: instant, place: text, witnesses: nonEmpty(text), winner: count, text })),
  result: object({
    kind: one('elected', 'lot', 'no-votes', 'quorum-missed', 'minimum-missed'),
    option: orNull(count),
  }),
  fingerprint: hash,
});

// ---------------------------------------------------------------------------------------------------- text and hash

/** One text for one value: JSON with the members of every object in the order of their names, without white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of a text in UTF-8, in hexadecimal digits: by the browser or Node, or where a page came by http, by hand. */
async function sha256(words) {
  const bytes = new TextEncoder().encode(words);
  const subtle = globalThis.crypto?.subtle;
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256ByHand(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 as the standard (FIPS 180-4) writes it: browsers lend theirs only to pages that came by https. */
function sha256ByHand(bytes) {
  // Fractional parts of the square and cube roots of the first 64 primes.
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const state = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

  // The message, a one bit, zeros, and its length in bits, in blocks of 64 bytes.
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);

  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const w = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let t = 0; t < 64; t += 1) {
      if (t < 16) w[t] = view.getInt32(block + t * 4);
      else {
        const small0 = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ (w[t - 15] >>> 3);
        const small1 = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ (w[t - 2] >>> 10);
        w[t] = small1 + w[t - 7] + small0 + w[t - 16];
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t += 1) {
      const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + big1 + ((e & f) ^ (~e & g)) + constants[t] + w[t]) | 0;
      const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] += value;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, value] of state.entries()) digest.setInt32(index * 4, value);
  return new Uint8Array(digest.buffer);
}

// ---------------------------------------------------------------------------------------------------- days and hours

/** Writes an instant as `2027-05-03 08:00:00`, which is how Swedish does. */
const ROMANIA = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Bucharest',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The day and the time, to the millisecond, that an instant has in Romania. */
function inRomania(at) {
  const [day, time] = ROMANIA.format(new Date(at)).split(' ');
  return { day, time: `${time}${at.slice(19, 23)}` };
}

function daysLater(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant of a time in Romania, which is 3 hours ahead of UTC in summer and 2 in winter. */
function instantOf(day, time) {
  const [summer, winter] = [3, 2].map((ahead) =>
    new Date(Date.parse(`${day}T${time}Z`) - ahead * 3_600_000).toISOString(),
  );
  const there = inRomania(summer);
  return there.day === day && there.time === time ? summer : winter;
}

// ---------------------------------------------------------------------------------------------------- from the command line

const WORDS = {
  ro: {
    usage: 'Folosire: node recount.mjs record.json [ballots.csv] [--fingerprint HEX] [--lang ro|en]',
    unreadable: (file, why) => `${file} nu poate fi citit: ${why}`,
    round: ({ round, turnout, entitled }) => `Turul ${round}: prezență ${turnout} din ${entitled}`,
    option: ({ option, votes, online, paper }, title) =>
      `  ${option}. ${title}: ${votes} (online ${online}, pe hârtie ${paper})`,
    invalid: ({ blank, spoiled }) => `  albe ${blank}, nule ${spoiled}`,
    result: {
      elected: (title) => `Rezultat: a fost aleasă opțiunea ${title}.`,
      lot: (title) => `Rezultat: la sorți a fost trasă opțiunea ${title}.`,
      tie: () => 'Rezultat: egalitate, fără turul sau tragerea la sorți care urmează.',
      'no-votes': () => 'Rezultat: niciun vot valabil, nu s-a ales nicio opțiune.',
      'quorum-missed': () => 'Rezultat: cvorumul nu s-a întrunit, nu s-a ales nicio opțiune.',
      'minimum-missed': () => 'Rezultat: prea puține voturi valabile, nu s-a ales nicio opțiune.',
    },
    fingerprint: (value) => `Amprenta: ${value}`,
    compare:
      'Comparați amprenta cu cea notată din altă parte (rezultatul tipărit, ziar): numai așa se vede că nu s-a schimbat nimic.',
    good: 'Numărătoarea se potrivește.',
    notes: 'De știut:',
    bad: 'NU se potrivește:',
  },
  en: {
    usage: 'Usage: node recount.mjs record.json [ballots.csv] [--fingerprint HEX] [--lang ro|en]',
    unreadable: (file, why) => `${file} cannot be read: ${why}`,
    round: ({ round, turnout, entitled }) => `Round ${round}: turnout ${turnout} of ${entitled}`,
    option: ({ option, votes, online, paper }, title) =>
      `  ${option}. ${title}: ${votes} (online ${online}, on paper ${paper})`,
    invalid: ({ blank, spoiled }) => `  blank ${blank}, spoiled ${spoiled}`,
    result: {
      elected: (title) => `Result: option ${title} was elected.`,
      lot: (title) => `Result: option ${title} was drawn by lot.`,
      tie: () => 'Result: a tie, without the round or the lot that follows.',
      'no-votes': () => 'Result: no valid vote, no option was elected.',
      'quorum-missed': () => 'Result: the quorum was missed, no option was elected.',
      'minimum-missed': () => 'Result: too few valid votes, no option was elected.',
    },
    fingerprint: (value) => `Fingerprint: ${value}`,
    compare:
      'Compare the fingerprint with one noted from somewhere else (the printed result, a newspaper): only this shows that nothing was changed.',
    good: 'The count agrees.',
    notes: 'To be known:',
    bad: 'It does NOT agree:',
  },
};

/** Prints the count and what does not agree, in both languages or in one; the exit code is 0 where all agrees, else 1. */
async function fromCommandLine({ argv }) {
  // Node's own, for reading the two files: a browser never comes here.
  const [{ readFileSync }, { parseArgs }] = await Promise.all([import('node:fs'), import('node:util')]);
  let files;
  let given;
  try {
    const options = { fingerprint: { type: 'string' }, lang: { type: 'string' } };
    ({ positionals: files, values: given } = parseArgs({ args: argv.slice(2), options, allowPositionals: true }));
  } catch {
    files = [];
  }
  const languages = given?.lang === undefined ? ['ro', 'en'] : [given.lang];
  if (![1, 2].includes(files.length) || !Object.hasOwn(WORDS, languages[0])) {
    console.error(`${WORDS.ro.usage}\n${WORDS.en.usage}`);
    return 1;
  }
  const [recordFile, csvFile] = files;
  const { fingerprint } = given;
  const read = (file, parse) => {
    try {
      return parse(readFileSync(file, 'utf8'));
    } catch (error) {
      for (const language of languages) console.error(WORDS[language].unreadable(file, error.message));
      return undefined;
    }
  };
  const record = read(recordFile, JSON.parse);
  const csv = csvFile === undefined ? undefined : read(csvFile, (content) => content);
  if (record === undefined || (csvFile !== undefined && csv === undefined)) return 1;

  const counted = await recount(record, { csv, fingerprint });
  for (const language of languages) console.log(report(record, counted, fingerprint, language));
  return counted.findings.length === 0 ? 0 : 1;
}

function report(record, { findings, notes, rounds, result, fingerprint: computed }, given, language) {
  const words = WORDS[language];
  const titleOf = (option) => record.options.find(({ number }) => number === option)?.title ?? '?';
  const lines = rounds.flatMap((round) => [
    words.round(round),
    ...round.counts.map((line) => words.option(line, titleOf(line.option))),
    words.invalid(round),
  ]);
  if (result) lines.push(words.result[result.kind](`${result.option}. ${titleOf(result.option)}`));
  if (computed) lines.push(words.fingerprint(computed));
  if (findings.length === 0) lines.push(words.good);
  else lines.push(words.bad, ...findings.map((finding) => `  - ${finding[language]}`));
  if (notes.length > 0) lines.push(words.notes, ...notes.map((note) => `  - ${note[language]}`));
  if (given === undefined && computed) lines.push(words.compare);
  // What stands in a record is not trusted: a line end or a control character could draw another report.
  return lines.map((line) => `${line.replace(/[\s\p{Cc}]/gu, ' ')}\n`).join('');
}

if (globalThis.process?.versions?.node && globalThis.process.argv[1]) {
  const { realpathSync } = await import('node:fs');
  const { pathToFileURL } = await import('node:url');
  const started = pathToFileURL(realpathSync(globalThis.process.argv[1])).href;
  if (started === import.meta.url) globalThis.process.exitCode = await fromCommandLine(globalThis.process);
}
