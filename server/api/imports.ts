/** Imports of participants: a file is read and shown, then committed as a whole or laid aside. */
import { z } from 'zod';
import { planOf } from '../../db/projects.ts';
import { importView } from '../../db/register/import-view.ts';
import { commitImport, dropImport, findImport, type ImportFile, previewImport } from '../../db/register/imports.ts';
import { IMPORT_SORTS, listImports } from '../../db/register/list-imports.ts';
import { REGISTER_WRITERS } from '../../db/register/registering.ts';
import { readColumns } from '../../domain/import-columns.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Server } from '../deps.ts';
import { receiveUpload, type Upload } from '../files/upload.ts';
import { readTable, TABLE } from '../imports/read-table.ts';
import { asJson } from '../json.ts';
import type { List } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { importCommit, importDone, importPreview, importRow } from '../schema/register.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { checkRole } from './register.ts';

const tag = 'register';
const done = z.object({ id });
const ofImport = { who: 'member', object: 'import', roles: REGISTER_WRITERS } as const;
/** A list as long as an import may be, with a decision for every row of it. */
const COMMIT_LIMIT = 2 * 1024 * 1024;

const list = {
  name: 'imports',
  sorts: IMPORT_SORTS,
  defaultOrder: 'DESC',
  filters: z.strictObject({ projectId: id, state: importRow.shape.state.optional() }),
} as const satisfies List;

/** Reads the upload as a table with known columns; nothing of it is kept yet. */
const readList = (upload: Upload, plan: Plan): Promise<ImportFile> =>
  readTable(upload, (headings) => readColumns(headings, plan));

async function shown(deps: Server, importId: string, locale: Locale) {
  const held = await findImport(deps.store.knex, importId);
  if (!held) throw new RequestProblem('not-found');
  return asJson(await importView(deps.store.knex, held, locale));
}

export const importRoutes = [
  listRoute({
    method: 'get',
    path: '/api/imports',
    summary: 'Imports into a project’s register (filter `projectId`).',
    tag,
    access: { who: 'signed-in' },
    list,
    row: importRow,
    handler: async ({ deps, caller }, query) => {
      await checkRole(deps, caller, query.filter.projectId, REGISTER_WRITERS);
      return asJson(await listImports(deps.store.knex, query.filter, query));
    },
  }),
  route({
    method: 'post',
    path: '/api/projects/:id/imports',
    summary:
      'Reads a list of participants (XLSX or CSV, at most 10 MB and 20,000 rows) and shows what would become of it.',
    tag,
    access: { who: 'member', object: 'project', roles: REGISTER_WRITERS },
    idempotent: true,
    status: 201,
    upload: z.object({}),
    answer: importPreview,
    handler: async ({ deps, caller, target, command, request, locale, now }) => {
      const { projectId } = target;
      const upload = await receiveUpload(request, deps.filesDir, TABLE);
      try {
        const file = await readList(upload, await planOf(deps.store.knex, projectId));
        const input = command('import.preview', '', { projectId, name: file.name, sha256: file.sha256 });
        const targetId = newRecordId('import', caller.id, input.idempotencyKey);
        const answer = await previewImport(deps.store, { ...input, targetId }, projectId, file, now);
        return await shown(deps, resultOf(answer, done).id, locale);
      } finally {
        await upload.discard();
      }
    },
  }),
  route({
    method: 'get',
    path: '/api/imports/:id',
    summary: 'An import with its rows, until it ends.',
    tag,
    access: ofImport,
    answer: importPreview,
    handler: async ({ deps, target, locale }) => shown(deps, target.id, locale),
  }),
  route({
    method: 'post',
    path: '/api/imports/:id/commit',
    summary: 'Commits an import as a whole, with a decision for each doubtful row.',
    tag,
    access: ofImport,
    idempotent: true,
    body: importCommit,
    bodyLimit: COMMIT_LIMIT,
    answer: importDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('import.commit', target.id, body);
      return resultOf(await commitImport(deps.store, { ...input, body }, target.projectId, now), importDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/imports/:id/drop',
    summary: 'Lays an import aside; its rows are removed.',
    tag,
    access: ofImport,
    idempotent: true,
    body: z.strictObject({}),
    answer: done,
    handler: async ({ deps, target, command, now }) => {
      const input = command('import.drop', target.id, {});
      return resultOf(await dropImport(deps.store, input, target.projectId, now), done);
    },
  }),
];
