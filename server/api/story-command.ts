/** A command that a story waits for: stored first, then carried by one workflow update. */
import type { z } from 'zod';
import { acceptCommand, answerOf, type CommandInput } from '../../db/commands.ts';
import type { Server } from '../deps.ts';
import { NoStory } from '../workflows.ts';
import { resultOf } from './answers.ts';

/** The story of what a command is about. */
export interface StoryOf {
  /** Whether it has ended by what PostgreSQL says: then nothing waits for commands any more. */
  readonly over: () => Promise<boolean>;
  /** Hands the stored command to the story. */
  readonly carry: (commandId: string) => Promise<void>;
  /** Decides the stored command without it. */
  readonly decide: (commandId: string) => Promise<unknown>;
}

/**
 * Stores the command, has it decided once, and answers what was recorded.
 * @throws CommandRefused, NoStory where the story was lost, WorkflowsAway
 */
export async function carried<S extends z.ZodType>(
  { store }: Pick<Server, 'store'>,
  command: CommandInput,
  now: Date,
  story: StoryOf,
  schema: S,
): Promise<z.output<S>> {
  const accepted = await acceptCommand(store, command, now);
  if (accepted.answer) return resultOf(accepted.answer, schema);
  if (await story.over()) await story.decide(accepted.id);
  else
    try {
      await story.carry(accepted.id);
    } catch (error) {
      // Its story is over: then PostgreSQL answers. Where there is still something to come, the story was lost.
      if (!(error instanceof NoStory && (await story.over()))) throw error;
      await story.decide(accepted.id);
    }
  const answer = await answerOf(store, accepted.id);
  if (!answer) throw new NoStory('the story took the command and left no answer');
  return resultOf(answer, schema);
}
