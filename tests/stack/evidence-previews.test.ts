/** Reduced pictures of evidence: what they show, what they do not tell, and what no picture can be made of. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { contentPath, previewPath } from '../../db/files.ts';
import { PREVIEW_SIDE, previewOf } from '../../server/files/preview.ts';
import { type Answered, type Api, startApi, type Visitor } from './api.ts';
import { given, type Paperwork, type Piece, paper, paperwork } from './evidence-paper.ts';

let api: Api;
let work: Paperwork;

beforeAll(async () => {
  api = await startApi();
  work = await paperwork(api);
});
afterAll(() => api.close());

type Bytes = Uint8Array<ArrayBuffer>;
/** Each picture is another content. */
let shade = 0;
const canvas = (width: number, height: number) => {
  shade += 1;
  return sharp({ create: { width, height, channels: 3, background: { r: shade, g: 90, b: 60 } } });
};
const bytes = (buffer: Buffer): Bytes => new Uint8Array(buffer);

const upload = (name: string, content: Bytes): Promise<Piece & { file: { sha256: string } }> =>
  given(api.people.staff, work.concept, paper({ requirement: 'document' }, content, name)) as Promise<
    Piece & { file: { sha256: string } }
  >;
const ask = (id: string): Promise<Response> =>
  fetch(`${api.url}/api/evidence/${id}/preview`, { headers: { Cookie: api.people.auditor.cookie } });
const pictureOf = async (id: string): Promise<Buffer> => {
  const response = await ask(id);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

/** As a browser asks that has the picture: `fetch` would ask for a fresh one. */
const statusWithTag = (path: string, tag: string, who: Visitor): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { Cookie: who.cookie, 'If-None-Match': tag };
    get(`${api.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

/** A photograph as a telephone takes it: with the place, the time, the owner, lying on its side. */
const photograph = async (width: number, height: number): Promise<Bytes> =>
  bytes(
    await canvas(width, height)
      .jpeg()
      .withExif({
        IFD0: { Make: 'Aparat-exemplu', Artist: 'Proprietar-exemplu' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '46/1 44/1 3211/100',
          GPSLongitudeRef: 'E',
          GPSLongitude: '23/1 50/1 1733/100',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">loc-exemplu</x:xmpmeta>')
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .toBuffer(),
  );

describe('a photograph', () => {
  test('its reduced picture tells neither place nor time nor owner; the original is byte for byte what was given', async () => {
    const original = await photograph(3000, 2000);
    const before = await sharp(original).metadata();
    expect(before.exif?.includes('Proprietar-exemplu')).toBe(true);
    // The tag of the block that holds the place, big or little endian.
    expect(before.exif?.includes(Buffer.from([0x88, 0x25])) || before.exif?.includes(Buffer.from([0x25, 0x88]))).toBe(
      true,
    );
    const piece = await upload('foto.jpg', original);
    expect(piece.preview).toBe(true);
    const preview = await pictureOf(piece.id);
    const after = await sharp(preview).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: 853, height: PREVIEW_SIDE });
    for (const kind of ['exif', 'xmp', 'icc', 'iptc', 'orientation', 'comments'] as const)
      expect([kind, after[kind]]).toEqual([kind, undefined]);
    for (const told of ['Exif', 'exemplu', 'GPS', 'adobe', 'ICC_PROFILE', 'Photoshop'])
      expect([told, preview.includes(told)]).toEqual([told, false]);
    // Only the picture itself: start, JFIF, tables, frame, scan, end.
    expect(segmentsOf(preview).filter((marker) => marker >= 0xe1 && marker <= 0xef)).toEqual([]);
    const file = await fetch(`${api.url}/api/evidence/${piece.id}/file`, {
      headers: { Cookie: api.people.auditor.cookie },
    });
    expect(Buffer.from(await file.arrayBuffer()).equals(original)).toBe(true);
  });

  test('it stands upright, as whoever took it saw it', async () => {
    const left = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#ffffff' } })
      .extend({ right: 40, background: '#000000' })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const preview = await pictureOf((await upload('culcata.jpg', bytes(left))).id);
    const { data, info } = await sharp(preview).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 80]);
    // A quarter turn to the right puts what was on the left on top.
    expect(data[10 * 40 + 20]).toBeGreaterThan(200);
    expect(data[70 * 40 + 20]).toBeLessThan(50);
  });

  test('a small one is not made larger, a long one keeps its shape', async () => {
    const small = await sharp(
      await pictureOf((await upload('mica.png', bytes(await canvas(31, 17).png().toBuffer()))).id),
    ).metadata();
    expect(small).toMatchObject({ format: 'jpeg', width: 31, height: 17 });
    const long = await sharp(
      await pictureOf((await upload('lunga.webp', bytes(await canvas(6400, 64).webp().toBuffer()))).id),
    ).metadata();
    expect(long).toMatchObject({ width: PREVIEW_SIDE, height: 13 });
  });

  test('what can be seen through stands on white', async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const { data } = await sharp(await pictureOf((await upload('sigla.png', bytes(clear))).id))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.min(...data)).toBeGreaterThan(250);
  });

  test('members see it, and nobody else; a browser keeps it to itself and asks again each time', async () => {
    const piece = await upload('membri.jpg', bytes(await canvas(1500, 40).jpeg().toBuffer()));
    const path = `/api/evidence/${piece.id}/preview`;
    expect((await api.visitor().get(path)).status).toBe(401);
    expect((await api.people.stranger.get(path)).status).toBe(404);
    const answer = await api.people.auditor.get(path);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=0, must-revalidate',
    });
    const tag = answer.headers.get('etag') ?? '';
    expect(await statusWithTag(path, tag, api.people.auditor)).toBe(304);
    expect(await statusWithTag(path, '"another"', api.people.auditor)).toBe(200);
    expect(await statusWithTag(path, tag, api.people.stranger)).toBe(404);
  });
});

describe('making it', () => {
  test('it is made once, when somebody first asks, also when many ask at once', async () => {
    const piece = await upload('odata.jpg', bytes(await canvas(2000, 1500).jpeg().toBuffer()));
    const path = previewPath(api.filesDir, piece.file.sha256);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
    const answers = await Promise.all(Array.from({ length: 8 }, () => pictureOf(piece.id)));
    expect(new Set(answers.map((each) => each.toString('base64'))).size).toBe(1);
    expect((await readFile(path)).equals(answers[0] ?? Buffer.alloc(0))).toBe(true);
    expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
    // From then on it is only read.
    await writeFile(path, 'păstrată');
    expect((await pictureOf(piece.id)).toString()).toBe('păstrată');
    // It is no evidence: lost, it is made again.
    await rm(path);
    expect((await pictureOf(piece.id)).equals(answers[0] ?? Buffer.alloc(0))).toBe(true);
  });

  test('a content that the folder lost is a fault, not a picture that cannot be read', async () => {
    const piece = await upload('pierduta.jpg', bytes(await canvas(20, 20).jpeg().toBuffer()));
    const original = contentPath(api.filesDir, piece.file.sha256);
    const content = await readFile(original);
    await rm(original);
    expect((await ask(piece.id)).status).toBeGreaterThanOrEqual(500);
    await writeFile(original, content);
    expect((await ask(piece.id)).status).toBe(200);
  });
});

describe('what no picture can be made of', () => {
  const refused = async (answer: Answered) => {
    expect(answer.problem()).toMatchObject({ status: 404, type: '/problems/no-preview' });
    expect(answer.problem().detail.length).toBeGreaterThan(20);
  };
  const preview = (id: string) => api.people.auditor.get(`/api/evidence/${id}/preview`);

  test('a text and an HEIC photograph have none, and say so before anybody asks', async () => {
    const heic = new Uint8Array(64);
    heic.set([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')]);
    for (const [name, content] of [
      ['text.txt', new TextEncoder().encode('text')],
      ['telefon.heic', heic],
    ] as const) {
      const piece = await upload(name, new Uint8Array(content));
      expect([name, piece.preview]).toEqual([name, false]);
      await refused(await preview(piece.id));
    }
  });

  test.each([
    ['cut off', async () => (await photograph(800, 600)).slice(0, -40), 'taiata.jpg'],
    ['a PNG of 30,000 × 30,000 pixels in a few bytes', async () => bombPng(30_000, 8), 'bomba.png'],
    ['a PNG whose pixels take eight bytes each', async () => bombPng(10_000, 16), 'adanca.png'],
    ['a JPEG that says 65,000 × 65,000', async () => giantJpeg(), 'urias.jpg'],
    [
      'a PNG of which only the beginning is one',
      async () => bytes(Buffer.concat([(await canvas(9, 9).png().toBuffer()).subarray(0, 40), Buffer.alloc(500, 7)])),
      'stricata.png',
    ],
  ])('%s: an answer in words, soon, and the server goes on', async (_, make, name) => {
    const piece = await upload(name, await make());
    expect(piece.preview).toBe(true);
    const memory = process.memoryUsage.rss();
    await refused(await preview(piece.id));
    await refused(await preview(piece.id));
    expect(process.memoryUsage.rss() - memory).toBeLessThan(200 * 1024 * 1024);
    const next = await upload('dupa.png', bytes(await canvas(12, 12).png().toBuffer()));
    expect((await pictureOf(next.id)).length).toBeGreaterThan(100);
  });

  test('of an animation the first picture', async () => {
    const frames = Buffer.concat([255, 0].map((value) => Buffer.alloc(10 * 10 * 3, value)));
    const animated = await sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
      .webp({ loop: 0, delay: [50, 50], lossless: true })
      .toBuffer();
    expect((await sharp(animated, { animated: true, pages: -1 }).metadata()).pages).toBe(2);
    const shown = await pictureOf((await upload('miscata.webp', bytes(animated))).id);
    const { data, info } = await sharp(shown).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([10, 10]);
    expect(Math.min(...data)).toBeGreaterThan(240);
  });

  test.each([
    [
      'a drawing',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>',
    ],
    ['a TIFF', null],
  ])('%s that came past the check of uploads is not opened', async (_, drawing) => {
    const content = drawing === null ? await canvas(9, 9).tiff().toBuffer() : Buffer.from(drawing);
    const sha256 = '0'.repeat(62) + (drawing === null ? '01' : '02');
    const path = contentPath(api.filesDir, sha256);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    expect(await previewOf(api.filesDir, sha256)).toBeNull();
    await rm(path);
  });
});

/** Markers of a JPEG up to the scan. */
function segmentsOf(jpeg: Buffer): number[] {
  const markers: number[] = [];
  let at = 2;
  while (at < jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    markers.push(jpeg[at + 1] ?? 0);
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return markers;
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, check]);
}

/** A well-formed PNG of side × side pixels with see-through colours, that lies on disk in a few kilobytes. */
function bombPng(side: number, depth: 8 | 16): Bytes {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([depth, 6, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(4_000_000), { level: 9 });
  return bytes(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', rows),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** A JPEG whose frame says the largest size that there is. */
async function giantJpeg(): Promise<Bytes> {
  const jpeg = await canvas(64, 64).jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(65_000, frame + 5);
  jpeg.writeUInt16BE(65_000, frame + 7);
  return bytes(jpeg);
}
