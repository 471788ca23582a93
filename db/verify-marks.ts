/** Holds records against the marks that events left of them (marks.ts): the register, runs, attendance, certificates. */
import { z } from 'zod';
import { MARKED, type MarkedKind, type MarkedRow, markedColumns, markOf, marksHash, marksOfEvents } from './marks.ts';
import type { Reader } from './store.ts';

const saying = z.object({ marks: z.object({ count: z.int(), sha256: z.string() }).optional() });

/** Marks that are read at once: an import's event may have twenty thousand. */
const AT_ONCE = 20_000;
const PAGE = 2_000;

export interface EventWithData {
  readonly id: string;
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Calls `fault` for each of these events whose marks are not those that it says. */
export async function verifyEventMarks(
  reader: Reader,
  events: readonly EventWithData[],
  fault: (seq: number, what: string) => void,
): Promise<void> {
  let [together, marks]: [EventWithData[], number] = [[], 0];
  for (const [index, event] of events.entries()) {
    together.push(event);
    marks += saying.safeParse(event.data).data?.marks?.count ?? 0;
    if (marks < AT_ONCE && index < events.length - 1) continue;
    await compareTogether(reader, together, fault);
    [together, marks] = [[], 0];
  }
}

async function compareTogether(
  reader: Reader,
  events: readonly EventWithData[],
  fault: (seq: number, what: string) => void,
): Promise<void> {
  const found = await marksOfEvents(
    reader,
    events.map(({ id }) => id),
  );
  for (const { id, seq, data } of events) {
    const said = saying.safeParse(data).data?.marks;
    const own = found.get(id) ?? [];
    const agrees = said ? said.count === own.length && said.sha256 === marksHash(own) : own.length === 0;
    if (!agrees) fault(seq, 'its marks of records were changed');
  }
}

/**
 * Compares every record of a project with the mark that the last event left of it, a page at a time. What a record
 * holds is not printed.
 */
export async function verifyRecords(
  reader: Reader,
  projectId: string,
  fault: (record: string, what: string) => void,
): Promise<void> {
  for (const kind of Object.keys(MARKED) as MarkedKind[]) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const page = await recordsAfter(reader, kind, projectId, after);
      for (const { last_salt: salt, last_mark: mark, ...row } of page) {
        const record = `${kind} ${row.id}`;
        if (mark === null) fault(record, 'is in no event');
        else if (salt === null || !markOf(kind, row, salt).equals(mark)) fault(record, 'is not as it was recorded');
      }
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
    }
    for (const id of await missingRecords(reader, kind, projectId)) fault(`${kind} ${id}`, 'is missing');
  }
}

type RecordWithMark = MarkedRow & { readonly last_salt: Buffer | null; readonly last_mark: Buffer | null };

async function recordsAfter(
  reader: Reader,
  kind: MarkedKind,
  projectId: string,
  after: string,
): Promise<RecordWithMark[]> {
  const { rows: source } = MARKED[kind];
  const { rows } = await reader.raw<{ rows: RecordWithMark[] }>(
    `select ${markedColumns(kind)
      .map((name) => `r.${name}`)
      .join(', ')}, m.salt as last_salt, m.mark as last_mark
       from ${source} r
       left join lateral (
         select m.salt, m.mark from record_marks m join events e on e.id = m.event_id
          where m.record_id = r.id and m.kind = :kind order by e.seq desc limit 1) m on true
      where r.project_id = :project and r.id > :after order by r.id limit ${PAGE}`,
    { kind, project: projectId, after },
  );
  return rows;
}

/** Records that events of the project marked, and that are not in it. */
async function missingRecords(reader: Reader, kind: MarkedKind, projectId: string): Promise<string[]> {
  const { rows } = await reader.raw<{ rows: { id: string }[] }>(
    `select distinct m.record_id as id from record_marks m join events e on e.id = m.event_id
      where e.project_id = :project and m.kind = :kind
        and not exists (select 1 from ${MARKED[kind].rows} r where r.id = m.record_id and r.project_id = :project)
      order by 1`,
    { kind, project: projectId },
  );
  return rows.map(({ id }) => id);
}
