/** R5: what proves that an organisation was informed: a dated message, and a delivery or a reply that is not older. */
import type { DoubtfulOrganisations, GateFacts } from './gate.ts';
import { areSimilar, nameParts, organisationKey } from './person-key.ts';

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

export interface ComparedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** SHA-256 of the files that stand for it, without those of the message: one letter may go to many. */
  readonly files: readonly string[];
}

/** A word that tells names apart by more than a slip: „Școala 1” and „Școala 2” are two schools. */
const WORD = /\p{L}{4,}/u;

function haveSimilarNames(one: string, other: string): boolean {
  const [a, b] = [nameParts(one), nameParts(other)];
  const onlyA = a.filter((part) => !b.includes(part));
  const onlyB = b.filter((part) => !a.includes(part));
  const isSlip = [onlyA, onlyB].every((parts) => parts.length === 0 || parts.some((part) => WORD.test(part)));
  return isSlip && areSimilar(organisationKey(one), organisationKey(other));
}

function sharing(
  reason: DoubtfulOrganisations['reason'],
  known: readonly ComparedOrganisation[],
  valuesOf: (organisation: ComparedOrganisation) => readonly string[],
): DoubtfulOrganisations[] {
  const values = new Set(known.flatMap(valuesOf));
  const groups = [...values].map((value) => known.filter((organisation) => valuesOf(organisation).includes(value)));
  // Two files that the same organisations share are one doubt.
  const byMembers = new Map(groups.map((group) => [group.map(({ id }) => id).join(), group]));
  return [...byMembers.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ reason, organisations: group.map(({ id, name }) => ({ id, name })) }));
}

/** R5 asks for distinct organisations: those that share a file or an address, or whose names are alike but for a slip. */
export function doubtfulOrganisations(known: readonly ComparedOrganisation[]): DoubtfulOrganisations[] {
  const alike = known.flatMap((one, place) =>
    known.slice(place + 1).flatMap((other): DoubtfulOrganisations[] => {
      if (!haveSimilarNames(one.name, other.name)) return [];
      return [{ reason: 'similar-name', organisations: [one, other].map(({ id, name }) => ({ id, name })) }];
    }),
  );
  return [
    ...sharing('same-file', known, ({ files }) => files),
    ...sharing('same-email', known, ({ email }) => (email === null ? [] : [email.toLowerCase()])),
    ...alike,
  ];
}
