/** The activity of the bare updates. */
export interface BareActivities {
  nothing(commandId: string): Promise<void>;
}

export const bareActivities: BareActivities = { nothing: () => Promise.resolve() };
