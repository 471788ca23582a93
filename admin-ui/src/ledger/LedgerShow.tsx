import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { List, useListContext } from 'react-admin';
import { useParams } from 'react-router-dom';
import type { Campaign, Ledger, LedgerEntry } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayEnter } from './access.ts';
import { EnterDialog, type Entered } from './EnterDialog.tsx';
import { EntryFilters } from './EntryFilters.tsx';
import { EntryRow } from './EntryRow.tsx';
import { LedgerWay } from './LedgerWay.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { useEntryWords } from './useEntryWords.ts';

const ENTERED: readonly Entered[] = ['cash', 'in-kind', 'pledge'];

/** What is entered by hand. */
function Enter({ campaign }: { campaign: Campaign }) {
  const { say } = useWords();
  const { data: project } = useWhole('projects', campaign.projectId);
  const [open, setOpen] = useState<Entered | 'settle' | null>(null);
  const close = () => setOpen(null);
  if (!project || !mayEnter(project, campaign)) return null;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {ENTERED.map((what) => (
          <Button
            key={what}
            variant={what === 'cash' ? 'contained' : 'outlined'}
            startIcon={<Add />}
            onClick={() => setOpen(what)}
          >
            {say(`resources.ledgers.enter.${what}.action`)}
          </Button>
        ))}
        <Button variant="outlined" startIcon={<Add />} onClick={() => setOpen('settle')}>
          {say('resources.ledgers.settle.action')}
        </Button>
      </Box>
      {open === 'settle' && <SettleDialog campaign={campaign} pledge={null} onClose={close} />}
      {open !== null && open !== 'settle' && <EnterDialog campaign={campaign} what={open} onClose={close} />}
    </>
  );
}

function EnterOf({ campaignId }: { campaignId: string }) {
  const { data: campaign } = useWhole('campaigns', campaignId);
  return campaign ? <Enter campaign={campaign} /> : null;
}

/** The ledger's sums, each row of what the database keeps with the entries. */
function Sums({ ledger }: { ledger: Ledger }) {
  const { say, lei, count } = useWords();
  const { kindOf } = useEntryWords();
  const { kind, sums, balance } = ledger;
  return (
    <Section
      title={say('resources.ledgers.sums.title')}
      // Other ledgers hold money alone.
      {...(kind === 'campaign' && { help: say('resources.ledgers.sums.help') })}
    >
      <Facts
        facts={[
          ...sums.map((sum) => ({
            // An adjustment is after the close by its name.
            name:
              sum.afterClose && sum.kind !== 'adjustment'
                ? say('resources.ledgers.sums.after', { kind: kindOf(sum) })
                : kindOf(sum),
            value: say('resources.ledgers.sums.row', {
              amount: lei(sum.amount),
              entries: count('resources.ledgers.entriesCount', sum.entries),
            }),
          })),
          { name: say('resources.ledgers.balance'), value: <strong>{lei(balance)}</strong> },
        ]}
      />
    </Section>
  );
}

function Rows() {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<LedgerEntry>();
  if (!isPending && data.length === 0)
    return <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>;
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 1.5, py: 0.5 }}>
      {data.map((entry) => (
        <EntryRow key={entry.id} entry={entry} />
      ))}
    </Paper>
  );
}

function Entries({ ledger }: { ledger: Ledger }) {
  const { say } = useWords();
  return (
    <Box component="section" aria-labelledby="ledger-entries">
      <Typography variant="h2" id="ledger-entries" sx={{ mb: 1 }}>
        {say('resources.ledgers.entries')}
      </Typography>
      <List
        resource="ledger-entries"
        // Filters of one ledger mean nothing in another.
        storeKey={`ledger-entries.${ledger.id}`}
        filter={{ ledgerId: ledger.id }}
        actions={false}
        component="div"
        exporter={false}
        empty={false}
        sort={{ field: 'number', order: 'DESC' }}
        perPage={50}
        sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      >
        <EntryFilters ledger={ledger} />
        <Rows />
      </List>
    </Box>
  );
}

function Page({ ledger }: { ledger: Ledger }) {
  const { say } = useWords();
  const { kind, campaignId, entries } = ledger;
  return (
    <>
      <PageTitle title={say(`resources.ledgers.kind.${kind}`)} above={<LedgerWay ledger={ledger} />} />
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {say('resources.ledgers.means')}
      </Typography>
      <Stack spacing={2}>
        {campaignId !== null && <EnterOf campaignId={campaignId} />}
        {entries === 0 ? (
          <EmptyState title={say('resources.ledgers.empty')} help={say(`resources.ledgers.emptyHelp.${kind}`)} />
        ) : (
          <>
            <Sums ledger={ledger} />
            <Entries ledger={ledger} />
          </>
        )}
      </Stack>
    </>
  );
}

/** A ledger: its sums, its entries, and what may be entered (R18, R20, R23). */
export function LedgerShow() {
  const { id = '' } = useParams();
  const query = useWhole('ledgers', id);
  return <Loaded query={query}>{(ledger) => <Page ledger={ledger} />}</Loaded>;
}
