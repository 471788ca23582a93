import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { commitImport, dropImport } from '../api/commands.ts';
import { get } from '../api/http.ts';
import type { ImportedRow, ImportPreview, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { DecisionField, IsPerson } from './DecisionField.tsx';
import { commitBody, type Decisions, decideRest, decisionFor, toAdd, undecided } from './decisions.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportedRows } from './ImportedRows.tsx';
import { registerPath } from './paths.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';

const NONE: Decisions = new Map();

interface PreviewProps {
  readonly project: Project;
  readonly preview: ImportPreview;
}

/** The rows of one outcome, named. */
function useOutcome(rows: readonly ImportedRow[]) {
  const { say, count } = useWords();
  return (outcome: ImportedRow['outcome']) => {
    const found = rows.filter((row) => row.outcome === outcome);
    return {
      title: count(`register.import.outcome.${outcome}.title`, found.length),
      help: say(`register.import.outcome.${outcome}.means`),
      rows: found,
    };
  };
}

function Counts({ counts }: { counts: ImportPreview['counts'] }) {
  const { count } = useWords();
  return (
    <Box component="ul" sx={{ m: 0, mb: 1.5, pl: 2.5 }}>
      {(['new', 'matched', 'doubtful', 'refused'] as const).map((outcome) => (
        <li key={outcome}>{count(`register.import.outcome.${outcome}.title`, counts[outcome])}</li>
      ))}
    </Box>
  );
}

interface DecideRestProps {
  readonly left: number;
  readonly onDecide: (as: 'new' | 'same') => void;
}

function DecideRest({ left, onDecide }: DecideRestProps) {
  const { say } = useWords();
  if (left < 2) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button size="small" variant="outlined" onClick={() => onDecide('new')}>
        {say('register.import.decide.restNew')}
      </Button>
      <Button size="small" variant="outlined" onClick={() => onDecide('same')}>
        {say('register.import.decide.restSame')}
      </Button>
    </Box>
  );
}

/** Why nothing can be written yet, or what will be. */
function Outlook({ refused, left, added }: { refused: number; left: number; added: number }) {
  const { say, count } = useWords();
  if (refused > 0) {
    return (
      <Alert severity="error">
        {count('register.import.blocked', refused)} {say('register.import.wayOut')}
      </Alert>
    );
  }
  if (left > 0) return <Alert severity="warning">{count('register.import.undecided', left)}</Alert>;
  return <Alert severity="info">{count('register.import.willAdd', added)}</Alert>;
}

interface OpenProps extends PreviewProps {
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
  /** Reads the preview again: the register may have changed since. */
  readonly onRefused: () => Promise<unknown>;
}

function Open({ project, preview, decisions, onDecide, onRefused }: OpenProps) {
  const { say, count } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const { rows, counts } = preview;
  const ofOutcome = useOutcome(rows);
  const left = undecided(rows, decisions);
  const added = toAdd(rows, decisions);

  async function commit() {
    const done = await command.run(commitImport(preview.id, commitBody(rows, decisions)));
    if (!done) {
      await onRefused();
      return;
    }
    notify(count('register.import.done', done.answer.added), { type: 'success' });
    navigate(registerPath(project.id));
  }
  async function drop() {
    if (!(await command.run(dropImport(preview.id)))) return;
    notify('register.import.dropped', { type: 'info' });
    navigate(`${registerPath(project.id)}/import`);
  }

  return (
    <>
      <Typography sx={{ mb: 1 }}>{say('register.import.nothingYet')}</Typography>
      <Counts counts={counts} />
      <ImportColumns project={project} columns={preview.columns} />
      <Box role="status" sx={{ mb: 2 }}>
        <Outlook refused={counts.refused} left={left} added={added} />
      </Box>
      <Stack spacing={2}>
        {counts.refused > 0 && <ImportedRows {...ofOutcome('refused')} />}
        {counts.doubtful > 0 && (
          <ImportedRows
            {...ofOutcome('doubtful')}
            actions={<DecideRest left={left} onDecide={(as) => onDecide(decideRest(rows, decisions, as))} />}
          >
            {(row) => (
              <DecisionField
                row={row}
                value={decisionFor(row, decisions)}
                onChange={(decision) => onDecide(new Map([...decisions, [row.row, decision]]))}
              />
            )}
          </ImportedRows>
        )}
        {counts.new > 0 && <ImportedRows {...ofOutcome('new')} />}
        {counts.matched > 0 && (
          <ImportedRows {...ofOutcome('matched')}>
            {({ person }) => person && <IsPerson person={person} />}
          </ImportedRows>
        )}
      </Stack>
      {command.problem && <ProblemNotice problem={command.problem} />}
      <Box
        sx={{
          position: 'sticky',
          bottom: 0,
          zIndex: 1,
          py: 1.5,
          mt: 1,
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          bgcolor: 'background.default',
          borderTop: 1,
          borderColor: 'divider',
        }}
      >
        <Button
          variant="contained"
          loading={command.busy}
          disabled={counts.refused > 0 || left > 0 || rows.length === 0}
          onClick={commit}
        >
          {say('register.import.commit')}
        </Button>
        <Button disabled={command.busy} onClick={drop}>
          {say('register.import.dropIt')}
        </Button>
      </Box>
    </>
  );
}

function Ended({ project, preview }: PreviewProps) {
  const { say } = useWords();
  const committed = preview.state === 'committed';
  return (
    <EmptyState
      title={say(committed ? 'register.import.ended.committed' : 'register.import.ended.dropped')}
      help={say('register.import.ended.help')}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
        <Button component={RouterLink} to={registerPath(project.id)} variant="contained">
          {say('register.title')}
        </Button>
        <Button component={RouterLink} to={`${registerPath(project.id)}/import`} variant="outlined">
          {say('register.import.another')}
        </Button>
      </Box>
    </EmptyState>
  );
}

function Page({ project, importId }: { project: Project; importId: string }) {
  const { say, locale } = useWords();
  // Kept here, where it outlasts a change of the language.
  const [decisions, setDecisions] = useState(NONE);
  const query = useQuery({
    // The server's reasons come in the language of the request.
    queryKey: ['imports', importId, locale],
    queryFn: ({ signal }) => get<ImportPreview>(`imports/${importId}`, signal),
    // What a person is about to confirm does not change under their hand.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
  return (
    <Loaded query={query}>
      {(preview) => (
        <>
          <PageTitle
            title={say('register.import.previewTitle', { name: preview.fileName })}
            above={<RegisterPath project={project} />}
          />
          {preview.state === 'previewed' ? (
            <Open
              project={project}
              preview={preview}
              decisions={decisions}
              onDecide={setDecisions}
              onRefused={query.refetch}
            />
          ) : (
            <Ended project={project} preview={preview} />
          )}
        </>
      )}
    </Loaded>
  );
}

/** A file that was read: what each row would become; written into the register all or nothing. */
export function ImportPage() {
  const { id = '', importId = '' } = useParams();
  return (
    <RegisterGate projectId={id} writes>
      {(project) => <Page project={project} importId={importId} />}
    </RegisterGate>
  );
}
