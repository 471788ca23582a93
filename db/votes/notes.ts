/** Public notes on a vote: what happened after its announcement, each with its reason and its event (R13). */
import type { NoteKind } from '../../domain/votes.ts';
import { newId } from '../store.ts';
import { recordVoteEvent, type Voting } from './voting.ts';

/**
 * Publishes a note with the event that it belongs to.
 * @param words what the public reads; the event holds its salted hash
 * @returns the event's id
 */
export async function publishNote(
  voting: Voting,
  kind: NoteKind,
  words: string,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const noteId = newId();
  await voting.trx('vote_notes').insert({
    id: noteId,
    vote_id: voting.vote.id,
    kind,
    words,
    noted_at: voting.now,
  });
  return recordVoteEvent(voting, type, { ...data, noteId, noteKind: kind }, { words });
}
