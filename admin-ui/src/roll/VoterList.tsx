import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { List, useListContext, useNotify } from 'react-admin';
import { sendCode } from '../api/commands.ts';
import type { Roll, Vote, Voter } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { ChoiceFilter } from '../look/ChoiceFilter.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { SearchField } from '../look/SearchField.tsx';
import { useWords } from '../look/useWords.ts';
import { LettersDialog } from './LettersDialog.tsx';
import { StrikeDialog } from './StrikeDialog.tsx';
import { VoterDialog } from './VoterDialog.tsx';
import { nameOf } from './voterName.ts';

type Doing = 'correct' | 'strike' | 'mail' | 'letter';

function Filters() {
  const { say } = useWords();
  return (
    <Box role="search" sx={{ mb: 1, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
      <SearchField label={say('resources.roll.list.search')} />
      <ChoiceFilter
        name="voted"
        label={say('resources.roll.list.voted')}
        all={say('resources.roll.list.all')}
        choices={[
          { value: true, name: say('resources.roll.list.hasVoted') },
          { value: false, name: say('resources.roll.list.hasNotVoted') },
        ]}
      />
      <ChoiceFilter
        name="code"
        label={say('resources.roll.list.code')}
        all={say('resources.roll.list.all')}
        choices={(['mail', 'letter', 'none'] as const).map((value) => ({
          value,
          name: say(`resources.roll.code.${value}`),
        }))}
      />
      <ChoiceFilter
        name="struck"
        label={say('resources.roll.list.struck')}
        all={say('resources.roll.list.all')}
        choices={[
          { value: false, name: say('resources.roll.list.standing') },
          { value: true, name: say('resources.roll.list.struckOff') },
        ]}
      />
    </Box>
  );
}

/** What may be done with one entry; whoever voted keeps entry and code as they are. */
function doings({ vote, roll }: Pick<VoterListProps, 'vote' | 'roll'>): (voter: Voter) => Doing[] {
  const may = (verb: Roll['allowed'][number]) => roll.allowed.includes(verb);
  const issues = may('codes') && vote.state !== 'drafted';
  return ({ struck, voted, email }) => [
    ...(may('correct') ? (['correct'] as const) : []),
    ...(may('strike') && voted === null ? (['strike'] as const) : []),
    ...(issues && !struck && voted === null && email !== null ? (['mail'] as const) : []),
    ...(may('codes') && !struck && voted === null ? (['letter'] as const) : []),
  ];
}

interface RowsProps {
  readonly doingsOf: (voter: Voter) => Doing[];
  readonly onDo: (voter: Voter, doing: Doing) => void;
}

function Row({ voter, doingsOf, onDo }: RowsProps & { readonly voter: Voter }) {
  const { say, day } = useWords();
  const { number, birthDate, address, email, code, struck, voted } = voter;
  const details = [
    ...(birthDate === null ? [] : [say('resources.roll.born', { day: day(birthDate) })]),
    address,
    email ?? say('resources.roll.noEmail'),
    say(`resources.roll.codeBy.${code ?? 'none'}`),
  ].filter((detail) => detail !== '');
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
        <Box component="span" sx={{ fontWeight: 600, textDecoration: struck ? 'line-through' : 'none' }}>
          {number}. {nameOf(voter)}
        </Box>
        <span>{say(struck ? 'resources.roll.struckOff' : `resources.roll.voted.${voted ?? 'no'}`)}</span>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{details.join(' · ')}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {doingsOf(voter).map((doing) => {
          const words = doing === 'strike' && struck ? 'restore' : doing;
          return (
            <Button
              key={doing}
              size="small"
              aria-label={say('resources.roll.doingOf', {
                doing: say(`resources.roll.doing.${words}`),
                name: nameOf(voter),
              })}
              onClick={() => onDo(voter, doing)}
            >
              {say(`resources.roll.doing.${words}`)}
            </Button>
          );
        })}
      </Box>
    </Box>
  );
}

function Rows({ doingsOf, onDo }: RowsProps) {
  const { say } = useWords();
  const { data = [], isPending } = useListContext<Voter>();
  if (!isPending && data.length === 0)
    return <Typography role="status">{say('ra.navigation.no_filtered_results')}</Typography>;
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 1.5, py: 0.5 }}>
      {data.map((voter) => (
        <Row key={voter.id} voter={voter} doingsOf={doingsOf} onDo={onDo} />
      ))}
    </Paper>
  );
}

/** Sends one person a new code; the earlier one is void. */
function MailDialog({ voter, onClose }: { voter: Voter; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  async function send() {
    if (!(await command.run(sendCode(voter.id)))) return;
    notify('resources.roll.mail.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.roll.mail.title')}
      explain={say('resources.roll.mail.explain', { name: nameOf(voter), email: voter.email ?? '' })}
      confirm={say('resources.roll.mail.confirm')}
      command={command}
      onConfirm={send}
      onClose={onClose}
    />
  );
}

interface VoterListProps {
  readonly vote: Vote;
  readonly roll: Roll;
  readonly late: boolean;
}

/** The entries of the roll: whether somebody voted and how, never when, never what (R15). */
export function VoterList({ vote, roll, late }: VoterListProps) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<{ voter: Voter; doing: Doing } | null>(null);
  const doingsOf = doings({ vote, roll });
  const close = () => setChosen(null);
  return (
    <Box component="section" aria-labelledby="roll-entries">
      <Typography variant="h2" id="roll-entries" sx={{ mb: 1 }}>
        {say('resources.roll.list.title')}
      </Typography>
      <List
        resource="voters"
        // Filters of one vote mean nothing in another.
        storeKey={`voters.${vote.id}`}
        filter={{ voteId: vote.id }}
        actions={false}
        component="div"
        exporter={false}
        empty={false}
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
        sx={{ '& .RaList-main, & .RaList-content': { minWidth: 0 } }}
      >
        <Filters />
        <Rows doingsOf={doingsOf} onDo={(voter, doing) => setChosen({ voter, doing })} />
      </List>
      {chosen?.doing === 'correct' && <VoterDialog voteId={vote.id} voter={chosen.voter} late={late} onClose={close} />}
      {chosen?.doing === 'strike' && <StrikeDialog voter={chosen.voter} late={late} onClose={close} />}
      {chosen?.doing === 'mail' && <MailDialog voter={chosen.voter} onClose={close} />}
      {chosen?.doing === 'letter' && <LettersDialog roll={roll} who={chosen.voter} onClose={close} />}
    </Box>
  );
}
