import Box from '@mui/material/Box';
import type { EntryKind, Ledger } from '../api/types.ts';
import { ChoiceFilter } from '../look/ChoiceFilter.tsx';
import { useWords } from '../look/useWords.ts';

const KINDS: Readonly<Record<Ledger['kind'], readonly EntryKind[]>> = {
  campaign: ['pledge', 'gift', 'settlement', 'refund', 'adjustment', 'correction', 'transfer'],
  match: ['payment', 'repayment', 'transfer'],
  fund: ['transfer', 'payment'],
};

/** Narrows a ledger's entries. */
export function EntryFilters({ ledger }: { ledger: Ledger }) {
  const { say } = useWords();
  const all = say('resources.ledgers.filter.all');
  const words = (group: 'entryKind' | 'nature' | 'channel', values: readonly string[]) =>
    values.map((value) => ({ value, name: say(`resources.ledgers.${group}.${value}`) }));
  return (
    <Box role="search" sx={{ mb: 1, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
      <ChoiceFilter
        name="kind"
        label={say('resources.ledgers.filter.kind')}
        all={all}
        choices={words('entryKind', KINDS[ledger.kind])}
      />
      {ledger.kind === 'campaign' && (
        <>
          <ChoiceFilter
            name="nature"
            label={say('resources.ledgers.filter.nature')}
            all={all}
            choices={words('nature', ['money', 'promise', 'in-kind'])}
          />
          <ChoiceFilter
            name="channel"
            label={say('resources.ledgers.filter.channel')}
            all={all}
            choices={words('channel', ['bank', 'cash'])}
          />
          <ChoiceFilter
            name="afterClose"
            label={say('resources.ledgers.filter.when')}
            all={all}
            choices={[
              { value: false, name: say('resources.ledgers.filter.untilClose') },
              { value: true, name: say('resources.ledgers.filter.afterClose') },
            ]}
          />
        </>
      )}
    </Box>
  );
}
