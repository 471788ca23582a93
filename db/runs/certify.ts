/** R4: certificates of a run, issued once to each person who earned one. */

import { dayOf } from '../../domain/calendar.ts';
import { certificateNumber, type PrintedRun } from '../../domain/certificate.ts';
import type { Answer } from '../../domain/refusal.ts';
import { recordMarked } from '../marks.ts';
import { randomCode } from '../random-code.ts';
import { refused } from '../register/registering.ts';
import { newId, type Transaction } from '../store.ts';
import type { DecidingRun } from './decide-run.ts';
import { certificateRule, entitledTo, type RunOfMilestone, type SessionRow, sessionsOf } from './run-rows.ts';

/**
 * Issues a certificate to each person who earned one and has none that stands; erased persons get none anew (R28).
 * The project's lock is held: asked twice at once, the second finds nothing left. Answers how many were `issued`.
 */
export async function certify({ trx, project, plan, planned, run, now, actorId }: DecidingRun): Promise<Answer> {
  const sessions = await sessionsOf(trx, run.id);
  const { given, needed } = certificateRule(plan, planned, sessions.length);
  if (!given) return refused({ code: 'certificates-not-given' });
  const open = sessions.filter(({ closed_at }) => closed_at === null).length;
  if (open > 0 || sessions.length === 0) return refused({ code: 'attendance-not-complete', sessions: open });
  const going = sessions.findLast(({ ends_at }) => now < ends_at);
  if (going) return refused({ code: 'session-not-ended', endsAt: going.ends_at.toISOString() });
  const owed = (await entitledTo(trx, run.id, needed)).filter(({ owed: is }) => is);
  if (owed.length === 0) return refused({ code: 'nobody-entitled', needed });
  const names = await namesOf(
    trx,
    owed.map(({ personId }) => personId),
  );
  const printed = JSON.stringify(printedRun(run, sessions));
  const serials = await lastSerial(trx, project.id);
  const certificates = owed.map(({ personId, attended }, index) => {
    const serial = serials + index + 1;
    const number = certificateNumber(run.milestone_key, run.number, serial);
    return { id: newId(), personId, number, serial, attended, sessions: sessions.length };
  });
  await trx('certificates').insert(
    certificates.map(({ id, personId, number, serial, attended, sessions: of }) => ({
      id,
      project_id: project.id,
      run_id: run.id,
      person_id: personId,
      serial,
      number,
      printed_name: names.get(personId) ?? '',
      printed,
      attended,
      sessions: of,
      code: randomCode(),
      issued_at: now,
      issued_by: actorId,
    })),
  );
  const event = { projectId: project.id, type: 'certificate.issued', at: now, actorId, milestoneId: run.milestone_id };
  const data = { runId: run.id, key: run.milestone_key, certificates };
  await recordMarked(trx, { ...event, data }, { certificate: certificates.map(({ id }) => id) });
  return { done: true, result: { issued: certificates.length } };
}

/** Given name, then family name, as the register has them now. */
async function namesOf(trx: Transaction, personIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx('persons')
    .whereIn('id', [...personIds])
    .select<{ id: string; given_name: string; family_name: string }[]>('id', 'given_name', 'family_name');
  return new Map(rows.map(({ id, given_name, family_name }) => [id, `${given_name} ${family_name}`.trim()]));
}

function printedRun(run: RunOfMilestone, sessions: readonly SessionRow[]): PrintedRun {
  const days = sessions.flatMap(({ starts_at, ends_at }) => [dayOf(starts_at), dayOf(ends_at)]).sort();
  const [from = '', to = from] = [days[0], days.at(-1)];
  return { title: run.title, place: run.place, ledBy: run.led_by, from, to };
}

async function lastSerial(trx: Transaction, projectId: string): Promise<number> {
  const row = await trx('certificates')
    .where({ project_id: projectId })
    .max<{ last: number | null } | undefined>('serial as last')
    .first();
  return row?.last ?? 0;
}
