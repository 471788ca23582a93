import Download from '@mui/icons-material/DownloadOutlined';
import Edit from '@mui/icons-material/EditOutlined';
import MergeType from '@mui/icons-material/MergeType';
import PersonOff from '@mui/icons-material/PersonOffOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { API } from '../api/http.ts';
import type { Person, Project } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayErase, mayWriteRegister } from './access.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';

function Action({ help, children }: { help: string; children: ReactNode }) {
  return (
    <div>
      {children}
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        {help}
      </Typography>
    </div>
  );
}

/** What may be done with the record: changed, united with another, given out, anonymised. */
export function PersonActions({ project, person }: { project: Project; person: Person }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<'merge' | 'erase' | null>(null);
  const writes = mayWriteRegister(project) && !person.erased;
  const close = () => setAsked(null);
  return (
    <Section title={say('resources.persons.actions')}>
      <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
        {writes && (
          <Button component={RouterLink} to={`/persons/${person.id}`} variant="contained" startIcon={<Edit />}>
            {say('resources.persons.edit')}
          </Button>
        )}
        <Action help={say('resources.persons.held.help')}>
          <Button href={`${API}/persons/${person.id}/held`} download variant="outlined" startIcon={<Download />}>
            {say('resources.persons.held.action')}
          </Button>
        </Action>
        {writes && (
          <Action help={say('resources.persons.merge.help')}>
            <Button variant="outlined" startIcon={<MergeType />} onClick={() => setAsked('merge')}>
              {say('resources.persons.merge.action')}
            </Button>
          </Action>
        )}
        {mayErase(project) && !person.erased && (
          <Action help={say('resources.persons.erase.help')}>
            <Button variant="outlined" color="error" startIcon={<PersonOff />} onClick={() => setAsked('erase')}>
              {say('resources.persons.erase.action')}
            </Button>
          </Action>
        )}
      </Stack>
      {asked === 'merge' && <MergeDialog project={project} person={person} onClose={close} />}
      {asked === 'erase' && <EraseDialog person={person} onClose={close} />}
    </Section>
  );
}
