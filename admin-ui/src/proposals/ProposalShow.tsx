import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useGetList } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { HistoryEvent, Proposal } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EventLine } from '../events/EventLine.tsx';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { ProposalActions } from './ProposalActions.tsx';
import { ProposalLink } from './ProposalLines.tsx';
import { ProposalMark } from './ProposalMark.tsx';

const EVENTS_SHOWN = 200;

function Links({ proposals }: { proposals: Proposal['merged'] }) {
  return proposals.map((proposal) => (
    <div key={proposal.id}>
      <ProposalLink proposal={proposal} />
    </div>
  ));
}

function Author({ author: { known, name, email, shown } }: { author: Proposal['author'] }) {
  const { say } = useWords();
  if (!known) return <>{say('resources.proposals.author.forgotten')}</>;
  if (name === '' && email === null) return <>{say('resources.proposals.author.hidden')}</>;
  const words = [name, email, say(`resources.proposals.author.${shown ? 'shown' : 'notShown'}`)];
  return <>{words.filter(Boolean).join(' · ')}</>;
}

function ProposalFacts({ proposal }: { proposal: Proposal }) {
  const { say, moment } = useWords();
  const { state, reason, author, source, run, createdAt, decidedAt, mergedInto, merged, splitFrom, parts } = proposal;
  const from = run ? (
    <Link component={RouterLink} to={`/runs/${run.id}/show`}>
      {run.title}
    </Link>
  ) : (
    say(`resources.proposals.source.${source}`)
  );
  const facts: readonly { readonly name: string; readonly value: ReactNode }[] = [
    { name: 'state', value: <ProposalMark state={state} /> },
    { name: 'reason', value: reason !== '' && <Box sx={{ whiteSpace: 'pre-line' }}>{reason}</Box> },
    { name: 'mergedInto', value: mergedInto && <ProposalLink proposal={mergedInto} /> },
    { name: 'merged', value: merged.length > 0 && <Links proposals={merged} /> },
    { name: 'splitFrom', value: splitFrom && <ProposalLink proposal={splitFrom} /> },
    { name: 'parts', value: parts.length > 0 && <Links proposals={parts} /> },
    { name: 'author', value: <Author author={author} /> },
    { name: 'source', value: from },
    { name: 'createdAt', value: moment(createdAt) },
    { name: 'decidedAt', value: decidedAt && moment(decidedAt) },
  ];
  return (
    <Facts
      facts={facts
        .filter(({ value }) => Boolean(value))
        .map(({ name, value }) => ({ name: say(`resources.proposals.fields.${name}`), value }))}
    />
  );
}

function History({ id }: { id: string }) {
  const { say } = useWords();
  const query = useGetList<HistoryEvent>('events', {
    filter: { proposalId: id },
    sort: { field: 'seq', order: 'DESC' },
    pagination: { page: 1, perPage: EVENTS_SHOWN },
  });
  return (
    <Section title={say('resources.proposals.history')}>
      <Loaded query={query}>
        {(events) => (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {events.map((event) => (
              <EventLine key={event.id} event={event} withMilestone={false} />
            ))}
          </Box>
        )}
      </Loaded>
    </Section>
  );
}

function Page({ proposal }: { proposal: Proposal }) {
  const { say, local } = useWords();
  const { milestone, number, title, summary, publicUrl } = proposal;
  return (
    <>
      <PageTitle
        title={`${number}. ${title}`}
        above={
          <Link component={RouterLink} to={`/milestones/${milestone.id}/show`}>
            {milestone.key} · {local(milestone.title)}
          </Link>
        }
      />
      <Stack spacing={2}>
        <ProposalActions proposal={proposal} />
        <Section
          title={say('resources.proposals.fields.summary')}
          actions={
            <Link href={publicUrl} target="_blank" rel="noreferrer">
              {say('resources.proposals.publicPage')}
            </Link>
          }
        >
          <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{summary}</Typography>
        </Section>
        <Section title={say('resources.proposals.name', { smart_count: 1 })}>
          <ProposalFacts proposal={proposal} />
        </Section>
        <History id={proposal.id} />
      </Stack>
    </>
  );
}

/** One proposal: what it says, what was decided, and what it came from or went into. */
export function ProposalShow() {
  const { id = '' } = useParams();
  const query = useWhole('proposals', id);
  return <Loaded query={query}>{(proposal) => <Page proposal={proposal} />}</Loaded>;
}
