/** R5: what proves that an organisation was informed: a dated message, and a delivery or a reply that is not older. */
import type { GateFacts } from './gate.ts';

/** A document that stands for an organisation; its latest day where it has several files. */
export interface OrganisationDocument {
  readonly requirement: string;
  readonly datedOn: string | null;
}

/** An organisation's documents by requirement key. */
export interface OrganisationEvidence {
  readonly evidence: Readonly<Record<string, number>>;
  /** Documents that do not count: they are dated before the message that they should confirm. */
  readonly early: Readonly<Record<string, number>>;
}

/** The requirement that is the message itself: the first one that the plan asks of each organisation. */
export const messageRequirement = (requirements: GateFacts['requirements']): string | null =>
  requirements.find(({ per }) => per === 'organisation')?.key ?? null;

/**
 * Counts the documents of one organisation. However many messages Jalon sent, they are one document of the first
 * requirement; what the plan asks beside it counts from the day of the first message on.
 * @param sentOn days of the messages that Jalon sent and the mail server took
 */
export function organisationEvidence(
  requirements: GateFacts['requirements'],
  documents: readonly OrganisationDocument[],
  sentOn: readonly string[],
): OrganisationEvidence {
  const message = messageRequirement(requirements);
  const messageDays = [
    ...sentOn,
    ...documents.flatMap(({ requirement, datedOn }) => (requirement === message && datedOn !== null ? [datedOn] : [])),
  ].sort();
  const first = messageDays[0];
  const evidence = new Map<string, number>();
  const early = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  if (message !== null && sentOn.length > 0) add(evidence, message);
  for (const { requirement, datedOn } of documents) {
    const isEarly = requirement !== message && first !== undefined && datedOn !== null && datedOn < first;
    add(isEarly ? early : evidence, requirement);
  }
  return { evidence: Object.fromEntries(evidence), early: Object.fromEntries(early) };
}
