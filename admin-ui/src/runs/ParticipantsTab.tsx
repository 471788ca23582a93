import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { Enrolment, Run } from '../api/types.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { categoryName } from '../register/planWords.ts';
import { usePersonName } from '../register/usePersonName.ts';
import { EnrolDialog } from './EnrolDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { RunFacts } from './RunFacts.tsx';
import type { TabProps } from './tabProps.ts';
import { useEnrolments } from './useEnrolments.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';

interface LineProps extends TabProps {
  readonly enrolment: Enrolment;
  /** Place on the waiting list, from 1; null where it is none. */
  readonly turn: number | null;
  readonly onWithdraw: (enrolment: Enrolment) => void;
}

function useNotes({ run, project, enrolment, turn }: Omit<LineProps, 'onWithdraw'>): string[] {
  const { say, local, moment } = useWords();
  const { person, state, source, invited, enrolledAt } = enrolment;
  return [
    ...(turn === null ? [] : [say('resources.runs.participants.turn', { turn })]),
    person.category === null ? say('resources.persons.noCategory') : categoryName(project, person.category, local),
    say(`resources.runs.participants.source.${source}`, { moment: moment(enrolledAt) }),
    ...(state === 'enrolled' && run.state !== 'cancelled'
      ? [say(`resources.runs.participants.${invited ? 'invited' : person.reachable ? 'notInvited' : 'noAddress'}`)]
      : []),
    ...(person.complete || person.erased ? [] : [say('resources.runs.participants.incomplete')]),
  ];
}

function Line(props: LineProps) {
  const { run, enrolment, onWithdraw } = props;
  const { say } = useWords();
  const nameOf = usePersonName();
  const notes = useNotes(props);
  const { person, state, pageUrl } = enrolment;
  const name = nameOf(person);
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        justifyContent: 'space-between',
        alignItems: 'center',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ minWidth: 0, flex: '1 1 260px' }}>
        <Link component={RouterLink} to={`/persons/${person.id}/show`} sx={{ fontWeight: 600 }}>
          {name}
        </Link>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{notes.join(' · ')}</Box>
      </Box>
      {state !== 'withdrawn' && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {pageUrl && (
            <Button
              href={pageUrl}
              target="_blank"
              rel="noreferrer"
              size="small"
              aria-label={say('resources.runs.participants.pageOf', { name })}
            >
              {say('resources.runs.participants.page')}
            </Button>
          )}
          {run.allowed.includes('enrol') && (
            <Button
              size="small"
              color="error"
              aria-label={say('resources.runs.participants.withdrawOf', { name })}
              onClick={() => onWithdraw(enrolment)}
            >
              {say('resources.runs.participants.withdraw')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

interface GroupProps extends Omit<LineProps, 'enrolment' | 'turn'> {
  readonly title: string;
  readonly help?: string;
  readonly enrolments: readonly Enrolment[];
  readonly numbered?: boolean;
}

function Group({ title, help, enrolments, numbered = false, ...line }: GroupProps) {
  if (enrolments.length === 0) return null;
  return (
    <Section title={title} {...(help === undefined ? {} : { help })}>
      <Box component={numbered ? 'ol' : 'ul'} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {enrolments.map((enrolment, index) => (
          <Line key={enrolment.id} enrolment={enrolment} turn={numbered ? index + 1 : null} {...line} />
        ))}
      </Box>
    </Section>
  );
}

function Nobody({ run, onEnrol }: { run: Run; onEnrol: () => void }) {
  const { say } = useWords();
  const enrols = run.allowed.includes('enrol');
  return (
    <EmptyState
      title={say('resources.runs.participants.empty')}
      help={say(`resources.runs.participants.${enrols ? 'emptyHelp' : 'emptyReader'}`)}
    >
      {enrols && (
        <Button variant="contained" onClick={onEnrol}>
          {say('resources.runs.enrol.action')}
        </Button>
      )}
    </EmptyState>
  );
}

type Open = { readonly dialog: 'enrol' | 'invite' } | { readonly dialog: 'withdraw'; readonly enrolment: Enrolment };

/** Who is enrolled, who waits for a place, and who withdrew. */
export function ParticipantsTab({ run, project }: TabProps) {
  const { say, count } = useWords();
  const query = useEnrolments(run.id);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const line = { run, project, onWithdraw: (enrolment: Enrolment) => setOpen({ dialog: 'withdraw', enrolment }) };
  return (
    <Loaded query={query}>
      {(enrolments) => {
        const of = (state: Enrolment['state']) => enrolments.filter((each) => each.state === state);
        const waiting = of('waiting').sort((a, b) => a.enrolledAt.localeCompare(b.enrolledAt));
        return (
          <Stack spacing={2}>
            <RunFacts run={run} />
            {enrolments.length > 0 && (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                {run.allowed.includes('enrol') && (
                  <Button variant="contained" onClick={() => setOpen({ dialog: 'enrol' })}>
                    {say('resources.runs.enrol.action')}
                  </Button>
                )}
                {run.allowed.includes('invite') && (
                  <Button variant="outlined" onClick={() => setOpen({ dialog: 'invite' })}>
                    {say('resources.runs.invite.action')}
                  </Button>
                )}
              </Box>
            )}
            {enrolments.length === 0 && <Nobody run={run} onEnrol={() => setOpen({ dialog: 'enrol' })} />}
            <Group
              title={count('resources.runs.enrolled', of('enrolled').length)}
              enrolments={of('enrolled')}
              {...line}
            />
            <Group
              title={say('resources.runs.participants.waitingList')}
              help={say('resources.runs.participants.waitingHelp')}
              enrolments={waiting}
              numbered
              {...line}
            />
            <Group title={say('resources.runs.participants.withdrawn')} enrolments={of('withdrawn')} {...line} />
            {open?.dialog === 'enrol' && (
              <EnrolDialog run={run} project={project} enrolments={enrolments} onClose={close} />
            )}
            {open?.dialog === 'invite' && <InviteDialog run={run} enrolments={enrolments} onClose={close} />}
            {open?.dialog === 'withdraw' && (
              <WithdrawDialog run={run} enrolment={open.enrolment} waiting={waiting.length} onClose={close} />
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
