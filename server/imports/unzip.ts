/** The parts of a ZIP file that lies in memory, unpacked one at a time and never beyond a limit. */
import { createInflateRaw } from 'node:zlib';
import { isDamaged, SheetRefused } from './sheet.ts';

/** What all parts together may take, by what they say and by what they really are. */
export const MOST_UNPACKED = 64 * 2 ** 20;
const MOST_PARTS = 2_000;

interface Part {
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its local header stands. */
  readonly at: number;
}

export interface Archive {
  has(name: string): boolean;
  names(): readonly string[];
  /** The part's bytes, in pieces. @throws SheetRefused when it is not there, damaged or too large */
  unpack(name: string): AsyncGenerator<Buffer>;
}

const bomb = () =>
  new SheetRefused(
    'Despachetat, fișierul ar avea peste 64 MB, mult mai mult decât o listă de persoane. Copiați datele într-un fișier nou, de cel mult 20.000 de rânduri.',
    'Unpacked, the file would take over 64 MB, far more than a list of persons. Copy the data into a new file of at most 20,000 rows.',
  );

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** @throws SheetRefused */
export function openArchive(file: Buffer): Archive {
  const parts = readDirectory(file);
  const declared = [...parts.values()].reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (declared > MOST_UNPACKED) throw bomb();
  let real = 0;
  return {
    has: (name) => parts.has(name),
    names: () => [...parts.keys()],
    async *unpack(name) {
      const part = parts.get(name);
      if (!part) throw isDamaged();
      let size = 0;
      for await (const piece of pieces(file, part)) {
        size += piece.length;
        real += piece.length;
        // A part that is larger than it says lies, whether or not it is too large.
        if (real > MOST_UNPACKED) throw bomb();
        if (size > part.unpacked) throw isDamaged();
        yield piece;
      }
    },
  };
}

function readDirectory(file: Buffer): Map<string, Part> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > MOST_PARTS) throw isDamaged();
  const parts = new Map<string, Part>();
  for (let number = 0; number < count; number += 1) {
    if (at + CENTRAL_SIZE > file.length || file.readUInt32LE(at) !== CENTRAL) throw isDamaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const nameAt = at + CENTRAL_SIZE;
    const name = file.toString('utf8', nameAt, nameAt + (nameLength ?? 0));
    if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0 || parts.has(name)) throw isDamaged();
    parts.set(name, {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    });
    at = nameAt + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return parts;
}

/** The end record is searched from behind: a comment may follow it. */
function findEnd(file: Buffer): number {
  for (let at = file.length - END_SIZE; at >= Math.max(0, file.length - END_SIZE - LONGEST_COMMENT); at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  throw isDamaged();
}

async function* pieces(file: Buffer, { method, packed, at }: Part): AsyncGenerator<Buffer> {
  if (at + LOCAL_SIZE > file.length || file.readUInt32LE(at) !== LOCAL) throw isDamaged();
  const from = at + LOCAL_SIZE + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const content = file.subarray(from, from + packed);
  if (from + packed > file.length) throw isDamaged();
  if (method === STORED) {
    yield content;
    return;
  }
  if (method !== DEFLATED) throw isDamaged();
  const inflate = createInflateRaw();
  inflate.end(content);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (error instanceof SheetRefused) throw error;
    throw isDamaged();
  }
}
