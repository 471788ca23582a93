import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { commitRollImport, dropRollImport } from '../api/commands.ts';
import { get } from '../api/http.ts';
import type { RollImport, Vote } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords } from '../look/useWords.ts';
import { ColumnsRead } from '../register/ImportColumns.tsx';
import { ImportedRows } from '../register/ImportedRows.tsx';
import { rollPath } from '../votes/votePaths.ts';
import { RollWay } from './RollWay.tsx';

/** What has to be mended first, then what changes nothing. */
const OUTCOMES = ['refused', 'new', 'known'] as const;

interface PreviewProps {
  readonly vote: Vote;
  readonly preview: RollImport;
}

function Open({ vote, preview, onRefused }: PreviewProps & { readonly onRefused: () => Promise<unknown> }) {
  const { say, count } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const { id, rows, counts, columns } = preview;

  async function commit() {
    const done = await command.run(commitRollImport(id));
    if (!done) {
      await onRefused();
      return;
    }
    notify(count('resources.roll.import.done', done.answer.added), { type: 'success' });
    navigate(rollPath(vote.id));
  }
  async function drop() {
    if (!(await command.run(dropRollImport(id)))) return;
    notify('resources.roll.import.dropped', { type: 'info' });
    navigate(`${rollPath(vote.id)}/import`);
  }
  return (
    <>
      <Typography sx={{ mb: 1 }}>{say('resources.roll.import.nothingYet')}</Typography>
      <ColumnsRead columns={columns} fieldName={(field) => say(`resources.roll.fields.${field}`)} />
      <Box role="status" sx={{ mb: 2 }}>
        {counts.refused > 0 ? (
          <Alert severity="error">{count('resources.roll.import.blocked', counts.refused)}</Alert>
        ) : (
          <Alert severity="info">{count('resources.roll.import.willAdd', counts.new)}</Alert>
        )}
      </Box>
      <Stack spacing={2}>
        {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <ImportedRows
            key={outcome}
            title={count(`resources.roll.import.outcome.${outcome}.title`, counts[outcome])}
            help={say(`resources.roll.import.outcome.${outcome}.means`)}
            rows={rows.filter((row) => row.outcome === outcome)}
          />
        ))}
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
          disabled={counts.refused > 0 || counts.new === 0}
          onClick={commit}
        >
          {say('resources.roll.import.commit')}
        </Button>
        <Button disabled={command.busy} onClick={drop}>
          {say('register.import.dropIt')}
        </Button>
      </Box>
    </>
  );
}

function Ended({ vote, preview }: PreviewProps) {
  const { say } = useWords();
  return (
    <EmptyState
      title={say(`register.import.ended.${preview.state === 'committed' ? 'committed' : 'dropped'}`)}
      help={say('register.import.ended.help')}
    >
      <Button component={RouterLink} to={rollPath(vote.id)} variant="contained">
        {say('resources.roll.title')}
      </Button>
    </EmptyState>
  );
}

function Page({ vote, importId }: { vote: Vote; importId: string }) {
  const { say, locale } = useWords();
  const query = useQuery({
    // The server's reasons come in the language of the request.
    queryKey: ['rollImports', importId, locale],
    queryFn: ({ signal }) => get<RollImport>(`roll-imports/${importId}`, signal),
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
            above={<RollWay vote={vote} />}
          />
          {preview.state === 'previewed' ? (
            <Open vote={vote} preview={preview} onRefused={query.refetch} />
          ) : (
            <Ended vote={vote} preview={preview} />
          )}
        </>
      )}
    </Loaded>
  );
}

/** A list that was read: what each row would become; written into the roll all or nothing (R14). */
export function RollImportPage() {
  const { id = '', importId = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} importId={importId} />}</Loaded>;
}
