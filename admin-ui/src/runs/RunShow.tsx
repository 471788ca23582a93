import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import type { ComponentType } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Run } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { RunEvidence } from '../evidence/RunEvidence.tsx';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from '../register/access.ts';
import { AttendanceTab } from './AttendanceTab.tsx';
import { CertificatesTab } from './CertificatesTab.tsx';
import { isNoticeLate } from './notice.ts';
import { ParticipantsTab } from './ParticipantsTab.tsx';
import { PhaseMark } from './PhaseMark.tsx';
import { RunActions } from './RunActions.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunHistory } from './RunHistory.tsx';
import { runPath } from './RunLines.tsx';
import type { TabProps } from './tabProps.ts';
import { useRunWords } from './useRunWords.ts';

interface TabOfRun {
  readonly key: string;
  readonly Content: ComponentType<TabProps>;
  /** Shows persons of the register, so only to those who see the register. */
  readonly personal: boolean;
  readonly when: (run: Run) => boolean;
}

const always = () => true;
const TABS: readonly TabOfRun[] = [
  { key: 'participants', Content: ParticipantsTab, personal: true, when: always },
  { key: 'attendance', Content: AttendanceTab, personal: true, when: always },
  { key: 'certificates', Content: CertificatesTab, personal: true, when: ({ certificates }) => certificates },
  { key: 'documents', Content: RunEvidence, personal: false, when: ({ requirements }) => requirements.length > 0 },
  { key: 'history', Content: RunHistory, personal: false, when: always },
];

function TabContent({ tab, run, project }: TabProps & { readonly tab: TabOfRun }) {
  const { say } = useWords();
  if (tab.personal && !mayReadRegister(project)) {
    return (
      <Stack spacing={2}>
        {tab.key === 'participants' && <RunFacts run={run} />}
        <EmptyState title={say('register.closed.title')} help={say('register.closed.read')} />
      </Stack>
    );
  }
  return <tab.Content run={run} project={project} />;
}

function Cancelled({ run }: { run: Run }) {
  const { say, moment } = useWords();
  if (run.cancelledAt === null) return null;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      {say(`resources.runs.kind.${run.milestone.kind}.cancelledAt`, { moment: moment(run.cancelledAt) })}
    </Alert>
  );
}

/** R11: what has to be done before people are told of a consultation, and until when. */
function NoticeDue({ run }: { run: Run }) {
  const { say, day } = useWords();
  const { notice, allowed } = run;
  if (notice === null || notice.publishedAt !== null || !allowed.includes('publish')) return null;
  const late = isNoticeLate(run);
  return (
    <Alert severity={late ? 'warning' : 'info'} sx={{ mt: 1 }}>
      {late
        ? say('resources.runs.publish.late', { last: day(notice.lastDay), first: day(notice.firstDay) })
        : say('resources.runs.notice.due', { day: day(notice.lastDay) })}
    </Alert>
  );
}

/** As wide as the page: in a plain block the tabs and the names of sessions would widen it. */
const ONE_COLUMN = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' } as const;

function Page({ run, chosen }: { run: Run; chosen: string }) {
  const { say, local } = useWords();
  const { days, places } = useRunWords();
  const project = useWhole('projects', run.projectId);
  const tabs = TABS.filter(({ when }) => when(run));
  const tab = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  const { milestone } = run;
  return (
    <>
      <PageTitle
        title={run.title}
        above={
          <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
            {milestone.key} · {local(milestone.title)}
          </Link>
        }
      >
        <RunActions run={run} />
      </PageTitle>
      <Box sx={{ fontWeight: 600 }}>
        <PhaseMark run={run} />
      </Box>
      <Typography>
        {days(run)} · {run.place} · {places(run)}
      </Typography>
      <Cancelled run={run} />
      <NoticeDue run={run} />
      <Box sx={ONE_COLUMN}>
        <Tabs
          value={tab?.key ?? false}
          aria-label={say('resources.runs.tab.label')}
          variant="scrollable"
          scrollButtons={false}
          sx={{ mt: 1, mb: 2, borderBottom: 1, borderColor: 'divider' }}
        >
          {tabs.map(({ key }) => (
            <Tab
              key={key}
              value={key}
              id={`run-tab-${key}`}
              label={say(`resources.runs.tab.${key}`)}
              component={RouterLink}
              to={runPath(run.id, key)}
              {...(key === tab?.key ? { 'aria-controls': 'run-panel' } : {})}
            />
          ))}
        </Tabs>
      </Box>
      <Box role="tabpanel" id="run-panel" aria-labelledby={`run-tab-${tab?.key}`} sx={ONE_COLUMN}>
        <Loaded query={project}>
          {(data) => tab && <TabContent key={tab.key} tab={tab} run={run} project={data} />}
        </Loaded>
      </Box>
    </>
  );
}

/** One course, visit or consultation: who comes, who came, what they got for it, and what proves it. */
export function RunShow() {
  const { id = '', '*': chosen = '' } = useParams();
  const query = useWhole('runs', id);
  return <Loaded query={query}>{(run) => <Page run={run} chosen={chosen} />}</Loaded>;
}
