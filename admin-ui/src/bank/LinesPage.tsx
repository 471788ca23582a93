import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useGetList, useNotify } from 'react-admin';
import { useParams } from 'react-router-dom';
import { bookSuggested } from '../api/commands.ts';
import type { BankLine, Campaign, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { closeToPageTitle, PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { mayErase, mayReadRegister } from '../register/access.ts';
import { BankWay } from './BankWay.tsx';
import { LineList } from './LineList.tsx';
import { suggestedStatements } from './lineActions.ts';

/** Accepts at once what the lines themselves say: they name a pledge. */
function Suggestions({ campaign }: { campaign: Campaign }) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const { data = [], total = 0 } = useGetList<BankLine>('bank-lines', {
    filter: { campaignId: campaign.id, state: 'open', direction: 'in', suggested: true },
    sort: { field: 'place', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  });
  async function accept() {
    setBusy(true);
    let booked = 0;
    for (const id of suggestedStatements(data)) {
      const done = await command.run(bookSuggested(id));
      if (!done) break;
      booked += done.answer.booked;
    }
    // The button goes with the last suggestion.
    closeToPageTitle(() => setBusy(false));
    if (booked > 0) notify(count('resources.bank.suggested.done', booked), { type: 'success' });
  }
  return (
    <>
      {total > 0 && (
        <Alert
          severity="info"
          action={
            <Button color="inherit" loading={busy} onClick={accept}>
              {say('resources.bank.suggested.action')}
            </Button>
          }
        >
          {count('resources.bank.suggested.open', total)}
        </Alert>
      )}
      {command.problem && <ProblemNotice problem={command.problem} />}
    </>
  );
}

function Queue({ campaign, project }: { campaign: Campaign; project: Project }) {
  const { say } = useWords();
  const decides = mayErase(project);
  return (
    <Stack spacing={2}>
      {decides && <Suggestions campaign={campaign} />}
      <LineList
        campaign={campaign}
        decides={decides}
        states={['open', 'booked', 'set-aside', 'repeated']}
        state="open"
        title={say('resources.bank.queue.title')}
        nothing={say('resources.bank.queue.nothing')}
      />
    </Stack>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say } = useWords();
  const project = useWhole('projects', campaign.projectId);
  return (
    <>
      <PageTitle title={say('resources.bank.queue.page')} above={<BankWay campaign={campaign} below />} />
      <Loaded query={project}>
        {(whole) =>
          mayReadRegister(whole) ? (
            <Queue campaign={campaign} project={whole} />
          ) : (
            <EmptyState title={say('resources.bank.notYours')} help={say('resources.bank.notYoursHelp')} />
          )
        }
      </Loaded>
    </>
  );
}

/** R20: the lines of all accepted statements; those that nobody has decided come first. */
export function LinesPage() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
