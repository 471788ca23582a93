/**
 * Evidence that anybody may read. What is published is the document: of its versions the one that stands is shown, and
 * none once they are all withdrawn. Minutes are published after their milestone has ended: so it asks for the role alone.
 */
import { rolesFor } from '../domain/decision.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from './commands.ts';
import { recordEvent } from './events.ts';
import { replacementOf } from './evidence-place.ts';
import { type MilestoneRow, planMilestone } from './milestones.ts';
import { lockProject, planOf, roleOf } from './projects.ts';
import type { Reader, Store, Transaction } from './store.ts';

interface Piece {
  readonly id: string;
  readonly milestone_id: string;
  readonly requirement: string;
  readonly withdrawn_at: Date | null;
}

/** The piece and the versions before it, those of them that are published. */
async function publishedVersions(reader: Reader, id: string): Promise<string[]> {
  const { rows } = await reader.raw<{ rows: { id: string }[] }>(
    `with recursive versions as (
       select id, replaces from evidence where id = :id
       union all select e.id, e.replaces from evidence e join versions v on e.id = v.replaces)
     select p.evidence_id as id from evidence_publications p join versions v on v.id = p.evidence_id`,
    { id },
  );
  return rows.map((row) => row.id);
}

interface Publishing {
  readonly trx: Transaction;
  readonly milestone: MilestoneRow;
  readonly piece: Piece;
  /** At most one of a document's versions. */
  readonly published: readonly string[];
}

/** Locks the project, and runs the change on the version that stands if the caller may. The command's target is the piece. */
async function publishing(
  store: Store,
  command: CommandInput,
  now: Date,
  change: (publishing: Publishing) => Promise<void>,
): Promise<Answer> {
  const { targetId } = command;
  return runCommand(store, command, now, async (trx) => {
    const seen = await trx('evidence as e')
      .join('milestones as m', 'm.id', 'e.milestone_id')
      .where('e.id', targetId)
      .first<{ project_id: string } | undefined>('m.project_id');
    const project = seen && (await lockProject(trx, seen.project_id));
    if (!project) throw new CommandNotFound(targetId);
    const piece = await trx('evidence').where({ id: targetId }).first<Piece>();
    const milestone = await trx('milestones').where({ id: piece.milestone_id }).first<MilestoneRow>();
    const roles = rolesFor('evidence', planMilestone(await planOf(trx, project.id), milestone.key));
    const role = await roleOf(trx, project.id, command.userId);
    const refused = (refusal: Refusal): Answer => ({ done: false, refusal });
    if (role === null || !roles.includes(role)) return refused({ code: 'role-missing', roles });
    if (piece.withdrawn_at !== null) return refused({ code: 'unknown-key', field: 'id', key: targetId });
    const by = await replacementOf(trx, targetId);
    if (by !== null) return refused({ code: 'version-replaced', by });
    await change({ trx, milestone, piece, published: await publishedVersions(trx, targetId) });
    return { done: true, result: { id: targetId } };
  });
}

async function record(
  { trx, milestone, piece }: Publishing,
  type: string,
  evidenceId: string,
  command: CommandInput,
  now: Date,
): Promise<void> {
  await recordEvent(trx, {
    projectId: milestone.project_id,
    type,
    at: now,
    actorId: command.userId,
    milestoneId: milestone.id,
    data: { key: milestone.key, evidenceId, requirement: piece.requirement },
  });
}

/** Shows a document on the project's public pages; of one that is there already nothing changes. */
export async function publishEvidence(store: Store, command: CommandInput, now: Date): Promise<Answer> {
  return publishing(store, command, now, async (about) => {
    if (about.published.length > 0) return;
    const { trx, piece } = about;
    await trx('evidence_publications').insert({
      evidence_id: piece.id,
      published_at: now,
      published_by: command.userId,
    });
    await record(about, 'evidence.published', piece.id, command, now);
  });
}

/** Takes a document off the public pages; whoever has a copy keeps it. */
export async function unpublishEvidence(store: Store, command: CommandInput, now: Date): Promise<Answer> {
  return publishing(store, command, now, async (about) => {
    for (const id of about.published) {
      await about.trx('evidence_publications').where({ evidence_id: id }).delete();
      await record(about, 'evidence.unpublished', id, command, now);
    }
  });
}
