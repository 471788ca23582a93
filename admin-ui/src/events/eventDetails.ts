/** The figures of an event, in words. What is not understood is left out: the event's type says the essential. */
import type { HistoryEvent } from '../api/types.ts';
import type { Words } from '../look/useWords.ts';

type Speaker = Pick<Words, 'say' | 'day' | 'due' | 'local' | 'lei'>;
type Told = Pick<HistoryEvent, 'type' | 'data' | 'quantity'>;
type Data = HistoryEvent['data'];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null;

/** A day, or an instant's day. */
const dayIn = (value: unknown, { day }: Speaker): string | null => (isText(value) ? day(value.slice(0, 10)) : null);

function moves(data: Data, speaker: Speaker): string[] {
  const list = Array.isArray(data.moves) ? data.moves.filter(isObject) : [];
  return list.map(({ key, from, to }) =>
    speaker.say('resources.events.detail.moved', {
      key: String(key),
      from: dayIn(from, speaker) ?? '?',
      to: dayIn(to, speaker) ?? '?',
    }),
  );
}

function newEnd(data: Data, speaker: Speaker): string[] {
  const from = dayIn(data.oldEnd, speaker);
  const to = dayIn(data.newEnd, speaker);
  return from !== null && to !== null ? [speaker.say('resources.events.detail.end', { from, to })] : [];
}

function completedOn(data: Data, speaker: Speaker): string[] {
  const day = dayIn(data.completedOn, speaker);
  return day === null ? [] : [speaker.say('resources.events.detail.completedOn', { day })];
}

function figure({ to, target }: Data, { say, local }: Speaker, { quantity }: Told): string[] {
  if (typeof to !== 'number' || typeof target !== 'number' || quantity === null) return [];
  return [say('resources.events.detail.quantity', { quantity: local(quantity.title), actual: to, target })];
}

function role(data: Data, { say }: Speaker): string[] {
  if (data.role === null) return [say('resources.events.detail.noRole')];
  return isText(data.role) ? [say('resources.events.detail.role', { role: say(`app.role.${data.role}`) })] : [];
}

function period(data: Data, speaker: Speaker): string[] {
  const from = dayIn(data.startsOn, speaker);
  const to = dayIn(data.endsOn, speaker);
  return from !== null && to !== null ? [speaker.say('resources.events.detail.period', { from, to })] : [];
}

const SCOPES: ReadonlySet<unknown> = new Set(['list', 'person', 'held', 'export']);

function viewed({ scope }: Data, { say }: Speaker): string[] {
  return SCOPES.has(scope) ? [say(`resources.events.detail.viewed.${scope}`)] : [];
}

function imported({ added, matched }: Data, { say }: Speaker): string[] {
  if (typeof added !== 'number' || typeof matched !== 'number') return [];
  return [say('resources.events.detail.imported', { added, matched })];
}

function rollImported({ added, known }: Data, { say }: Speaker): string[] {
  if (typeof added !== 'number' || typeof known !== 'number') return [];
  return [say('resources.events.detail.rollImported', { added, known })];
}

function statement({ number, lines, booked, open, repeated }: Data, { say }: Speaker): string[] {
  if (typeof number !== 'number') return [];
  return [say('resources.events.detail.statement', { number, lines, booked, open, repeated })];
}

function statementLine({ number, place }: Data, { say }: Speaker): string[] {
  return typeof number === 'number' ? [say('resources.events.detail.line', { number, place })] : [];
}

function letters({ voters }: Data, { say }: Speaker): string[] {
  return typeof voters === 'number' ? [say('resources.events.detail.letters', { letters: voters })] : [];
}

function entries({ entries: many }: Data, { say }: Speaker): string[] {
  return typeof many === 'number' ? [say('resources.events.detail.entries', { entries: many })] : [];
}

function expired({ persons }: Data, { say }: Speaker): string[] {
  return typeof persons === 'number' ? [say('resources.events.detail.expired', { persons })] : [];
}

function sessions({ sessions: list }: Data, speaker: Speaker): string[] {
  const starts = (Array.isArray(list) ? list : []).filter(isObject).map(({ startsAt }) => startsAt);
  const first = starts.filter(isText).sort()[0];
  if (first === undefined) return [];
  return [speaker.say('resources.events.detail.sessions', { sessions: starts.length, day: speaker.due(first) })];
}

function changedRun(data: Data, speaker: Speaker): string[] {
  return [
    ...(data.moved === true ? [speaker.say('resources.events.detail.runMoved')] : []),
    ...sessions(data, speaker),
  ];
}

function invited({ enrolmentIds }: Data, { say }: Speaker): string[] {
  if (!Array.isArray(enrolmentIds)) return [];
  return [say('resources.events.detail.invited', { invited: enrolmentIds.length })];
}

const figureOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0;

function enrolled({ enrolled: places, waiting }: Data, { say }: Speaker): string[] {
  return [say('resources.events.detail.enrolled', { enrolled: figureOf(places), waiting: figureOf(waiting) })];
}

function outreach({ organisationIds }: Data, { say }: Speaker): string[] {
  if (!Array.isArray(organisationIds)) return [];
  return [say('resources.events.detail.outreach', { organisations: organisationIds.length })];
}

/** Marks list the persons, a session that was closed counts them. */
function presence({ present, absent }: Data, { say }: Speaker): string[] {
  return [say('resources.events.detail.present', { present: figureOf(present), absent: figureOf(absent) })];
}

function issued({ certificates }: Data, { say }: Speaker): string[] {
  const numbers = (Array.isArray(certificates) ? certificates : []).flatMap((each) =>
    isObject(each) && isText(each.number) ? [each.number] : [],
  );
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return [];
  const shown = first === last ? first : `${first} – ${last}`;
  return [say('resources.events.detail.certificates', { count: numbers.length, numbers: shown })];
}

function revoked({ number }: Data, { say }: Speaker): string[] {
  return isText(number) ? [say('resources.events.detail.certificate', { number })] : [];
}

const numbersIn = (list: unknown): number[] =>
  (Array.isArray(list) ? list : [])
    .filter(isObject)
    .flatMap(({ number }) => (typeof number === 'number' ? number : []));

/** Which proposal, what was decided, and the numbers of those that went into it or came out of it. */
function proposal({ number, to, merged, parts }: Data, { say }: Speaker): string[] {
  const others = (
    [
      ['merged', merged],
      ['parts', parts],
    ] as const
  ).map(([how, list]) => [how, numbersIn(list)] as const);
  return [
    ...(typeof number === 'number' ? [say('resources.events.detail.proposal', { number })] : []),
    ...(to === 'eligible' || to === 'rejected' ? [say(`resources.events.detail.decided.${to}`)] : []),
    ...others
      .filter(([, numbers]) => numbers.length > 0)
      .map(([how, numbers]) => say(`resources.events.detail.proposals.${how}`, { numbers: numbers.join(', ') })),
  ];
}

function votingWindow({ opensAt, closesAt }: Data, { say, due }: Speaker): string[] {
  if (!isText(opensAt) || !isText(closesAt)) return [];
  return [say('resources.events.detail.window', { from: due(opensAt), to: due(closesAt) })];
}

function extension({ from, closesAt }: Data, { say, due }: Speaker): string[] {
  if (!isText(from) || !isText(closesAt)) return [];
  return [say('resources.events.detail.extendedTo', { from: due(from), to: due(closesAt) })];
}

function turnout({ turnout: took }: Data, { say }: Speaker): string[] {
  if (!isObject(took)) return [];
  return [say('resources.events.detail.turnout', { online: figureOf(took.online), paper: figureOf(took.paper) })];
}

/** Two sums of a match, each under the name that its words have for it. */
function matchSums(words: 'computed' | 'adjusted', names: Readonly<Record<string, string>>) {
  return (data: Data, { say, lei }: Speaker): string[] => {
    const sums = Object.entries(names).map(([name, field]) => [name, data[field]] as const);
    if (!sums.every(([, sum]) => typeof sum === 'number')) return [];
    const said = Object.fromEntries(sums.map(([name, sum]) => [name, lei(Number(sum))]));
    return [say(`resources.events.detail.match.${words}`, said)];
  };
}

function council({ outcome, decidedOn }: Data, speaker: Speaker): string[] {
  const day = dayIn(decidedOn, speaker);
  if (day === null || (outcome !== 'adopted' && outcome !== 'rejected')) return [];
  return [speaker.say(`resources.events.detail.match.${outcome}`, { day })];
}

function matchCorrection({ from, to }: Data, speaker: Speaker): string[] {
  const [before, after] = [dayIn(from, speaker), dayIn(to, speaker)];
  if (before === null || after === null || before === after) return [];
  return [speaker.say('resources.events.detail.match.corrected', { from: before, to: after })];
}

function payment({ amount, paidOn, bookedOn }: Data, speaker: Speaker): string[] {
  const day = dayIn(paidOn ?? bookedOn, speaker);
  if (day === null || typeof amount !== 'number') return [];
  return [speaker.say('resources.events.detail.match.paid', { amount: speaker.lei(amount), day })];
}

function campaignDays({ opensOn, closesOn }: Data, speaker: Speaker): string[] {
  return period({ startsOn: opensOn, endsOn: closesOn }, speaker);
}

function campaignExtended({ from, closesOn }: Data, speaker: Speaker): string[] {
  const [before, after] = [dayIn(from, speaker), dayIn(closesOn, speaker)];
  if (before === null || after === null) return [];
  return [speaker.say('resources.events.detail.extendedTo', { from: before, to: after })];
}

function sumDue({ sumDueAt }: Data, { say, due }: Speaker): string[] {
  return isText(sumDueAt) ? [say('resources.events.detail.campaign.sumDue', { day: due(sumDueAt) })] : [];
}

function raisedSum({ raised }: Data, { say, lei }: Speaker): string[] {
  return typeof raised === 'number' ? [say('resources.events.detail.campaign.raised', { amount: lei(raised) })] : [];
}

function givers({ givers: many }: Data, { say }: Speaker): string[] {
  return typeof many === 'number' ? [say('resources.events.detail.campaign.givers', { givers: many })] : [];
}

/** Of one entry its kind, of several their sum. */
function ledgerEntries({ first, last, amount, kind, bookedOn }: Data, speaker: Speaker): string[] {
  const { say, lei } = speaker;
  if (typeof first !== 'number' || typeof last !== 'number' || typeof amount !== 'number') return [];
  const day = dayIn(bookedOn, speaker);
  if (first !== last || !isText(kind) || day === null)
    return [say('resources.events.detail.ledger.many', { first, last, amount: lei(amount) })];
  const word = say(`resources.ledgers.entryKind.${kind}`, { _: kind });
  return [say('resources.events.detail.ledger.one', { number: first, kind: word, amount: lei(amount), day })];
}

function donorShown({ shown }: Data, { say }: Speaker): string[] {
  if (!isText(shown)) return [];
  return [say('resources.events.detail.donor', { shown: say(`resources.donors.shown.${shown}`, { _: shown }) })];
}

function transfer({ way, amount }: Data, { say, lei }: Speaker): string[] {
  if (typeof amount !== 'number' || (way !== 'in' && way !== 'out')) return [];
  return [say(`resources.events.detail.fund.${way}`, { amount: lei(amount) })];
}

function fundCorrection({ number, left }: Data, { say, lei }: Speaker): string[] {
  if (typeof number !== 'number' || typeof left !== 'number') return [];
  return [say('resources.events.detail.fund.corrected', { number, left: lei(left) })];
}

const READERS: Readonly<Record<string, (data: Data, speaker: Speaker, event: Told) => string[]>> = {
  'due.moved': (data, speaker) => [
    ...moves(data, speaker),
    ...(isObject(data.amendment) ? newEnd(data.amendment, speaker) : []),
  ],
  'project.created': period,
  'project.amended': newEnd,
  'member.changed': role,
  'milestone.adopted': completedOn,
  'quantity.recorded': figure,
  'outreach.sent': outreach,
  'register.viewed': viewed,
  'register.expired': expired,
  'import.committed': imported,
  'roll.imported': rollImported,
  'bank.accepted': statement,
  'bank.set-aside': statementLine,
  'bank.reopened': statementLine,
  'roll.codes-issued': letters,
  'roll.deleted': entries,
  'session.closed': presence,
  'attendance.marked': presence,
  'attendance.corrected': presence,
  'certificate.issued': issued,
  'certificate.revoked': revoked,
  'run.scheduled': sessions,
  'run.changed': changedRun,
  'run.invited': invited,
  'enrolment.added': enrolled,
  'vote.announced': votingWindow,
  'vote.amended': votingWindow,
  'vote.run-off': votingWindow,
  'vote.run-off-moved': votingWindow,
  'vote.extended': extension,
  'vote.closed': turnout,
  'campaign.announced': campaignDays,
  'campaign.changed': campaignDays,
  'campaign.extended': campaignExtended,
  'campaign.closed': sumDue,
  'campaign.due': sumDue,
  'campaign.published': raisedSum,
  'campaign.givers-told': givers,
  'ledger.entered': ledgerEntries,
  'donor.added': donorShown,
  'donor.changed': donorShown,
  'match.computed': matchSums('computed', { raised: 'raised', computed: 'computed' }),
  'match.adjusted': matchSums('adjusted', { from: 'dueBefore', to: 'dueAfter' }),
  'match.decided': council,
  'match.corrected': matchCorrection,
  'match.released': payment,
  'match.paid': payment,
  'match.repaid': payment,
  'fund.transferred': transfer,
  'fund.paid': payment,
  'fund.corrected': fundCorrection,
  'proposal.entered': proposal,
  'proposal.changed': proposal,
  'proposal.decided': proposal,
  'proposal.reconsidered': proposal,
  'proposal.merged': proposal,
  'proposal.split': proposal,
  'proposal.author-forgotten': proposal,
};

/** Short sentences on what the event changed, in the reader's language. */
export function eventDetails(event: Told, speaker: Speaker): string[] {
  return READERS[event.type]?.(event.data, speaker, event) ?? [];
}

/** What people may write when they submit or approve: no reason is asked of them. */
const NOTED: ReadonlySet<string> = new Set(['milestone.submitted', 'milestone.approved']);

/** What people wrote, each under the name of its label. */
export function eventTexts({
  type,
  texts,
}: Pick<HistoryEvent, 'type' | 'texts'>): { name: 'reason' | 'note' | 'link' | 'run'; text: string }[] {
  const { reason, link, title, words } = texts;
  return [
    ...(title ? [{ name: 'run' as const, text: title }] : []),
    ...(reason ? [{ name: NOTED.has(type) ? ('note' as const) : ('reason' as const), text: reason }] : []),
    // What was published of a vote.
    ...(words ? [{ name: 'note' as const, text: words }] : []),
    ...(link ? [{ name: 'link' as const, text: link }] : []),
  ];
}

/** Newest first; what happened at one moment in the order of its project's chain. */
export function newestFirst<E extends Pick<HistoryEvent, 'at' | 'seq'>>(events: readonly E[]): E[] {
  return [...events].sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
}
