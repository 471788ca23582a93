/** What a workflow update costs by itself: no rule, no database, no words. */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';

export const withActivity = defineUpdate<void, [string]>('withActivity');
export const withoutActivity = defineUpdate<void, [string]>('withoutActivity');

const { nothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

/** Takes updates for ever. */
export async function bare(): Promise<void> {
  setHandler(withActivity, (commandId) => nothing(commandId));
  setHandler(withoutActivity, () => undefined);
  await condition(() => workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  await continueAsNew<typeof bare>();
}
