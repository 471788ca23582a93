/** What goes along with a new piece of evidence: where it belongs, and what is said about it. */
import type { EvidenceFields, Requirement } from '../api/types.ts';
import { isWholeDay } from '../format/day.ts';
import { type Details, NO_DETAILS, withoutEmpty } from './details.ts';

/** Where new pieces of one requirement go. */
export interface Place {
  readonly milestoneId: string;
  readonly projectId: string;
  readonly requirement: Pick<Requirement, 'key' | 'title' | 'accepts' | 'per'>;
  /** The run, on a page that is about one. */
  readonly runId: string | null;
  /** The run that lacks it most, offered first. */
  readonly suggestedRunId: string | null;
}

/** A document of its own, another file of a document, or the next version of a piece. */
export type Beside =
  | { readonly kind: 'own' }
  | { readonly kind: 'document'; readonly documentId: string; readonly name: string }
  | { readonly kind: 'version'; readonly replaces: string; readonly name: string; readonly published: boolean };

export const OWN: Beside = { kind: 'own' };

export interface Giving extends Details {
  /** Id of the run or of the organisation, where whoever gives it chooses one. */
  readonly part: string;
}

export const givingTo = ({ suggestedRunId }: Place): Giving => ({ ...NO_DETAILS, part: suggestedRunId ?? '' });

/** Whether the run or the organisation is still to be chosen: a version or another file takes it over. */
export function asksForPart({ requirement, runId }: Place, beside: Beside): 'run' | 'organisation' | null {
  const { per } = requirement;
  return beside.kind !== 'own' || per === 'milestone' || runId !== null ? null : per;
}

/** R5: what proves that an organisation was informed has a date. */
export const asksForDate = ({ requirement }: Place): boolean => requirement.per === 'organisation';

/** As the API takes them: what is empty is left out. Null while something needed is not there. */
export function fieldsOf(place: Place, beside: Beside, giving: Giving): EvidenceFields | null {
  const { datedOn, part } = giving;
  const asked = asksForPart(place, beside);
  if ((asked !== null && part === '') || (asksForDate(place) && !isWholeDay(datedOn))) return null;
  const run = asked === 'run' ? part : beside.kind === 'own' ? place.runId : null;
  return {
    requirement: place.requirement.key,
    ...withoutEmpty(giving),
    ...(run === null ? {} : { runId: run }),
    ...(asked === 'organisation' ? { organisationId: part } : {}),
    ...(beside.kind === 'document' ? { documentId: beside.documentId } : {}),
    ...(beside.kind === 'version' ? { replaces: beside.replaces } : {}),
  };
}
