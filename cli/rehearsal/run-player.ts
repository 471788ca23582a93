/** Plays one course, visit or consultation through the API: scheduled, enrolled, invited, held day by day, closed, certified. */
import { addDays, atLocalTime, dayOf, daysBetween } from '../../domain/calendar.ts';
import { type Figures, figuresOf, sameFigures } from './figures.ts';
import { filePaper } from './papers.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import { enrolPublicly } from './public-page.ts';
import type { Refusals } from './refusals.ts';
import type { Roster } from './register.ts';
import type { Correction, RunScript, Somebody } from './run-scripts.ts';
import type { World } from './world.ts';

/** Days before the first session. */
const SCHEDULED = 14;
/** R11: one day less than a notice needs. */
const TOO_SOON = 9;
const PUBLIC = 12;
const INVITED = 7;
const WITHDRAWN = 5;
const MOVED = 3;
const [FROM, TO] = ['10:30', '14:30'];
/** So many come with the code on their telephone. */
const BY_CODE = 2;

interface RunPage {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly place: string;
  readonly ledBy: string;
  readonly capacity: number | null;
  readonly public: boolean;
  readonly certificates: boolean;
  readonly enrolmentUrl: string | null;
  readonly sessions: readonly { id: string; startsAt: string; endsAt: string; topic: string }[];
}

interface Enrolment {
  readonly id: string;
  readonly person: { readonly id: string };
  readonly pageUrl: string | null;
  readonly marks: Readonly<Record<string, boolean>>;
}

/** R28: what was counted before somebody was erased, and after. */
export interface Erasure {
  readonly before: Figures;
  readonly after: Figures;
}

export interface RunCast {
  readonly world: World;
  readonly staff: Person;
  readonly auditor: Person;
  readonly projectId: string;
  readonly roster: Roster;
  readonly refusals: Refusals;
}

export class RunPlayer {
  readonly script: RunScript;
  readonly #cast: RunCast;
  #runId: string | null = null;
  #erasure: Erasure | null = null;

  constructor(script: RunScript, cast: RunCast) {
    this.script = script;
    this.#cast = cast;
  }

  get erasure(): Erasure | null {
    return this.#erasure;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const { script } = this;
    const first = addDays(dayOf(new Date(row.dueAt)), -script.daysBeforeDue);
    const day = daysBetween(first, today);
    if (day === -SCHEDULED) await this.#schedule(row, first);
    if (this.#runId === null) return;
    if (day === -PUBLIC && script.publicly) await this.#enrolPublicly(script.publicly);
    if (day === -INVITED) await this.#post('invite', {});
    if (day === -WITHDRAWN && script.withdraws) await this.#withdraw(script.withdraws);
    if (day === -MOVED && script.moved) await this.#move(script.moved);
    if (day > 0 && day <= script.sessions) await this.#close(day - 1);
    if (day >= 0 && day < script.sessions) await this.#checkIn(day);
    if (day === script.sessions) await this.#finish(row);
    if (day === script.sessions + 1 && script.erased) await this.#erase(script.erased);
    if (script.minutes && day === script.sessions - 1 + script.minutes.daysAfter) await this.#gather(row, true);
  }

  /** R10: the gate said that persons are missing, so the lists are looked through again. */
  async putRight(): Promise<void> {
    const { found } = this.script;
    if (found) await this.#post('attendance', { ...(await this.#correction(found)), reason: found.reason });
  }

  async #schedule(row: MilestoneRow, first: string): Promise<void> {
    const { enrolled, announced } = this.script;
    const { staff, roster, refusals } = this.#cast;
    const path = `/api/milestones/${row.id}/runs`;
    if (announced) {
      const soon = await staff.attempt(path, this.#planned(addDays(first, TOO_SOON - SCHEDULED)));
      refusals.expect(row.key, staff, 'schedule', soon, 'notice-too-late');
    }
    this.#runId = (await staff.post<RunPage>(path, this.#planned(first))).id;
    if (announced) await this.#post('publish', {});
    await roster.read();
    const personIds = enrolled.flatMap(([category, from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => roster.id(category, from + at)),
    );
    await this.#post('enrolments', { personIds });
  }

  #planned(first: string): object {
    const { title, place, ledBy, capacity, sessions, publicly } = this.script;
    return {
      title,
      place,
      ledBy,
      capacity,
      public: publicly !== undefined,
      sessions: Array.from({ length: sessions }, (_, at) => ({
        startsAt: atLocalTime(addDays(first, at), FROM).toISOString(),
        endsAt: atLocalTime(addDays(first, at), TO).toISOString(),
        topic: `Ziua ${at + 1}`,
      })),
    };
  }

  async #enrolPublicly(citizens: readonly number[]): Promise<void> {
    const { enrolmentUrl } = await this.#page();
    if (enrolmentUrl === null) throw new Error(`${this.script.title} has no public page`);
    for (const number of citizens) await enrolPublicly(this.#cast.world, enrolmentUrl, number);
  }

  async #withdraw(who: Somebody): Promise<void> {
    const id = this.#personId(who);
    const enrolment = (await this.#enrolments()).find(({ person }) => person.id === id);
    await this.#cast.staff.post(`/api/enrolments/${enrolment?.id}/withdraw`, {});
  }

  async #move({ place, reason }: NonNullable<RunScript['moved']>): Promise<void> {
    const { version, title, ledBy, capacity, public: isPublic, sessions } = await this.#page();
    await this.#post('change', {
      version,
      title,
      place,
      ledBy,
      capacity,
      public: isPublic,
      sessions: sessions.map(({ id, startsAt, endsAt, topic }) => ({ id, startsAt, endsAt, topic })),
      reason,
    });
  }

  /** At the door, before it begins: the first few show their codes. */
  async #checkIn(at: number): Promise<void> {
    const coming = (await this.#enrolments()).filter(({ person }) => !this.#misses(person.id, at));
    for (const { pageUrl } of coming.slice(0, BY_CODE))
      await this.#post('check-in', { code: pageUrl?.split('/').at(-1) ?? '' });
  }

  /** On the next morning: who signed the list is marked, and the session closed. Who is on no list was absent. */
  async #close(at: number): Promise<void> {
    const sessionId = await this.#sessionId(at);
    const marks = (await this.#enrolments())
      .filter(({ person, marks: marked }) => marked[sessionId] === undefined && !this.#misses(person.id, at))
      .map(({ person }) => ({ personId: person.id, present: true }));
    if (marks.length > 0) await this.#post('attendance', { sessionId, how: 'list', marks });
    await this.#post('close', { sessionId });
  }

  async #finish(row: MilestoneRow): Promise<void> {
    const { corrected, reissued } = this.script;
    if (corrected) await this.#correct(corrected);
    await this.#gather(row, false);
    if (!(await this.#page()).certificates) return;
    await this.#post('certify', {});
    if (reissued) await this.#reissue(reissued);
  }

  async #correct(corrected: Correction): Promise<void> {
    const correction = await this.#correction(corrected);
    const without = await this.#cast.staff.attempt(`/api/runs/${this.#runId}/attendance`, correction);
    if (without.problem?.type !== '/problems/correction-reason-missing')
      throw new Error('attendance that was complete was changed without a reason');
    await this.#post('attendance', { ...correction, reason: corrected.reason });
  }

  async #correction({ who, session }: Correction): Promise<object> {
    const marks = [{ personId: this.#personId(who), present: true }];
    return { sessionId: await this.#sessionId(session), how: 'list', marks };
  }

  async #reissue({ who, reason }: NonNullable<RunScript['reissued']>): Promise<void> {
    const { staff } = this.#cast;
    const filter = { runId: this.#runId, personId: this.#personId(who) };
    const [certificate] = await staff.list<{ id: string }>('/api/certificates', filter);
    await staff.post(`/api/certificates/${certificate?.id}/revoke`, { reason });
    await this.#post('certify', {});
  }

  /** The documents that the plan asks of each run: the minutes, which take their time, or all the others. */
  async #gather(row: MilestoneRow, minutes: boolean): Promise<void> {
    const { staff, world } = this.#cast;
    const page = await staff.get<{
      requirements: readonly {
        key: string;
        min: number;
        per: string;
        parts: readonly { id: string; have: number }[];
      }[];
    }>(`/api/milestones/${row.id}`);
    for (const { key, min, per, parts } of page.requirements) {
      if (per !== 'run' || (key === this.script.minutes?.requirement) !== minutes) continue;
      const have = parts.find(({ id }) => id === this.#runId)?.have ?? 0;
      for (let number = have + 1; number <= min; number += 1) {
        const paper = filePaper(row.key, key, number, dayOf(world.now()));
        paper.set('runId', this.#runId ?? '');
        await staff.post(`/api/milestones/${row.id}/evidence`, paper);
      }
    }
  }

  async #erase(who: Somebody): Promise<void> {
    const { auditor, staff, projectId } = this.#cast;
    const before = await figuresOf(auditor, projectId);
    await staff.post(`/api/persons/${this.#personId(who)}/erase`, { reason: 'La cererea persoanei.' });
    const after = await figuresOf(auditor, projectId);
    if (!sameFigures(before, after)) throw new Error('erasing a person changed a figure');
    this.#erasure = { before, after };
  }

  #misses(personId: string, at: number): boolean {
    return this.script.misses.some(([who, sessions]) => sessions.includes(at) && this.#personId(who) === personId);
  }

  #personId([category, number]: Somebody): string {
    return this.#cast.roster.id(category, number);
  }

  async #sessionId(at: number): Promise<string> {
    const session = (await this.#page()).sessions[at];
    if (!session) throw new Error(`${this.script.title} has no session ${at + 1}`);
    return session.id;
  }

  #page(): Promise<RunPage> {
    return this.#cast.staff.get<RunPage>(`/api/runs/${this.#runId}`);
  }

  #enrolments(): Promise<Enrolment[]> {
    return this.#cast.staff.list<Enrolment>('/api/enrolments', { runId: this.#runId, state: 'enrolled' });
  }

  async #post(verb: string, body: object): Promise<void> {
    await this.#cast.staff.post(`/api/runs/${this.#runId}/${verb}`, body);
  }
}
