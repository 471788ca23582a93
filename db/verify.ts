/**
 * What an auditor asks for: nothing was changed behind the software's back. Recomputes the chain of events,
 * the texts beside it, the files by their content, and holds every row against what the events say of it, or against
 * the mark that they left of it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Plan } from '../domain/plan.ts';
import { eventHash, firstLink, SALT_BYTES, textHash } from './events.ts';
import { verifyBankLines } from './money/verify-bank.ts';
import { verifyLedgers } from './money/verify-ledgers.ts';
import type { Reader } from './store.ts';
import { storedRecords } from './stored.ts';
import { hear, type Records } from './told.ts';
import { type EventWithData, verifyEventMarks, verifyRecords } from './verify-marks.ts';

export interface Finding {
  readonly project: string;
  /** The record that does not agree: an event by its number, a milestone by its key, a file by its hash. */
  readonly record: string;
  readonly what: string;
}

export interface Verified {
  readonly events: number;
  readonly files: number;
  /** The last link of each project's chain: noted outside, it also proves that no event was cut off at the end. */
  readonly heads: readonly { readonly project: string; readonly seq: number; readonly hash: string }[];
  readonly findings: readonly Finding[];
}

interface Project {
  readonly id: string;
  readonly slug: string;
  readonly plan: Plan;
}

interface StoredEvent {
  readonly id: string;
  readonly project_id: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly milestone_id: string | null;
  readonly data: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/**
 * @param filePath where a file of this SHA-256 (hexadecimal) lies
 * @returns counts, the chains' heads, and every disagreement; an empty list of findings is the good answer
 */
export async function verify(reader: Reader, filePath: (sha256: string) => string): Promise<Verified> {
  const projects = await reader('projects').orderBy('slug').select<Project[]>('id', 'slug', 'plan');
  const findings: Finding[] = [];
  const heads: Verified['heads'][number][] = [];
  let events = 0;
  for (const project of projects) {
    const verified = await verifyProject(reader, project);
    events += verified.events;
    heads.push({ project: project.slug, seq: verified.events, hash: verified.head });
    findings.push(...verified.findings);
  }
  const files = await verifyFiles(reader, filePath, findings);
  return { events, files, heads, findings };
}

/** Its chain and every row of it, without the content of its files. @returns `head` in hexadecimal */
export async function verifyProject(
  reader: Reader,
  project: Project,
): Promise<{ readonly events: number; readonly head: string; readonly findings: Finding[] }> {
  const findings: Finding[] = [];
  const chain = await verifyChain(reader, project, findings);
  compare(chain.told, await storedRecords(reader, project.id), project.slug, findings);
  const fault = (record: string, what: string) => findings.push({ project: project.slug, record, what });
  await verifyRecords(reader, project.id, fault);
  await verifyLedgers(reader, project.id, fault);
  await verifyBankLines(reader, project.id, fault);
  return { events: chain.events, head: chain.head.toString('hex'), findings };
}

const PAGE = 500;

async function verifyChain(
  reader: Reader,
  project: Project,
  findings: Finding[],
): Promise<{ events: number; head: Buffer; told: Records }> {
  let previous = firstLink(project.id);
  let seq = 0;
  const told: Records = new Map();
  for (;;) {
    const page = await reader('events')
      .where({ project_id: project.id })
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .select<StoredEvent[]>();
    if (page.length === 0) return { events: seq, head: previous, told };
    const texts = await textsOf(reader, page);
    const withData: EventWithData[] = [];
    for (const event of page) {
      const fault = (what: string) => findings.push({ project: project.slug, record: `event ${event.seq}`, what });
      if (event.seq !== seq + 1) fault(`events ${seq + 1} to ${event.seq - 1} are missing`);
      if (!event.previous_hash.equals(previous)) fault('does not follow from the event before it');
      const { project_id: projectId, actor_id: actorId, milestone_id: milestoneId } = event;
      const expected = eventHash({ ...event, projectId, actorId, milestoneId }, event.previous_hash);
      if (!expected.equals(event.hash)) fault('was changed after it was recorded');
      const own = texts.get(event.id) ?? [];
      try {
        const data = JSON.parse(event.data) as Record<string, unknown>;
        withData.push({ id: event.id, seq: event.seq, data });
        verifyTexts(own, data, fault);
        const words = Object.fromEntries(own.map(({ name, text }) => [name, text]));
        hear(told, project.plan, { ...event, actorId, data, texts: words });
      } catch {
        fault('its data cannot be read');
      }
      previous = event.hash;
      seq = event.seq;
    }
    await verifyEventMarks(reader, withData, (ofEvent, what) =>
      findings.push({ project: project.slug, record: `event ${ofEvent}`, what }),
    );
  }
}

interface StoredText {
  readonly event_id: string;
  readonly name: string;
  readonly salt: Buffer;
  readonly text: string | null;
}

async function textsOf(reader: Reader, events: readonly StoredEvent[]): Promise<Map<string, StoredText[]>> {
  const texts = new Map<string, StoredText[]>();
  const ids = events.map(({ id }) => id);
  for (const text of await reader('event_texts').whereIn('event_id', ids).select<StoredText[]>())
    texts.set(text.event_id, [...(texts.get(text.event_id) ?? []), text]);
  return texts;
}

function verifyTexts(
  texts: readonly StoredText[],
  data: Readonly<Record<string, unknown>>,
  fault: (what: string) => void,
): void {
  const hashes = new Map(Object.entries((data.textHashes ?? {}) as Record<string, string>));
  for (const { name, salt, text } of texts) {
    // A longer salt could have taken the beginning of the text into itself: the hash would be the same.
    const asRecorded = salt.length === SALT_BYTES && (text === null || textHash(salt, text) === hashes.get(name));
    // Of a text that was erased (R28) the salted hash stays.
    if (!asRecorded || !hashes.delete(name)) fault(`its text "${name}" was changed`);
  }
  for (const name of hashes.keys()) fault(`its text "${name}" is missing`);
}

/** What a person wrote is not printed. */
const WRITTEN = new Set(['name', 'description', 'link', 'number', 'words', 'place', 'witnesses']);

/** The rows are those that the events say, no more and no less, and hold what the events say. */
function compare(told: Records, stored: Records, project: string, findings: Finding[]): void {
  for (const [record, facts] of told) {
    const fault = (what: string) => findings.push({ project, record, what });
    const row = stored.get(record);
    if (!row) {
      fault('is missing');
      continue;
    }
    for (const [name, value] of Object.entries(facts)) {
      if (value === undefined || row[name] === value) continue;
      if (WRITTEN.has(name)) fault(`its ${name} is not the one that was recorded`);
      else fault(`its ${name} is ${row[name]}, the events say ${value}`);
    }
  }
  for (const record of stored.keys()) if (!told.has(record)) findings.push({ project, record, what: 'is in no event' });
}

async function verifyFiles(reader: Reader, filePath: (sha256: string) => string, findings: Finding[]): Promise<number> {
  const files = await reader('files').orderBy('sha256').select<{ sha256: Buffer }[]>('sha256');
  for (const { sha256 } of files) {
    const name = sha256.toString('hex');
    const found = await hashOfFile(filePath(name));
    if (found === name) continue;
    findings.push({ project: '', record: `file ${name}`, what: found === null ? 'is missing' : 'has another content' });
  }
  return files.length;
}

async function hashOfFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
