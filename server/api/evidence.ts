/** Evidence: given as a file or a link, read, downloaded, taken back, published. */
import { z } from 'zod';
import { addEvidence, type EvidenceBody, withdrawEvidence } from '../../db/evidence.ts';
import { contentPath } from '../../db/files.ts';
import { publishEvidence, unpublishEvidence } from '../../db/publish-evidence.ts';
import { type EvidenceView, findEvidence, listEvidence } from '../../db/reads/evidence.ts';
import type { Server } from '../deps.ts';
import { checkFields } from '../fields.ts';
import { attachment } from '../files/name.ts';
import { previewOf } from '../files/preview.ts';
import { contentType, sendFile } from '../files/send.ts';
import { receiveUpload } from '../files/upload.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { evidence, evidenceFields, evidenceLink } from '../schema/milestones.ts';
import { resultOf } from './answers.ts';
import { boundOf } from './visible.ts';

const tag = 'evidence';
const givers = ['staff', 'manager', 'partner'] as const;
const given = z.object({ id });

const list = {
  name: 'evidence',
  sorts: ['addedAt', 'requirement', 'name', 'datedOn', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    requirement: oneOrMore(z.string().max(40)).optional(),
    runId: oneOrMore(id).optional(),
    organisationId: oneOrMore(id).optional(),
    documentId: oneOrMore(id).optional(),
    withdrawn: z.boolean().optional(),
  }),
} as const satisfies List;

async function found(server: Server, evidenceId: string): Promise<EvidenceView> {
  const piece = await findEvidence(server.store.knex, evidenceId);
  if (!piece) throw new RequestProblem('not-found');
  return piece;
}

export const evidenceRoutes = [
  listRoute({
    method: 'get',
    path: '/api/evidence',
    summary: 'Evidence of the caller’s projects, withdrawn pieces too.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: evidence,
    handler: async ({ deps, caller }, query) =>
      asJson(await listEvidence(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/evidence',
    summary: 'Adds a piece of evidence: a file of at most 25 MB (multipart/form-data) or the address of a public page.',
    tag,
    access: { who: 'member', object: 'milestone', roles: givers },
    idempotent: true,
    status: 201,
    body: evidenceLink,
    upload: evidenceFields,
    answer: evidence,
    handler: async ({ deps, target, body, command, request, now }) => {
      const add = async (content: EvidenceBody, keepFile: () => Promise<void>): Promise<EvidenceView> => {
        const input = { ...command('evidence.add', target.id, content), body: content };
        const result = resultOf(await addEvidence(deps.store, input, now, keepFile), given);
        return found(deps, result.id);
      };
      if (body !== undefined) return asJson(await add(body, async () => {}));
      const upload = await receiveUpload(request, deps.filesDir);
      try {
        const fields = checkFields(evidenceFields, upload.fields);
        return asJson(await add({ ...fields, name: upload.name, file: upload.file }, upload.keep));
      } finally {
        await upload.discard();
      }
    },
  }),
  route({
    method: 'get',
    path: '/api/evidence/:id',
    summary: 'One piece of evidence.',
    tag,
    access: { who: 'member', object: 'evidence' },
    answer: evidence,
    handler: async ({ deps, target }) => asJson(await found(deps, target.id)),
  }),
  route({
    method: 'post',
    path: '/api/evidence/:id/withdraw',
    summary: 'Takes a piece of evidence back; it stays on record.',
    tag,
    access: { who: 'member', object: 'evidence', roles: givers },
    idempotent: true,
    answer: given,
    body: z.strictObject({}),
    handler: async ({ deps, target, command, now }) => {
      const milestoneId = target.milestone?.id;
      if (milestoneId === undefined) throw new CommandRefused({ code: 'unknown-key', field: 'id', key: target.id });
      const input = command('evidence.withdraw', target.id, {});
      return resultOf(await withdrawEvidence(deps.store, input, milestoneId, now), given);
    },
  }),
  route({
    method: 'post',
    path: '/api/evidence/:id/publish',
    summary: 'Shows a piece of evidence, in the version that stands, on the project’s public pages.',
    tag,
    access: { who: 'member', object: 'evidence', roles: givers },
    idempotent: true,
    answer: given,
    body: z.strictObject({}),
    handler: async ({ deps, target, command, now }) =>
      resultOf(await publishEvidence(deps.store, command('evidence.publish', target.id, {}), now), given),
  }),
  route({
    method: 'post',
    path: '/api/evidence/:id/unpublish',
    summary: 'Takes a piece of evidence off the project’s public pages.',
    tag,
    access: { who: 'member', object: 'evidence', roles: givers },
    idempotent: true,
    answer: given,
    body: z.strictObject({}),
    handler: async ({ deps, target, command, now }) =>
      resultOf(await unpublishEvidence(deps.store, command('evidence.unpublish', target.id, {}), now), given),
  }),
  route({
    method: 'get',
    path: '/api/evidence/:id/file',
    summary: 'The file, as a download.',
    tag,
    access: { who: 'member', object: 'evidence' },
    answer: { produces: 'application/octet-stream' },
    handler: async ({ deps, target, response }) => {
      const { file, name } = await found(deps, target.id);
      if (!file) throw new RequestProblem('not-found');
      await sendFile(response, contentPath(deps.filesDir, file.sha256), {
        'Content-Type': contentType(file.type),
        'Content-Disposition': attachment(name),
      });
    },
  }),
  route({
    method: 'get',
    path: '/api/evidence/:id/preview',
    summary:
      'A reduced picture (JPEG, at most 1280 pixels on the longer side) without metadata, where `preview` is true.',
    tag,
    access: { who: 'member', object: 'evidence' },
    answer: { produces: 'image/jpeg' },
    handler: async ({ deps, target, request, response }) => {
      const { file, preview } = await found(deps, target.id);
      const path = file && preview ? await previewOf(deps.filesDir, file.sha256) : null;
      if (!file || path === null) throw new RequestProblem('no-preview');
      // What a content looks like never changes; whether the caller may see it is asked each time.
      response.set('ETag', `"${file.sha256}"`);
      if (request.fresh) response.status(304).end();
      else await sendFile(response, path, { 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline' });
    },
  }),
];
