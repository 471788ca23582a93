/**
 * Reduced pictures: made when somebody first asks for one, and kept beside the files. They hold no metadata, so not the
 * place where the photograph was taken; the original stays as it was given.
 */
import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { contentPath, previewPath } from '../../db/files.ts';
import { incomingPath } from './upload.ts';

/** The longer side of a reduced picture, in pixels. */
export const PREVIEW_SIDE = 1280;
/** A larger picture is not opened: a small file can unfold to more than the memory holds. Telephones take 108 million. */
const MAX_PIXELS = 110_000_000;
/** The same for what a pixel takes: up to four channels, of two bytes in some files. */
const MAX_BYTES = 4 * MAX_PIXELS;
const MAX_SECONDS = 20;
const QUALITY = 80;
/** Contents that no picture could be made of are not tried again for a while: whoever asks gets the answer at once. */
const REMEMBERED = 1000;

// Pictures come from anybody: nothing is kept between two, and no reader is open but those of the kinds that are taken.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

const making = new Map<string, Promise<boolean>>();
const hopeless = new Set<string>();
let lane: Promise<unknown> = Promise.resolve();

/**
 * The path of the reduced picture of a content, made now if it is not there.
 * @returns null when the content is no picture, or one that cannot be read
 */
export async function previewOf(filesDir: string, sha256: string): Promise<string | null> {
  const path = previewPath(filesDir, sha256);
  if (await isThere(path)) return path;
  if (hopeless.has(path)) return null;
  // Who asks meanwhile waits for the same one.
  let made = making.get(path);
  if (!made) {
    made = oneAtATime(() => make(filesDir, sha256, path)).finally(() => making.delete(path));
    making.set(path, made);
  }
  return (await made) ? path : null;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Memory and processor are those of the whole server. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = lane.then(work);
  lane = mine.catch(() => {});
  return mine;
}

async function make(filesDir: string, sha256: string, path: string): Promise<boolean> {
  const original = contentPath(filesDir, sha256);
  // A file that is gone is a fault of the installation, not of the picture.
  await access(original);
  const picture = await reduced(original);
  if (!picture) {
    remember(path);
    return false;
  }
  const draft = incomingPath(filesDir, randomUUID());
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeFile(draft, picture, { flag: 'wx', mode: 0o600, flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return true;
}

/** Upright, at most as large as the original, without metadata (sharp writes none unless it is told to). */
async function reduced(original: string): Promise<Buffer | null> {
  try {
    const picture = sharp(original, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true });
    const { width, height, channels, depth } = await picture.metadata();
    if (width * height * channels * (depth === 'uchar' ? 1 : 2) > MAX_BYTES) return null;
    return await picture
      .timeout({ seconds: MAX_SECONDS })
      .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  } catch {
    return null;
  }
}

function remember(path: string): void {
  if (hopeless.size >= REMEMBERED) hopeless.clear();
  hopeless.add(path);
}
