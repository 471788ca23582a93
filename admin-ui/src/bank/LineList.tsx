import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { List, useListContext } from 'react-admin';
import type { BankLine, BankLineState, Campaign } from '../api/types.ts';
import { ChoiceFilter } from '../look/ChoiceFilter.tsx';
import { SearchField } from '../look/SearchField.tsx';
import { useWords } from '../look/useWords.ts';
import { LineDialog } from './LineDialogs.tsx';
import { LineRow } from './LineRow.tsx';
import type { LineAction } from './lineActions.ts';

interface LineListProps {
  readonly campaign: Campaign;
  readonly statementId?: string;
  /** This person decides lines. */
  readonly decides: boolean;
  readonly states: readonly BankLineState[];
  /** What is shown at first. */
  readonly state?: BankLineState;
  readonly title: string;
  /** Said where nothing is left to decide. */
  readonly nothing: string;
}

interface Decided {
  readonly line: BankLine;
  readonly action: LineAction;
}

/** Once a line is decided the next one has the focus: a queue is worked off without the mouse. */
function useNextFocus(lines: readonly BankLine[]) {
  const rows = useRef<HTMLUListElement>(null);
  const [after, setAfter] = useState<{ at: number; id: string } | null>(null);
  useEffect(() => {
    if (after === null) return;
    const gone = !lines.some(({ id, state }) => id === after.id && state === 'open');
    if (!gone) return;
    const left = rows.current?.querySelectorAll<HTMLElement>('li[data-line]');
    const next = left?.[Math.min(after.at, (left.length || 1) - 1)];
    if (next) next.querySelector<HTMLElement>('button')?.focus();
    else document.getElementById('page-title')?.focus();
    setAfter(null);
  }, [lines, after]);
  return { rows, setAfter };
}

function Rows({ campaign, decides, nothing }: Pick<LineListProps, 'campaign' | 'decides' | 'nothing'>) {
  const { say } = useWords();
  const { data = [], isPending, filterValues } = useListContext<BankLine>();
  const [decided, setDecided] = useState<Decided | null>(null);
  const { rows, setAfter } = useNextFocus(data);
  const onlyOpen = filterValues.state === 'open' && filterValues.q === undefined;
  return (
    <>
      {!isPending && data.length === 0 ? (
        <Typography role="status">{onlyOpen ? nothing : say('ra.navigation.no_filtered_results')}</Typography>
      ) : (
        <Paper component="ul" ref={rows} variant="outlined" sx={{ listStyle: 'none', m: 0, p: 0.5 }}>
          {data.map((line) => (
            <LineRow
              key={line.id}
              line={line}
              onDo={decides ? (chosen, action) => setDecided({ line: chosen, action }) : undefined}
            />
          ))}
        </Paper>
      )}
      {decided && (
        <LineDialog
          campaign={campaign}
          line={decided.line}
          action={decided.action}
          onDone={() => {
            setAfter({ at: data.findIndex(({ id }) => id === decided.line.id), id: decided.line.id });
            setDecided(null);
          }}
          onClose={() => setDecided(null)}
        />
      )}
    </>
  );
}

/** Lines of bank statements, and what is decided of them. */
export function LineList({ campaign, statementId, decides, states, state, title, nothing }: LineListProps) {
  const { say } = useWords();
  return (
    <Box component="section" aria-labelledby="bank-lines">
      <Typography variant="h2" id="bank-lines" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {decides && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {say('resources.bank.keys')}
        </Typography>
      )}
      <List
        resource="bank-lines"
        storeKey={`bank-lines.${statementId ?? campaign.id}`}
        filter={{ campaignId: campaign.id, ...(statementId === undefined ? {} : { statementId }) }}
        filterDefaultValues={state === undefined ? {} : { state }}
        actions={false}
        component="div"
        exporter={false}
        empty={false}
        sort={{ field: statementId === undefined ? 'bookedOn' : 'place', order: 'ASC' }}
        perPage={50}
        sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      >
        <Box role="search" sx={{ mb: 1, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
          <SearchField label={say('resources.bank.search')} />
          <ChoiceFilter
            name="state"
            label={say('resources.bank.filter.state')}
            all={say('resources.ledgers.filter.all')}
            choices={states.map((value) => ({ value, name: say(`resources.bank.lineState.${value}`) }))}
          />
          <ChoiceFilter
            name="direction"
            label={say('resources.bank.filter.direction')}
            all={say('resources.ledgers.filter.all')}
            choices={(['in', 'out'] as const).map((value) => ({
              value,
              name: say(`resources.bank.direction.${value}`),
            }))}
          />
        </Box>
        <Rows campaign={campaign} decides={decides} nothing={nothing} />
      </List>
    </Box>
  );
}
