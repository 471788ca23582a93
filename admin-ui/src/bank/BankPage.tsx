import UploadFile from '@mui/icons-material/UploadFileOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useGetList } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { BankStatement, Campaign, Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { bankImportPath, bankLinesPath, statementPath } from '../campaigns/campaignPaths.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayErase, mayReadRegister } from '../register/access.ts';
import { BankWay } from './BankWay.tsx';

function StatementLine({ statement }: { statement: BankStatement }) {
  const { say, day, lei, count } = useWords();
  const { id, number, state, fileName, startsOn, endsOn, opening, closing, lines } = statement;
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
        <Link component={RouterLink} to={statementPath(id)} sx={{ fontWeight: 600 }}>
          {number === null
            ? say('resources.bank.statement.looked', { name: fileName })
            : say('resources.bank.statement.numbered', { number })}
        </Link>
        <span>{say(`resources.bank.statement.state.${state}`)}</span>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[
          startsOn === endsOn
            ? day(startsOn)
            : say('resources.bank.statement.period', { from: day(startsOn), to: day(endsOn) }),
          count('resources.bank.lines', lines),
          say('resources.bank.statement.balances', { opening: lei(opening), closing: lei(closing) }),
        ].join(' · ')}
      </Box>
    </Box>
  );
}

function Statements({ campaign, project }: { campaign: Campaign; project: Project }) {
  const { say, count, day } = useWords();
  const query = useGetList<BankStatement>('bank-statements', {
    filter: { campaignId: campaign.id, state: ['previewed', 'committed'] },
    sort: { field: 'endsOn', order: 'DESC' },
    pagination: { page: 1, perPage: 100 },
  });
  const { openLines, statementsUntil } = campaign.bank;
  const importing = mayErase(project) && (
    <Button component={RouterLink} to={bankImportPath(campaign.id)} variant="contained" startIcon={<UploadFile />}>
      {say('resources.bank.import.action')}
    </Button>
  );
  return (
    <Stack spacing={2}>
      {openLines > 0 && (
        <Alert
          severity="warning"
          action={
            <Button component={RouterLink} to={bankLinesPath(campaign.id)} color="inherit">
              {say('resources.bank.queue.action')}
            </Button>
          }
        >
          {count('resources.bank.openLines', openLines)}
        </Alert>
      )}
      <Loaded query={query}>
        {(statements) =>
          statements.length === 0 ? (
            <EmptyState title={say('resources.bank.noneYet')} help={say('resources.bank.emptyHelp')}>
              {importing}
            </EmptyState>
          ) : (
            <Section
              title={say('resources.bank.statements')}
              help={
                statementsUntil === null
                  ? say('resources.bank.noneYet')
                  : say('resources.bank.until', { day: day(statementsUntil) })
              }
              actions={importing}
            >
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {statements.map((statement) => (
                  <StatementLine key={statement.id} statement={statement} />
                ))}
              </Box>
            </Section>
          )
        }
      </Loaded>
      <div>
        <Link component={RouterLink} to={bankLinesPath(campaign.id)}>
          {say('resources.bank.queue.all')}
        </Link>
      </div>
    </Stack>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say } = useWords();
  const project = useWhole('projects', campaign.projectId);
  return (
    <>
      <PageTitle title={say('resources.bank.open')} above={<BankWay campaign={campaign} />} />
      <Loaded query={project}>
        {(whole) =>
          mayReadRegister(whole) ? (
            <Statements campaign={campaign} project={whole} />
          ) : (
            <EmptyState title={say('resources.bank.notYours')} help={say('resources.bank.notYoursHelp')} />
          )
        }
      </Loaded>
    </>
  );
}

/** R20: the bank statements of a campaign, and what of them waits for a decision. */
export function BankPage() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
