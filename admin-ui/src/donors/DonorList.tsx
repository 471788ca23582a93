import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Campaign, Donor, Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { campaignPath, ledgerPath } from '../campaigns/campaignPaths.ts';
import { ChoiceFilter } from '../look/ChoiceFilter.tsx';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { SearchField } from '../look/SearchField.tsx';
import { useWords } from '../look/useWords.ts';
import { mayErase, mayReadRegister } from '../register/access.ts';
import { DonorDialog } from './DonorDialog.tsx';
import { EraseDialog } from './EraseDialog.tsx';

type Doing = 'edit' | 'erase';

/** The entries of the campaign's ledger that name this donor. */
const entriesOf = (ledgerId: string, donorId: string): string =>
  `${ledgerPath(ledgerId)}?filter=${encodeURIComponent(JSON.stringify({ donorId }))}`;

interface RowProps {
  readonly ledgerId: string;
  readonly mayChange: boolean;
  readonly onDo: (donor: Donor, doing: Doing) => void;
}

function Row({ donor, ledgerId, mayChange, onDo }: RowProps & { readonly donor: Donor }) {
  const { say, count, due } = useWords();
  const { id, name, email, kind, shown, shownAs, entries, erasedAt } = donor;
  const called = name || email || say('resources.donors.unnamed');
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {erasedAt === null ? called : say('resources.donors.anonymous')}
        </Box>
        <Link component={RouterLink} to={entriesOf(ledgerId, id)}>
          {count('resources.donors.entries', entries)}
        </Link>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {(erasedAt === null
          ? [
              say(`resources.donors.kind.${kind}`),
              ...(name !== '' && email !== null ? [email] : []),
              say('resources.donors.publishedAs', { shown: shownAs ?? say(`resources.donors.shown.${shown}`) }),
            ]
          : [say('resources.donors.erasedOn', { day: due(erasedAt) })]
        ).join(' · ')}
      </Box>
      {mayChange && erasedAt === null && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {(['edit', 'erase'] as const).map((doing) => (
            <Button
              key={doing}
              size="small"
              color={doing === 'erase' ? 'error' : 'primary'}
              aria-label={say(`resources.donors.${doing}.of`, { name: called })}
              onClick={() => onDo(donor, doing)}
            >
              {say(`resources.donors.${doing}.action`)}
            </Button>
          ))}
        </Box>
      )}
    </Box>
  );
}

function Rows(props: RowProps) {
  const { say } = useWords();
  const { data = [], isPending, filterValues } = useListContext<Donor>();
  if (!isPending && data.length === 0) {
    return Object.keys(filterValues).length === 0 ? (
      <EmptyState title={say('resources.donors.empty')} help={say('resources.donors.emptyHelp')} />
    ) : (
      <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>
    );
  }
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 1.5, py: 0.5 }}>
      {data.map((donor) => (
        <Row key={donor.id} donor={donor} {...props} />
      ))}
    </Paper>
  );
}

function Donors({ campaign, project }: { campaign: Campaign; project: Project }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<{ donor: Donor; doing: Doing } | null>(null);
  const close = () => setChosen(null);
  return (
    <>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {say('resources.donors.about')}
      </Typography>
      <List
        resource="donors"
        storeKey={`donors.${project.id}`}
        filter={{ projectId: project.id }}
        actions={false}
        component="div"
        exporter={false}
        empty={false}
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
        sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      >
        <Box role="search" sx={{ mb: 1, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
          <SearchField label={say('resources.donors.search')} />
          <ChoiceFilter
            name="erased"
            label={say('resources.donors.filter.label')}
            all={say('resources.ledgers.filter.all')}
            choices={[
              { value: false, name: say('resources.donors.filter.kept') },
              { value: true, name: say('resources.donors.filter.erased') },
            ]}
          />
        </Box>
        <Rows
          ledgerId={campaign.ledgerId}
          mayChange={mayErase(project)}
          onDo={(donor, doing) => setChosen({ donor, doing })}
        />
      </List>
      {chosen?.doing === 'edit' && <DonorDialog donor={chosen.donor} onClose={close} />}
      {chosen?.doing === 'erase' && <EraseDialog donor={chosen.donor} onClose={close} />}
    </>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say, local } = useWords();
  const project = useWhole('projects', campaign.projectId);
  const { id, title, number, milestone } = campaign;
  const name = local(title) || say('resources.campaigns.unnamed', { number });
  return (
    <>
      <PageTitle
        title={say('resources.donors.name', { smart_count: 2 })}
        above={<MilestoneWay milestone={milestone} via={[{ to: campaignPath(id), name }]} />}
      />
      <Loaded query={project}>
        {(whole) =>
          mayReadRegister(whole) ? (
            <Donors campaign={campaign} project={whole} />
          ) : (
            <EmptyState title={say('resources.donors.notYours')} help={say('resources.donors.notYoursHelp')} />
          )
        }
      </Loaded>
    </>
  );
}

/** Who gives: found by name, how they are shown, and erased (R22, R28). */
export function DonorList() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
