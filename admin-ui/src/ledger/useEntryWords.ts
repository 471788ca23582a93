import type { LedgerEntry } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

/** How an entry's kind and giver are said. */
export function useEntryWords() {
  const { say } = useWords();
  /** `donație, numerar`, `donație în natură`, `promisiune de donație`. */
  const kindOf = ({
    kind,
    nature,
    channel,
    corrects = null,
  }: Pick<LedgerEntry, 'kind' | 'nature' | 'channel'> & Partial<Pick<LedgerEntry, 'corrects'>>): string => {
    const word = say(corrects === null ? `resources.ledgers.entryKind.${kind}` : 'resources.ledgers.refundCorrected');
    if (nature === 'in-kind') return say('resources.ledgers.inKindOf', { kind: word });
    return channel === 'none' ? word : `${word}, ${say(`resources.ledgers.channel.${channel}`)}`;
  };
  /** What is published of the donor; null where nobody is named. */
  const donorOf = ({ donor }: Pick<LedgerEntry, 'donor'>): string | null =>
    donor === null ? null : (donor.shownAs ?? say('resources.donors.anonymous'));
  return { kindOf, donorOf };
}
