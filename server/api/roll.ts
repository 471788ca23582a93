/** The roll of a vote: who may vote, imports, challenges, codes, and the desk. When somebody voted is told nowhere (R15). */
import { z } from 'zod';
import type { Caller, Target } from '../../db/reads/access.ts';
import { recordView } from '../../db/register/views.ts';
import { challengesOf, decideChallenge, findChallenge, makeChallenge } from '../../db/votes/challenges.ts';
import { codesForLetters, codeByMail as sendCode } from '../../db/votes/codes.ts';
import { markOnPaper, unmarkOnPaper } from '../../db/votes/desk.ts';
import { listVoters, rollSummary, VOTER_SORTS } from '../../db/votes/list-voters.ts';
import { addVoter, correctVoter, strikeVoter } from '../../db/votes/roll-change.ts';
import { allowedOnRoll, ROLL_CORRECTORS, ROLL_KEEPERS } from '../../db/votes/roll-changing.ts';
import { rollImportView } from '../../db/votes/roll-import-view.ts';
import { commitRoll, dropRoll, findRollImport, previewRoll } from '../../db/votes/roll-imports.ts';
import { findVote, type VoteOfMilestone } from '../../db/votes/vote-rows.ts';
import { findVoter, type VoterRow } from '../../db/votes/voter-rows.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { readRollColumns } from '../../domain/roll.ts';
import type { Server } from '../deps.ts';
import { receiveUpload } from '../files/upload.ts';
import { readTable, TABLE } from '../imports/read-table.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id } from '../schema/common.ts';
import {
  challenge,
  challengeDecided,
  challengeMade,
  codeByMail,
  lettersFor,
  paperMarked,
  paperUnmark,
  roll,
  rollImport,
  rollImportDone,
  voterAdd,
  voterCorrect,
  voterDone,
  voterRestore,
  voterRow,
  voterStrike,
} from '../schema/roll.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { downloadHeaders } from './paper.ts';
import { checkRole } from './register.ts';

const tag = 'roll';
const ofVote = { who: 'member', object: 'vote', roles: ROLL_KEEPERS } as const;
const ofVoter = { who: 'member', object: 'voter', roles: ROLL_KEEPERS } as const;
const ofImport = { who: 'member', object: 'roll-import', roles: ROLL_KEEPERS } as const;
const ofChallenge = { who: 'member', object: 'challenge', roles: ROLL_KEEPERS } as const;
/** As many ids as letters may be asked for. */
const LETTERS_LIMIT = 1024 * 1024;

const list = {
  name: 'voters',
  sorts: VOTER_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    voteId: id,
    q: z.string().max(200).optional(),
    voted: z.boolean().optional(),
    code: z.enum(['mail', 'letter', 'none']).optional(),
    struck: z.boolean().optional(),
  }),
} as const satisfies List;

async function voteOf({ store }: Server, voteId: string): Promise<VoteOfMilestone> {
  const found = await findVote(store.knex, voteId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function voterOf({ store }: Server, voterId: string): Promise<VoterRow> {
  const found = await findVoter(store.knex, voterId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function importOf({ store }: Server, importId: string) {
  const found = await findRollImport(store.knex, importId);
  if (!found) throw new RequestProblem('not-found');
  return found;
}

async function importShown(deps: Server, importId: string, locale: Locale) {
  const found = await importOf(deps, importId);
  const { roll_key: rollKey } = await voteOf(deps, found.vote_id);
  return asJson(await rollImportView(deps.store.knex, found, rollKey, locale));
}

/** R28: whoever sees names and addresses of the roll is on record, once a day. */
const looks = ({ store }: Server, { id: userId }: Caller, { projectId }: Pick<Target, 'projectId'>, now: Date) =>
  recordView(store, { projectId, userId, scope: 'roll', personId: null }, now);

function strikeRoute(struck: boolean): Route {
  return route({
    method: 'post',
    path: struck ? '/api/voters/:id/strike' : '/api/voters/:id/restore',
    summary: struck
      ? 'Strikes somebody off the roll; nobody who has voted in the round (R13).'
      : 'Puts somebody back on the roll, who then gets a new code.',
    tag,
    access: ofVoter,
    idempotent: true,
    body: struck ? voterStrike : voterRestore,
    answer: voterDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command(struck ? 'roll.strike' : 'roll.restore', target.id, body);
      const voter = await voterOf(deps, target.id);
      return resultOf(await strikeVoter(deps.store, input, voter, { ...body, struck }, now), voterDone);
    },
  });
}

export const rollRoutes = [
  route({
    method: 'get',
    path: '/api/votes/:id/roll',
    summary: 'The roll in figures, and what the caller may do with it; nobody’s data.',
    tag,
    access: { who: 'member', object: 'vote' },
    answer: roll,
    handler: async ({ deps, target, now }) => {
      const vote = await voteOf(deps, target.id);
      const figures = await rollSummary(deps.store.knex, vote);
      return asJson({
        voteId: vote.id,
        ...figures,
        challengesUntil: vote.charter.challengesUntil,
        deletedAt: vote.roll_deleted_at,
        allowed: allowedOnRoll(vote, { role: target.role, projectState: target.projectState }, now),
      });
    },
  }),
  listRoute({
    method: 'get',
    path: '/api/voters',
    summary: 'Entries of a roll (filter `voteId`): how somebody voted, never when, never what. Who looks is on record.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: voterRow,
    handler: async ({ deps, caller, now }, query) => {
      const vote = await voteOf(deps, query.filter.voteId);
      await checkRole(deps, caller, vote.project_id, ROLL_KEEPERS);
      await looks(deps, caller, { projectId: vote.project_id }, now);
      return asJson(await listVoters(deps.store.knex, vote, query.filter, query));
    },
  }),
  route({
    method: 'post',
    path: '/api/votes/:id/voters',
    summary: 'Adds one person; after the charter’s date a manager’s, with a public reason (R13).',
    tag,
    access: ofVote,
    idempotent: true,
    status: 201,
    body: voterAdd,
    answer: voterDone,
    handler: async ({ deps, target, body, command, now }) => {
      const { publicReason, ...voter } = body;
      const input = command('roll.add', target.id, body);
      return resultOf(await addVoter(deps.store, input, target.id, voter, { publicReason }, now), voterDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/voters/:id/correct',
    summary: 'Corrects an entry; a name or a date of birth after the charter’s date by a manager with a public reason.',
    tag,
    access: ofVoter,
    idempotent: true,
    body: voterCorrect,
    answer: voterDone,
    handler: async ({ deps, target, body, command, now }) => {
      const { publicReason, ...voter } = body;
      const input = command('roll.correct', target.id, body);
      const before = await voterOf(deps, target.id);
      return resultOf(await correctVoter(deps.store, input, before, voter, { publicReason }, now), voterDone);
    },
  }),
  strikeRoute(true),
  strikeRoute(false),
  route({
    method: 'post',
    path: '/api/votes/:id/roll-imports',
    summary:
      'Reads the town hall’s list (XLSX or CSV, at most 10 MB and 20,000 rows) and shows what would become of it.',
    tag,
    access: ofVote,
    idempotent: true,
    status: 201,
    upload: z.object({}),
    answer: rollImport,
    handler: async ({ deps, caller, target, command, request, locale, now }) => {
      const upload = await receiveUpload(request, deps.filesDir, TABLE);
      try {
        const file = await readTable(upload, readRollColumns);
        const input = command('roll.preview', '', { voteId: target.id, name: file.name, sha256: file.sha256 });
        const targetId = newRecordId('roll-import', caller.id, input.idempotencyKey);
        const answer = await previewRoll(deps.store, { ...input, targetId }, target.id, file, now);
        return await importShown(deps, resultOf(answer, voterDone).id, locale);
      } finally {
        await upload.discard();
      }
    },
  }),
  route({
    method: 'get',
    path: '/api/roll-imports/:id',
    summary: 'An import of a roll with its rows, until it ends. Who looks is on record.',
    tag,
    access: ofImport,
    answer: rollImport,
    handler: async ({ deps, caller, target, locale, now }) => {
      await looks(deps, caller, target, now);
      return importShown(deps, target.id, locale);
    },
  }),
  route({
    method: 'post',
    path: '/api/roll-imports/:id/commit',
    summary: 'Commits an import as a whole; with a refused row nothing is written.',
    tag,
    access: ofImport,
    idempotent: true,
    body: z.strictObject({}),
    answer: rollImportDone,
    handler: async ({ deps, target, command, now }) => {
      const input = command('roll.commit', target.id, {});
      return resultOf(await commitRoll(deps.store, input, await importOf(deps, target.id), now), rollImportDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/roll-imports/:id/drop',
    summary: 'Lays an import aside; its rows are removed.',
    tag,
    access: ofImport,
    idempotent: true,
    body: z.strictObject({}),
    answer: voterDone,
    handler: async ({ deps, target, command, now }) => {
      const input = command('roll.drop', target.id, {});
      return resultOf(await dropRoll(deps.store, input, await importOf(deps, target.id), now), voterDone);
    },
  }),
  route({
    method: 'get',
    path: '/api/votes/:id/challenges',
    summary: 'Challenges of the roll, the latest first. Who looks is on record.',
    tag,
    access: ofVote,
    answer: challenge.array(),
    handler: async ({ deps, caller, target, now }) => {
      await looks(deps, caller, target, now);
      return asJson(await challengesOf(deps.store.knex, target.id));
    },
  }),
  route({
    method: 'post',
    path: '/api/votes/:id/challenges',
    summary: 'Records that somebody says the roll is wrong, until the charter’s date (R13).',
    tag,
    access: ofVote,
    idempotent: true,
    status: 201,
    body: challengeMade,
    answer: voterDone,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('roll.challenge', '', { voteId: target.id, ...body });
      const targetId = newRecordId('challenge', caller.id, input.idempotencyKey);
      return resultOf(await makeChallenge(deps.store, { ...input, targetId }, target.id, body, now), voterDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/challenges/:id/decide',
    summary: 'Decides a challenge with a reason; what follows of it is a command of its own.',
    tag,
    access: ofChallenge,
    idempotent: true,
    body: challengeDecided,
    answer: voterDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('roll.decide', target.id, body);
      const found = await findChallenge(deps.store.knex, target.id);
      if (!found) throw new RequestProblem('not-found');
      return resultOf(await decideChallenge(deps.store, input, found, body, now), voterDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/votes/:id/letters',
    summary:
      'Draws codes and answers the letters as one PDF: the codes are in it and nowhere else, so it comes once (R15).',
    tag,
    access: ofVote,
    idempotent: true,
    body: lettersFor,
    bodyLimit: LETTERS_LIMIT,
    answer: { produces: 'application/pdf' },
    handler: async ({ deps, target, body, command, response, locale, now }) => {
      const input = command('roll.letters', target.id, body);
      const { answer, made } = await codesForLetters(deps.store, input, target.id, body, deps.publicUrl, now);
      resultOf(answer, voterDone);
      if (made === null) throw new Error('letters without codes');
      response
        .status(200)
        .set(downloadHeaders('application/pdf', `${target.projectSlug}-${target.milestone?.key}.pdf`, locale));
      await deps.papers.letters(made.facts, made.letters, response);
    },
  }),
  route({
    method: 'post',
    path: '/api/voters/:id/code',
    summary: 'Sends a new code by e-mail; the earlier one is void. Nobody who has voted in the round gets one (R15a).',
    tag,
    access: ofVoter,
    idempotent: true,
    body: codeByMail,
    answer: voterDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('roll.code', target.id, body);
      return resultOf(await sendCode(deps.store, input, await voterOf(deps, target.id), now), voterDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/voters/:id/mark',
    // No command: a command keeps its time, and when somebody voted stands nowhere.
    summary: 'Marks somebody who votes on paper; twice is refused, which is answer enough.',
    tag,
    access: ofVoter,
    body: z.strictObject({}),
    answer: paperMarked,
    handler: async ({ deps, caller, target, now }) =>
      resultOf(await markOnPaper(deps.store, await voterOf(deps, target.id), caller.id, now), paperMarked),
  }),
  route({
    method: 'post',
    path: '/api/voters/:id/unmark',
    summary:
      'Takes back a mark that somebody else set at the desk by mistake, with a reason. How many is published (R14, R15).',
    tag,
    access: { ...ofVoter, roles: ROLL_CORRECTORS },
    idempotent: true,
    body: paperUnmark,
    answer: paperMarked,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('roll.unmark', target.id, body);
      const voter = await voterOf(deps, target.id);
      return resultOf(await unmarkOnPaper(deps.store, input, voter, body.reason, now), paperMarked);
    },
  }),
];
