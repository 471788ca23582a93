/**
 * An upload on its way to disk: hashed while it is written, never held in memory, and gone again unless it is kept.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import busboy from 'busboy';
import type { Request } from 'express';
import { contentPath, type FileRecord } from '../../db/files.ts';
import { RequestProblem } from '../problem.ts';
import { type Kind, kindOf } from './kind.ts';
import { cleanFileName } from './name.ts';

export const FILE_LIMIT = 25 * 1024 * 1024;
/** Room for the text fields and the multipart frame around a file. */
const FRAME = 128 * 1024;
const FIELD_LIMIT = 64 * 1024;
const STALE_AFTER = 24 * 60 * 60_000;

/** What a route takes: how large, and which kinds. */
export interface UploadRules {
  /** Bytes. */
  readonly limit: number;
  readonly limitInWords: string;
  /** Judges a file on disk by its content and its cleaned name. */
  readonly kindOf: (path: string, name: string) => Promise<Kind>;
}

const EVIDENCE: UploadRules = { limit: FILE_LIMIT, limitInWords: '25 MB', kindOf };

export interface Upload {
  /** The text fields, each once. */
  readonly fields: Readonly<Record<string, string>>;
  /** The file's cleaned name. */
  readonly name: string;
  readonly file: FileRecord;
  /** Where its bytes lie until it is kept or discarded. */
  readonly path: string;
  /** Puts the content where its address says; the same content that lies there already is left as it is. */
  keep(): Promise<void>;
  /** Removes what was not kept; harmless after `keep`. */
  discard(): Promise<void>;
}

const incoming = (filesDir: string): string => join(filesDir, 'incoming');

/** Where something is written until it is complete; what a crash leaves there is removed at a later start. */
export const incomingPath = (filesDir: string, name: string): string => join(incoming(filesDir), name);

/** Makes the folder ready: uploads that a crash cut off long ago are removed. */
export function prepareFilesDir(filesDir: string): void {
  const folder = incoming(filesDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER) rmSync(path, { force: true });
  }
}

const tooLarge = ({ limitInWords }: UploadRules) =>
  new RequestProblem('file-too-large', { facts: { limit: limitInWords }, headers: { Connection: 'close' } });
const fileMissing = () =>
  new RequestProblem('fields-not-valid', {
    errors: { file: { ro: 'Alegeți un fișier.', en: 'Choose a file.' } },
  });
const oneFile = () =>
  new RequestProblem('fields-not-valid', {
    errors: { file: { ro: 'Trimiteți un singur fișier odată.', en: 'Send one file at a time.' } },
  });
const malformed = () => new RequestProblem('body-malformed', { headers: { Connection: 'close' } });

interface Received {
  readonly fields: Record<string, string>;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Receives a multipart/form-data request with one file in the field `file`.
 * @throws RequestProblem for a file that is too large, of another kind, empty or cut off
 */
export async function receiveUpload(
  request: Request,
  filesDir: string,
  rules: UploadRules = EVIDENCE,
): Promise<Upload> {
  if (Number(request.get('Content-Length') ?? 0) > rules.limit + FRAME) throw tooLarge(rules);
  const path = incomingPath(filesDir, randomUUID());
  const discard = () => rm(path, { force: true });
  try {
    const { fields, name, sha256, size } = await receive(request, path, rules);
    const kind = await rules.kindOf(path, name);
    if (!kind.ok)
      throw new RequestProblem('file-refused', { facts: { reason: kind.reason }, errors: { file: kind.reason } });
    return {
      fields,
      name,
      file: { sha256, size, type: kind.type },
      path,
      keep: () => keep(path, contentPath(filesDir, sha256)),
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function receive(request: Request, path: string, rules: UploadRules): Promise<Received> {
  const fields: Record<string, string> = {};
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // The parser calls a file of just the limit cut off, so it may read one byte more.
      limits: {
        fileSize: rules.limit + 1,
        files: 1,
        fields: 10,
        parts: 12,
        fieldSize: FIELD_LIMIT,
        fieldNameSize: 100,
      },
    });
  } catch {
    throw malformed();
  }
  const written: Promise<Omit<Received, 'fields'>>[] = [];
  const faults: RequestProblem[] = [];
  parser.on('field', (field, value, info) => {
    if (info.valueTruncated || info.nameTruncated)
      faults.push(new RequestProblem('body-too-large', { facts: { limit: '64 kB' } }));
    else fields[field] = value;
  });
  parser.on('file', (field, stream, { filename }) => {
    const name = cleanFileName(filename ?? '');
    if (field !== 'file' || name === null) {
      faults.push(fileMissing());
      stream.resume();
      return;
    }
    const writing = write(stream, path, rules)
      .then((result) => ({ name, ...result }))
      .catch((error: unknown) => {
        // A disk that is full: nothing reads the file any more, so the parser would wait for ever.
        if (!(error instanceof RequestProblem)) parser.destroy(isNativeError(error) ? error : undefined);
        throw error;
      });
    // Awaited below; until then a failure must not count as unhandled.
    writing.catch(() => {});
    written.push(writing);
  });
  parser.on('filesLimit', () => faults.push(oneFile()));
  parser.on('fieldsLimit', () => faults.push(malformed()));
  parser.on('partsLimit', () => faults.push(malformed()));
  try {
    await parsed(request, parser);
  } catch {
    const [writing] = await Promise.allSettled(written);
    if (writing?.status === 'rejected' && isFromSystem(writing.reason)) throw writing.reason;
    throw malformed();
  }
  const [received] = await Promise.all(written);
  const [fault] = faults;
  if (fault) throw fault;
  if (!received) throw fileMissing();
  return { fields, ...received };
}

/** Not `pipeline`: that would end the connection with the parser, and nobody could be told what was wrong. */
function parsed(request: Request, parser: busboy.Busboy): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const cutOff = () => {
      if (!request.complete) parser.destroy(new Error('cut off'));
    };
    parser.on('error', reject);
    parser.on('close', resolve);
    request.on('error', cutOff);
    request.on('close', cutOff);
    request.pipe(parser);
  }).finally(() => {
    request.unpipe(parser);
    request.resume();
  });
}

const isFromSystem = (error: unknown): boolean => isNativeError(error) && 'syscall' in error;

/** Writes a stream to a new file, hashing it on the way, until it is safely on disk. */
async function write(stream: Readable, path: string, rules: UploadRules): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    size += chunk.length;
  });
  await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  if (size > rules.limit) throw tooLarge(rules);
  if (size === 0)
    throw new RequestProblem('fields-not-valid', {
      errors: { file: { ro: 'Fișierul este gol. Alegeți altul.', en: 'The file is empty. Choose another one.' } },
    });
  return { sha256: hash.digest('hex'), size };
}

async function keep(from: string, to: string): Promise<void> {
  const there = await access(to).then(
    () => true,
    () => false,
  );
  if (there) return rm(from, { force: true });
  const folder = dirname(to);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, to);
  // The name is on disk only when its folder is.
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
