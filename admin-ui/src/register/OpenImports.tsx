import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { dropImport } from '../api/commands.ts';
import { get } from '../api/http.ts';
import type { ImportRow, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayWriteRegister } from './access.ts';
import { registerPath } from './paths.ts';

const OUTCOMES = ['new', 'matched', 'doubtful', 'refused'] as const;

const openOf = (projectId: string): string =>
  `imports?filter=${encodeURIComponent(JSON.stringify({ projectId, state: 'previewed' }))}`;

function Item({ project, row }: { project: Project; row: ImportRow }) {
  const { say, count, moment } = useWords();
  const notify = useNotify();
  const { run, busy, problem } = useCommand();
  const { id, fileName, madeBy, madeAt, counts } = row;
  async function drop() {
    if (await run(dropImport(id))) notify('register.import.dropped', { type: 'info' });
  }
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
      <Box sx={{ fontWeight: 600 }}>{fileName}</Box>
      <div>{say('register.openImports.made', { name: madeBy.name, moment: moment(madeAt) })}</div>
      <div>
        {OUTCOMES.filter((outcome) => counts[outcome] > 0)
          .map((outcome) => count(`register.import.outcome.${outcome}.title`, counts[outcome]))
          .join(', ')}
      </div>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5 }}>
        <Button
          component={RouterLink}
          to={`${registerPath(project.id)}/imports/${id}`}
          size="small"
          variant="outlined"
          aria-label={say('register.openImports.continueOf', { name: fileName })}
        >
          {say('register.openImports.continue')}
        </Button>
        <Button
          size="small"
          loading={busy}
          aria-label={say('register.openImports.dropOf', { name: fileName })}
          onClick={drop}
        >
          {say('register.openImports.drop')}
        </Button>
      </Box>
      {problem && <ProblemNotice problem={problem} />}
    </Box>
  );
}

/** Lists of participants that were read and wait for a decision; nothing where there are none. */
export function OpenImports({ project }: { project: Project }) {
  const { say } = useWords();
  const { data = [] } = useQuery({
    queryKey: ['openImports', project.id],
    queryFn: ({ signal }) => get<ImportRow[]>(openOf(project.id), signal),
    enabled: mayWriteRegister(project),
  });
  if (data.length === 0) return null;
  return (
    <Section title={say('register.openImports.title')} help={say('register.openImports.help')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((row) => (
          <Item key={row.id} project={project} row={row} />
        ))}
      </Box>
    </Section>
  );
}
