import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GIVER_MESSAGE_TYPES, type GiverFacts, type GiverMessageType } from '../domain/giver-messages.ts';
import { LOCALES, type Locale, PROJECT_ROLES } from '../domain/lifecycle.ts';
import {
  MESSAGE_TYPES,
  type MessageFacts,
  type MessageType,
  PARTICIPANT_MESSAGE_TYPES,
  type ParticipantFacts,
  type ParticipantMessageType,
  type TeamRecipient,
} from '../domain/messages.ts';
import { fromRoot } from '../root.ts';
import { createComposer } from './compose.ts';

const PUBLIC_URL = 'https://jalon.example.org';
const compose = createComposer({ publicUrl: `${PUBLIC_URL}/`, sender: 'Jalon <jalon@example.org>' });

const both = (text: string) => ({ ro: `${text} (ro)`, en: `${text} (en)` });
const member = (locale: Locale, more: Partial<TeamRecipient> = {}): TeamRecipient => ({
  id: 'b9a1',
  email: 'ana@example.org',
  name: 'Ana Exemplu',
  locale,
  role: 'staff',
  ...more,
});

const RUN = {
  id: '2f0a6d0e-3d3c-4a51-8c0d-6a0f5c1e7b9a',
  place: 'A hall',
  session: { startsAt: '2023-03-06T07:00:00.000Z' },
  notice: { lastDay: '2023-02-24', firstDay: '2023-03-08' },
};

const PROPOSAL = { id: '3e9a1c44-0000-4000-8000-000000000000', number: 7 };
const VOTE = {
  id: '5c1b7a0e-2b1f-4f0c-8a57-3f5d8f1f2a6b',
  round: 2,
  opensAt: '2023-05-03T05:00:00.000Z',
  closesAt: '2023-05-10T17:00:00.000Z',
} as const;

const MATCH = {
  id: '9a8e5f30-52c2-4f0e-9d0b-5a2c1c7d4e88',
  state: 'paid',
  step: 'repay',
  raised: 1_000_001,
  due: 999_900,
  paid: 1_000_000,
  toRepay: 100,
  releasers: null,
  decision: { number: 'HCL 12/2023', decidedOn: '2023-07-20', words: 'Words of the council' },
} as const;

const CAMPAIGN = {
  id: '0c9f7a52-8f53-4d4f-9f0e-2f7f0b1f6d11',
  opensAt: '2023-06-01T05:00:00.000Z',
  closesAt: '2023-06-30T20:59:59.000Z',
  sumDueAt: '2023-07-07T20:59:59.000Z',
  raised: 1_000_001,
} as const;

/** Facts in which everything that a template may use is there. */
function factsOf(type: MessageType, more: Partial<MessageFacts> = {}): MessageFacts {
  return {
    type,
    project: { slug: 'sample', title: both('Sample project'), endsOn: '2023-09-26' },
    publicity: both('Funded by somebody'),
    milestone: {
      id: '7d0e6c0a-7a3e-4a0a-9d5b-0c3c9a1b2d3e',
      key: 'A9',
      title: both('Consultations'),
      state: 'open',
      dueAt: '2023-09-26T20:59:59.000Z',
    },
    ownerName: 'Ioana Exemplu',
    actorName: 'Radu Exemplu',
    reason: 'A reason\nof two lines',
    daysLeft: type === 'milestone.overdue' || type === 'milestone.escalated' ? -3 : 7,
    nextReminderAt: '2023-09-19T06:00:00.000Z',
    missing: { ro: ['lipsește una', 'lipsesc două'], en: ['one is missing', 'two are missing'] },
    moves: [
      { key: 'A9', title: both('Consultations'), from: '2023-08-01T20:59:59.000Z', to: '2023-09-01T20:59:59.000Z' },
      { key: 'A10', title: both('Vote'), from: '2023-08-15T20:59:59.000Z', to: '2023-09-15T20:59:59.000Z' },
    ],
    amendment: { number: '2/2023', newEnd: '2023-11-26' },
    ...(type.startsWith('run.') && { run: { ...RUN, title: 'A course' } }),
    ...(type.startsWith('proposal.') && { proposal: { ...PROPOSAL, title: 'A playground' } }),
    ...(type.startsWith('match.') && { match: { ...MATCH, title: both('The campaign') } }),
    ...(type.startsWith('vote.') && { vote: { ...VOTE, question: both('Which one?'), result: both('A tie.') } }),
    ...(type.startsWith('campaign.') && { campaign: { ...CAMPAIGN, title: both('A playground') } }),
    ...more,
  };
}

/** The same with `words` in every place that a person can write into, and in every id. */
function hostileFacts(type: MessageType, words: string): MessageFacts {
  const text = { ro: words, en: words };
  const facts = factsOf(type);
  return {
    ...facts,
    project: { ...facts.project, slug: words, title: text },
    publicity: text,
    milestone: { id: words, key: words, title: text, state: 'open', dueAt: '2023-09-26T20:59:59.000Z' },
    ownerName: words,
    actorName: words,
    reason: words,
    missing: { ro: [words, words], en: [words, words] },
    moves: (facts.moves ?? []).map((move) => ({ ...move, key: words, title: text })),
    amendment: { number: words, newEnd: '2023-11-26' },
    ...(facts.run && { run: { ...RUN, id: words, title: words, place: words } }),
    ...(facts.proposal && { proposal: { ...PROPOSAL, id: words, title: words } }),
    ...(facts.vote && { vote: { ...VOTE, id: words, question: text, result: text } }),
    ...(facts.campaign && { campaign: { ...CAMPAIGN, id: words, title: text } }),
  };
}

const EACH = MESSAGE_TYPES.flatMap((type) => LOCALES.map((locale) => [type, locale] as const));

/** The tags of a page with their attributes, but not where links lead. Line breaks in a quotation may be many. */
const tagsOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br>').map((tag) => tag.replace(/href="[^"]*"/, 'href'));

const CONTROL_OR_DIRECTION = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200B\uFEFF]/u;

describe.each(EACH)('%s in %s', (type, locale) => {
  const { subject, text, html } = compose(factsOf(type), member(locale));

  test('has a subject, a text and an HTML part that say where to click', () => {
    expect(subject.length).toBeGreaterThan(10);
    const aboutProject = type === 'due.moved' || type === 'project.completed';
    const page = aboutProject
      ? 'projects/sample'
      : type.startsWith('run.')
        ? 'runs/2f0a6d0e'
        : type.startsWith('proposal.')
          ? 'proposals/3e9a1c44'
          : type.startsWith('vote.')
            ? 'votes/5c1b7a0e'
            : type.startsWith('campaign.')
              ? 'campaigns/0c9f7a52'
              : type.startsWith('match.')
                ? 'matches/9a8e5f30'
                : 'milestones/7d0e6c0a';
    expect(text).toContain(`\n${PUBLIC_URL}/admin/#/${page}`);
    expect(html).toContain(`<a href="${PUBLIC_URL}/admin/#/${page}`);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(text).toContain('Ana Exemplu');
    for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|null|NaN|\[object|\{\{|\n{4}/);
  });

  test("R26 ends with the funder's line", () => {
    expect(text.slice(text.indexOf('\n--\n'))).toContain(`Funded by somebody (${locale})`);
    expect(html.slice(html.indexOf('<footer>'))).toContain(`Funded by somebody (${locale})`);
  });

  test('has every text in its own language', () => {
    const other = locale === 'ro' ? '(en)' : '(ro)';
    for (const part of [subject, text, html]) expect(part).not.toContain(other);
  });

  test('loads nothing from anywhere', () => {
    expect(html).not.toMatch(/\ssrc=|url\(|@import|<link|<script|<img|<form/i);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
    for (const link of links) expect(link?.startsWith(`${PUBLIC_URL}/`)).toBe(true);
  });

  test.each([
    ['a template', '{{constructor}} {{#each this}}x{{/each}} {{{body}}} {{> next}}'],
    ['markup', `<script>alert(1)</script></p></main><a href="https://evil.example">"'\`=&amp; & <!-- -->`],
    ['line breaks', 'one\r\nBcc: victim@example.org\r\n\r\ntwo\n.\n\u2028three\u2029four\u0085five\vsix\fseven'],
    ['directions and invisible letters', 'a\u202Etxt.exe\u2066b\u200Bc\uFEFFd\u0000e\u0007f\u001B[31mg'],
    ['10,000 characters', 'ș'.repeat(10_000)],
    ['half a character', 'x\uD83D'],
  ])('hostile text stays text: %s', (_what, words) => {
    const message = compose(hostileFacts(type, words), member(locale, { name: words }));
    expectHarmless(message);
    expect(tagsOf(message.html)).toEqual(tagsOf(html));
  });

  test('R24 the same facts make the same message', () => {
    expect(compose(factsOf(type), member(locale))).toEqual({ subject, text, html });
  });
});

function expectHarmless({ subject, text, html }: ReturnType<typeof compose>): void {
  expect(subject).not.toMatch(/[\n\t]/);
  expect([...subject].length).toBeLessThanOrEqual(150);
  for (const part of [subject, text, html]) {
    expect(part).not.toMatch(CONTROL_OR_DIRECTION);
    expect(part.isWellFormed()).toBe(true);
    expect(part.length).toBeLessThan(60_000);
  }
}

test('hostile text: whatever stands in it, the page keeps its shape and the subject its line', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.constantFrom('</', '{{', '"><'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...EACH), fc.array(words, { minLength: 1 }), ([type, locale], parts) => {
      const message = compose(hostileFacts(type, `x${parts.join('')}`), member(locale));
      expectHarmless(message);
      expect(tagsOf(message.html)).toEqual(tagsOf(compose(factsOf(type), member(locale)).html));
    }),
  );
});

test('text is not escaped, HTML is', () => {
  const title = { ro: 'Apă & "canal" <1>', en: 'Water & "sewer" <1>' };
  const facts = factsOf('milestone.approved');
  const { subject, text, html } = compose({ ...facts, project: { ...facts.project, title } }, member('ro'));
  expect(subject).not.toContain('&amp;');
  expect(text).toContain('Proiect: Apă & "canal" <1>');
  expect(html).toContain('Apă &amp; &quot;canal&quot; &lt;1&gt;');
});

test('what a person wrote is marked on every line of the text part', () => {
  const reason = 'first\n\n--\nProject: forged\nhttps://evil.example';
  const { text } = compose(factsOf('milestone.returned', { reason }), member('en'));
  expect(text).toContain('> first\n> \n> --\n> Project: forged\n> https://evil.example\n');
});

describe('R7 reminders', () => {
  const daysIn = (locale: Locale, daysLeft: number) =>
    compose(factsOf('milestone.reminder', { daysLeft }), member(locale)).subject;

  test.each([
    [0, 'termenul este astăzi', 'due today'],
    [1, 'mai este o zi', '1 day left'],
    [2, 'mai sunt 2 zile', '2 days left'],
    [19, 'mai sunt 19 zile', '19 days left'],
    [20, 'mai sunt 20 de zile', '20 days left'],
    [30, 'mai sunt 30 de zile', '30 days left'],
    [101, 'mai sunt 101 zile', '101 days left'],
    [120, 'mai sunt 120 de zile', '120 days left'],
    [-1, 'termenul a trecut de o zi', '1 day late'],
    [-20, 'termenul a trecut de 20 de zile', '20 days late'],
  ])('%d days left', (daysLeft, ro, en) => {
    expect(daysIn('ro', daysLeft)).toContain(`(${ro})`);
    expect(daysIn('en', daysLeft)).toContain(`(${en})`);
  });

  test('R7 the next one is shown, and the last one says so', () => {
    const next = compose(factsOf('milestone.reminder'), member('ro')).text;
    expect(next).toContain('vine pe 19 septembrie 2023, 09:00');
    const last = compose(factsOf('milestone.overdue', { nextReminderAt: null }), member('ro')).text;
    expect(last).toContain('ultimul mesaj despre acest termen');
  });

  test('R6 names what the gate still misses, at most twenty things', () => {
    const ro = Array.from({ length: 23 }, (_, i) => `lipsa ${i + 1}.`);
    const { text, html } = compose(factsOf('milestone.reminder', { missing: { ro, en: ro } }), member('ro'));
    expect(text).toContain('- lipsa 1.\n');
    expect(html).toContain('<li>lipsa 20.</li>');
    expect(text).not.toContain('lipsa 21.');
    expect(text).toContain('… și încă 3');
  });

  test('says so when nothing is missing', () => {
    const { text } = compose(factsOf('milestone.reminder', { missing: { ro: [], en: [] } }), member('ro'));
    expect(text).toContain('Nu mai lipsește nimic');
  });

  test.each([
    ['submitted', 'așteaptă aprobarea'],
    ['waiting', 'nu s-a deschis încă'],
    ['open', 'Completați ce lipsește'],
    ['returned', 'Completați ce lipsește'],
  ] as const)('says what is expected of somebody whose milestone is %s', (state, words) => {
    const facts = factsOf('milestone.reminder');
    const milestone = facts.milestone ? { ...facts.milestone, state } : undefined;
    expect(compose({ ...facts, ...(milestone && { milestone }) }, member('ro')).text).toContain(words);
  });

  test('an escalation says whose milestone it is', () => {
    const { subject, text } = compose(factsOf('milestone.escalated'), member('ro', { role: 'manager' }));
    expect(subject).toBe('Escaladare: A9 – Consultations (ro) (Ioana Exemplu), termen depășit cu 3 zile');
    expect(text).toContain('Responsabil: Ioana Exemplu.');
    expect(text).toContain('sunteți manager al proiectului');
    const ownerless = compose(factsOf('milestone.escalated', { ownerName: null }), member('ro')).text;
    expect(ownerless).toContain('nu are încă un responsabil');
  });
});

describe('R21 the release of a payment', () => {
  const told = (releasers: readonly string[] | null, locale: Locale) =>
    compose(
      {
        ...factsOf('match.due'),
        match: { ...MATCH, title: both('The campaign'), step: 'second-release', toRepay: 0, releasers },
      },
      member(locale),
    );

  test.each([
    ['ro', 'Cine o poate elibera acum:', 'plata nu o poate elibera nimeni'],
    ['en', 'Who can release it now:', 'nobody can release its payment'],
  ] as const)(
    'R21 says in %s who can give it, or that nobody can, and to whom nothing of either',
    (locale, who, nobody) => {
      const [asked, knows, missing] = [told(null, locale), told(['Dan Exemplu <b>'], locale), told([], locale)];
      expect(knows.text).toContain(`${who}\n\n- Dan Exemplu <b>`);
      expect(knows.html).toContain('<li>Dan Exemplu &lt;b&gt;</li>');
      expect(missing.subject).toContain(nobody);
      expect(missing.text).toContain('administrator');
      for (const { subject, text } of [asked, knows]) expect(subject + text).not.toContain('administrator');
      expect(asked.text).not.toContain(who);
      expect(missing.text).not.toContain(who);
    },
  );
});

describe('R8 moved dates', () => {
  test('each with where it was and where it is, and the additional act', () => {
    const { subject, text } = compose(factsOf('due.moved'), member('ro'));
    expect(subject).toBe('2 termene mutate: A9 – Consultations (ro) și altele');
    expect(text).toContain('- A9 – Consultations (ro): 1 septembrie 2023 (înainte: 1 august 2023)');
    expect(text).toContain('Act adițional nr. 2/2023: proiectul se încheie acum la 26 noiembrie 2023.');
  });

  test('an additional act that moves no milestone', () => {
    const { subject, text } = compose(factsOf('due.moved', { moves: [] }), member('en'));
    expect(subject).toBe("The project's period has changed: Sample project (en)");
    expect(text).not.toContain('new due dates');
  });
});

test('R8 a due instant is shown in Romanian time, whatever the season', () => {
  const facts = factsOf('milestone.submitted');
  const dueAt = (iso: string) =>
    compose({ ...facts, ...(facts.milestone && { milestone: { ...facts.milestone, dueAt: iso } }) }, member('ro')).text;
  expect(dueAt('2022-07-27T20:59:59Z')).toContain('27 iulie 2022, 23:59');
  expect(dueAt('2022-12-27T21:59:59Z')).toContain('27 decembrie 2022, 23:59');
});

test.each([...PROJECT_ROLES, 'administrator'] as const)('tells a %s why the message comes', (role) => {
  for (const locale of LOCALES) {
    expect(compose(factsOf('project.completed'), member(locale, { role })).text).toMatch(
      /(pentru că|because you) \p{L}+/u,
    );
  }
});

test('every template is in use, in both languages alike, with ș and ț as Romanian writes them', () => {
  const folder = (locale: Locale) => readdirSync(fromRoot('mail', 'templates', locale)).sort();
  expect(folder('ro')).toEqual(folder('en'));
  for (const type of MESSAGE_TYPES) expect(folder('ro')).toContain(`${type}.hbs`);
  for (const name of folder('ro')) {
    const source = readFileSync(fromRoot('mail', 'templates', 'ro', name), 'utf8');
    expect(source).not.toMatch(/[şţŞŢ]/);
    expect(source).toBe(source.normalize('NFC'));
  }
});

describe('messages to participants and organisations', () => {
  const SESSION = {
    id: '5b2f',
    startsAt: '2023-03-06T07:00:00.000Z',
    endsAt: '2023-03-06T12:00:00.000Z',
    topic: 'Tema',
  };
  const SECOND = { ...SESSION, id: '77aa', startsAt: '2023-03-27T06:00:00.000Z', endsAt: '2023-03-27T11:00:00.000Z' };
  const participant = (locale: Locale) => ({ id: 'p1', email: 'ana@example.org', name: 'Ana, "Exemplu"', locale });
  const told = (type: ParticipantMessageType, more: Partial<ParticipantFacts> = {}): ParticipantFacts => ({
    type,
    project: { slug: 'sample', title: both('Sample project') },
    publicity: both('Funded by somebody'),
    run: { id: 'r1', title: 'Curs 1', place: 'Sala; mare, etaj 1', ledBy: 'Formator', kind: 'course', revision: 2 },
    sessions: [SESSION, SECOND],
    removed: [],
    session: SESSION,
    reason: 'Sala nu este liberă.',
    code: 'abcdefghij0123456789',
    withdrawals: 0,
    at: new Date('2023-02-01T08:00:00.000Z'),
    ...more,
  });
  const unfolded = (calendar: string | null | undefined): string => (calendar ?? '').replaceAll('\r\n ', '');

  test.each(PARTICIPANT_MESSAGE_TYPES.flatMap((type) => LOCALES.map((locale) => [type, locale] as const)))(
    'R26 %s in %s has the publicity line and leads to the personal page',
    (type, locale) => {
      const { text, html, subject } = compose(told(type), participant(locale));
      for (const part of [text, html]) expect(part).toContain(`Funded by somebody (${locale})`);
      expect(text).toContain(`${PUBLIC_URL}/p/sample/e/abcdefghij0123456789`);
      expect(subject).toContain('Curs 1');
      expect(text).not.toMatch(/undefined|null|\[object/);
    },
  );

  test('an erased or unknown code leaves no broken link', () =>
    expect(compose(told('run.invited', { code: null }), participant('ro')).text).not.toContain('/e/'));

  test('times are those of Romania, before and after the clock changes', () => {
    const { text } = compose(told('run.invited'), participant('ro'));
    expect(text).toContain('6 martie 2023, 09:00–14:00');
    expect(text).toContain('27 martie 2023, 09:00–14:00');
  });

  test('a moved session keeps its entry in the calendar and a dropped one leaves it', () => {
    const former = { sessions: [{ ...SESSION, startsAt: '2023-03-06T06:00:00.000Z' }, SECOND], place: 'Sala mică' };
    const moved = told('run.moved', { sessions: [SESSION], removed: [SECOND], former });
    const { calendar, text } = compose(moved, participant('ro'));
    const entries = unfolded(calendar).split('BEGIN:VEVENT').slice(1);
    expect(unfolded(calendar)).toContain('METHOD:REQUEST');
    expect(entries).toHaveLength(2);
    expect(entries[0]).toContain('UID:session-5b2f@jalon');
    expect(entries[0]).toContain('SEQUENCE:200');
    expect(entries[0]).toContain('DTSTART:20230306T070000Z');
    expect(entries[0]).toContain('STATUS:CONFIRMED');
    expect(entries[1]).toContain('UID:session-77aa@jalon');
    expect(entries[1]).toContain('STATUS:CANCELLED');
    const [now = '', before = ''] = text.split('Nu mai este valabil:');
    expect(now).toContain('6 martie 2023, 09:00–14:00');
    expect(before).toContain('6 martie 2023, 08:00–14:00');
    expect(before).toContain('27 martie 2023, 09:00–14:00');
    expect(before).toContain('Sala mică');
  });

  test('a cancelled run is not one to withdraw from', () => {
    expect(compose(told('run.reminder'), participant('ro')).text).toContain('vă puteți și retrage');
    expect(compose(told('run.cancelled'), participant('ro')).text).not.toContain('retrage');
  });

  test('a cancelled run leaves the calendar; a reminder changes nothing in it', () => {
    expect(unfolded(compose(told('run.cancelled'), participant('en')).calendar)).toContain('METHOD:CANCEL');
    expect(compose(told('run.reminder'), participant('en')).calendar).toBeNull();
  });

  test('who leaves a run has it out of the calendar, and in again with a higher number', () => {
    const sequences = (type: ParticipantMessageType, withdrawals: number) =>
      [...unfolded(compose(told(type, { withdrawals }), participant('ro')).calendar).matchAll(/SEQUENCE:(\d+)/g)].map(
        ([, number]) => Number(number),
      );
    expect(sequences('run.invited', 0)).toEqual([200, 200]);
    expect(sequences('enrolment.withdrawn', 0)).toEqual([201, 201]);
    expect(sequences('run.invited', 1)).toEqual([202, 202]);
    const message = compose(told('enrolment.withdrawn'), participant('ro'));
    expect(unfolded(message.calendar)).toContain('METHOD:CANCEL');
    expect(message.text).toContain('ați fost pe lista');
  });

  test('what a person wrote stays one value of the calendar', () => {
    const run = { ...told('run.invited').run, title: 'Curs\r\nATTACH:http://example.org/x', place: 'Sala;a,b\\c' };
    const calendar = unfolded(compose(told('run.invited', { run }), participant('ro')).calendar);
    expect(calendar).not.toMatch(/^ATTACH/m);
    expect(calendar).toContain('LOCATION:Sala\\;a\\,b\\\\c');
  });

  test('R5 a message to an organisation says what staff wrote, who wrote it, and where to reply', () => {
    const { subject, text, html } = compose(
      {
        type: 'outreach.sent',
        project: { slug: 'sample', title: both('Sample project') },
        publicity: both('Funded by somebody'),
        subject: 'Consultări la Cojocna',
        text: 'Primul paragraf.\n\nAl doilea <b>paragraf</b>.',
        sender: { name: 'Radu Exemplu', email: 'radu@example.org' },
      },
      { id: 'o1', email: 'ong@example.org', name: 'Asociația Exemplu', locale: 'ro' },
    );
    expect(subject).toBe('Consultări la Cojocna');
    expect(text).toContain('Al doilea <b>paragraf</b>.');
    expect(html).toContain('Al doilea &lt;b&gt;paragraf&lt;/b&gt;.');
    expect(text).toContain('Răspundeți la radu@example.org');
    expect(text).toContain('Funded by somebody (ro)');
  });
});

describe('messages to donors and subscribers', () => {
  const giver = (locale: Locale) => ({ id: 'g1', email: 'ana@example.org', name: 'Ana Exemplu', locale });
  const told = (type: GiverMessageType, more: Partial<GiverFacts> = {}): GiverFacts => ({
    type,
    project: { slug: 'sample', title: both('Sample project') },
    publicity: both('Funded by somebody'),
    campaign: {
      title: both('A playground'),
      beneficiary: 'Școala Exemplu',
      accountHolder: 'Fundația Exemplu',
      iban: 'RO49AAAA1B31007593840000',
      reference: '23456788',
      opensAt: '2023-06-01T05:00:00.000Z',
      closesAt: '2023-06-30T20:59:59.000Z',
    },
    gift: { nature: 'promise', amount: 5_000, bookedOn: '2023-06-02', document: 'Promisiune', reference: '7K3M9QTX' },
    sum: { raised: 1_000_001, gifts: 20, inKind: 100, match: 1_000_000 },
    reason: 'Nu mai este nevoie.',
    unsubscribe: null,
    ...more,
  });

  test.each(GIVER_MESSAGE_TYPES.flatMap((type) => LOCALES.map((locale) => [type, locale] as const)))(
    'R26 %s in %s has the publicity line, and leads to the public page',
    (type, locale) => {
      const { text, html, subject } = compose(told(type), giver(locale));
      for (const part of [text, html]) expect(part).toContain(`Funded by somebody (${locale})`);
      expect(text).toContain(
        `${PUBLIC_URL}/p/sample/${type === 'giver.published' ? 'sum' : 'campaign'}?lang=${locale}`,
      );
      for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|null|NaN|\[object|\{\{/);
    },
  );

  test.each(['giver.pledged', 'giver.pledge-reminder'] as const)('R20 %s says how to pay', (type) => {
    const { text } = compose(told(type), giver('ro'));
    expect(text).toContain('Cont (IBAN): RO49 AAAA 1B31 0075 9384 0000');
    expect(text).toContain('Detalii de plată: 7K3M-9QTX');
    expect(text).toContain('50,00\u00A0lei');
    expect(text).toContain('30 iunie 2023, 23:59');
  });

  test('one click ends a subscription, and no message about a pledge or a gift has one', () => {
    const weekly = compose(told('giver.weekly', { unsubscribe: 'abc123' }), giver('ro'));
    expect(weekly.unsubscribe).toBe(`${PUBLIC_URL}/p/sample/campaign/unsubscribe/abc123?lang=ro`);
    expect(weekly.text).toContain(`${PUBLIC_URL}/p/sample/campaign/unsubscribe/abc123?lang=ro`);
    const thanks = compose(told('giver.thanks'), giver('ro'));
    expect(thanks.unsubscribe).toBeNull();
    expect(thanks.text).not.toContain('unsubscribe');
  });

  test('R20 a gift in kind is said to be valued', () => {
    const gift = {
      nature: 'in-kind',
      amount: 5_000,
      bookedOn: '2023-06-02',
      document: 'PV 3',
      reference: null,
    } as const;
    expect(compose(told('giver.thanks', { gift }), giver('ro')).text).toContain(
      'în natură, evaluată la 50,00\u00A0lei',
    );
  });
});
