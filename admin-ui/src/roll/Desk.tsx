import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { markPaper, unmarkPaper } from '../api/commands.ts';
import { isDecided, problemName } from '../api/problem.ts';
import type { Problem, Voter } from '../api/types.ts';
import { problemOf, useCommand } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { ReasonDialog } from '../look/ReasonDialog.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { DeskAnswer, type Said } from './DeskAnswer.tsx';
import { meant, moved, NONE, noBallot } from './desk.ts';
import { findVoter, useVoterSearch } from './useVoterSearch.ts';
import { nameOf } from './voterName.ts';

/** Said of somebody whose mark can be taken back. */
const ON_PAPER: ReadonlySet<Said> = new Set(['marked', 'recovered', 'paper']);

interface Told {
  readonly said: Said;
  readonly voter: Voter | null;
}

interface OptionProps {
  readonly id: string;
  readonly voter: Voter;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Option({ id, voter, chosen, onChoose }: OptionProps) {
  const { say, day } = useWords();
  const { number, birthDate, address } = voter;
  const standing = noBallot(voter);
  const details = [...(birthDate === null ? [] : [say('resources.roll.born', { day: day(birthDate) })]), address];
  return (
    <Box
      component="li"
      role="option"
      id={id}
      aria-selected={chosen}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      sx={{
        px: 1.5,
        py: 1,
        cursor: 'pointer',
        overflowWrap: 'anywhere',
        borderLeft: 4,
        borderColor: chosen ? 'primary.main' : 'transparent',
        bgcolor: chosen ? 'action.selected' : 'transparent',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {number}. {nameOf(voter)}
        </Box>
        {standing && (
          <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
            {say(`resources.roll.desk.said.${standing}`)}
          </Box>
        )}
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {details.filter((detail) => detail !== '').join(' · ')}
      </Box>
    </Box>
  );
}

interface DeskProps {
  readonly voteId: string;
  /** This person may take a wrong mark back. */
  readonly unmarks: boolean;
}

/** One field for a whole day: a number or a name, Enter marks, and the answer is said in large letters. */
export function Desk({ voteId, unmarks }: DeskProps) {
  const { say, count } = useWords();
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const command = useCommand();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(NONE);
  const [told, setTold] = useState<Told | null>(null);
  const [looking, setLooking] = useState(false);
  const [lost, setLost] = useState<Problem | null>(null);
  const [undoing, setUndoing] = useState<Voter | null>(null);
  // Kept in this page alone, without any time: how many of them were marked here.
  const [here, setHere] = useState<ReadonlySet<string>>(new Set());
  const { found, error, search } = useVoterSearch(voteId, text);
  const shown = found ?? [];
  const { problem, busy } = command;
  const unknown = problem !== null && !isDecided(problem.status);
  useLeaveWarning(busy || unknown);
  // Whatever was done, the next person can be looked for at once.
  useEffect(() => {
    if (!busy && !unknown && undoing === null) field.current?.focus();
  }, [busy, unknown, undoing]);

  function write(written: string) {
    setText(written);
    setChosen(NONE);
    setLost(null);
  }
  function marked(voter: Voter, said: Said) {
    setTold({ said, voter });
    setHere((before) => new Set([...before, voter.id]));
  }
  async function mark(voter: Voter) {
    write('');
    setTold({ said: 'sending', voter });
    if (await command.run(markPaper(voter.id))) marked(voter, 'marked');
  }
  /** Nobody knows what became of the mark: who is marked on paper by now was marked by it, as far as anybody can tell. */
  async function again(voter: Voter) {
    setLooking(true);
    setLost(null);
    try {
      const now = (await findVoter(voter)) ?? voter;
      command.forget();
      if (now.voted === 'paper') marked(now, 'recovered');
      else take(now);
    } catch (thrown) {
      setLost(problemOf(thrown));
    } finally {
      setLooking(false);
    }
  }
  function take(voter: Voter) {
    command.forget();
    const standing = noBallot(voter);
    if (standing === null) {
      void mark(voter);
      return;
    }
    write('');
    setTold({ said: standing, voter });
  }
  async function enter() {
    if (busy || unknown || looking || text.trim() === '') return;
    setLooking(true);
    try {
      const asked = shown[chosen]?.id;
      const now = await search();
      const what = meant(now, asked === undefined ? NONE : now.findIndex(({ id }) => id === asked));
      if (typeof what === 'object') take(what.voter);
      else {
        command.forget();
        setTold({ said: what, voter: null });
      }
    } catch (thrown) {
      setLost(problemOf(thrown));
    } finally {
      setLooking(false);
    }
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') void enter();
    else if (event.key === 'ArrowDown') setChosen(moved(chosen, 1, shown.length));
    else if (event.key === 'ArrowUp') setChosen(moved(chosen, -1, shown.length));
    else if (event.key === 'Escape') write('');
    else return;
    event.preventDefault();
  }

  const refusedAs = (): Told | null => {
    if (problem === null || told === null) return told;
    if (unknown) return { ...told, said: 'unknown' };
    return problemName(problem) === 'already-voted' ? { ...told, said: 'voted' } : null;
  };
  const answer = refusedAs();
  const onPaper = answer && ON_PAPER.has(answer.said) ? answer.voter : null;
  const otherProblem = problem !== null && answer === null ? problem : null;
  const searchProblem = lost ?? (error === null ? null : problemOf(error));
  return (
    <>
      <TextField
        inputRef={field}
        label={say('resources.roll.desk.field')}
        helperText={say('resources.roll.desk.keys')}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={press}
        autoFocus
        autoComplete="off"
        sx={{ '& input': { fontSize: '1.5rem', py: 1.5 } }}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: {
            role: 'combobox',
            'aria-expanded': shown.length > 0,
            'aria-controls': list,
            'aria-autocomplete': 'list',
            'aria-activedescendant': chosen === NONE ? undefined : `${list}-${chosen}`,
            autoCapitalize: 'none',
            spellCheck: false,
            maxLength: 200,
          },
        }}
      />
      <Box
        component="ul"
        role="listbox"
        id={list}
        aria-label={say('resources.roll.desk.results')}
        hidden={shown.length === 0}
        sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'divider', borderRadius: 1 }}
      >
        {shown.map((voter, place) => (
          <Option
            key={voter.id}
            id={`${list}-${place}`}
            voter={voter}
            chosen={place === chosen}
            onChoose={() => {
              if (!busy && !unknown) take(voter);
            }}
          />
        ))}
      </Box>
      {found?.length === 0 && <Typography>{say('resources.roll.desk.nobody')}</Typography>}
      {searchProblem && <ProblemNotice problem={searchProblem} />}
      {otherProblem && <ProblemNotice problem={otherProblem} />}
      <DeskAnswer
        said={answer?.said ?? null}
        voter={answer?.voter ?? null}
        onUnmark={unmarks && onPaper ? () => setUndoing(onPaper) : null}
        onRetry={() => {
          if (told?.voter && !looking) void again(told.voter);
        }}
      />
      <Typography sx={{ mt: 2, textAlign: 'center' }}>{count('resources.roll.desk.here', here.size)}</Typography>
      {undoing && (
        <ReasonDialog
          title={say('resources.roll.desk.unmark')}
          explain={say('resources.roll.desk.unmarkExplain', { name: nameOf(undoing), number: undoing.number })}
          label={say('resources.roll.reason')}
          help={say('resources.roll.reasonHelp')}
          confirm={say('resources.roll.desk.unmark')}
          done="resources.roll.desk.unmarked"
          command={(reason) => unmarkPaper(undoing.id, { reason })}
          onDone={() => {
            setHere((before) => new Set([...before].filter((id) => id !== undoing.id)));
            setTold({ said: 'unmarked', voter: undoing });
          }}
          onClose={() => {
            setUndoing(null);
            // After the dialog has put the focus elsewhere.
            setTimeout(() => field.current?.focus());
          }}
        />
      )}
    </>
  );
}
