import Add from '@mui/icons-material/Add';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeMember } from '../api/commands.ts';
import { get } from '../api/http.ts';
import type { Candidate, Project, Role } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useMe } from '../auth/useMe.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** What a manager gives; the partner's role is an administrator's to give and take (R21). */
const MANAGERS_GIVE: readonly Role[] = ['staff', 'manager', 'auditor'];
const ADMINISTRATORS_GIVE: readonly Role[] = ['staff', 'manager', 'partner', 'auditor'];
/** The choice that takes a person out of the project. */
const NO_ROLE = 'none';

type Member = Project['members'][number];

interface MemberDialogProps {
  readonly project: Project;
  /** Null adds somebody. */
  readonly member: Member | null;
  /** The roles that the caller may give. */
  readonly roles: readonly Role[];
  readonly onClose: () => void;
}

const nameOf = ({ name, email }: Candidate): string => `${name} (${email})`;

/** Finds somebody by a part of their name or address. */
function PersonField({ projectId, value, onChange, error }: PersonFieldProps) {
  const { say } = useWords();
  const { data: candidates = [], isPending } = useQuery({
    queryKey: ['candidates', projectId],
    queryFn: ({ signal }) => get<Candidate[]>(`projects/${projectId}/candidates`, signal),
  });
  return (
    <Autocomplete
      options={candidates}
      value={candidates.find(({ id }) => id === value) ?? null}
      onChange={(_, chosen) => onChange(chosen?.id ?? '')}
      getOptionLabel={nameOf}
      getOptionKey={({ id }) => id}
      loading={isPending}
      loadingText={say('app.loading')}
      noOptionsText={say('resources.projects.members.nobodyElse')}
      openText={say('resources.projects.members.choose')}
      clearText={say('resources.projects.members.clear')}
      renderInput={(params) => (
        <TextField
          {...params}
          required
          label={say('resources.projects.members.person')}
          error={error !== undefined}
          helperText={error}
        />
      )}
    />
  );
}

interface PersonFieldProps {
  readonly projectId: string;
  readonly value: string;
  readonly onChange: (userId: string) => void;
  readonly error: string | undefined;
}

function MemberDialog({ project, member, roles, onClose }: MemberDialogProps) {
  const { say } = useWords();
  const command = useCommand();
  const [userId, setUserId] = useState(member?.id ?? '');
  const [role, setRole] = useState<Role | typeof NO_ROLE>(member?.role ?? 'staff');
  async function save() {
    const done = await command.run(changeMember(project.id, { userId, role: role === NO_ROLE ? null : role }));
    if (done) onClose();
  }
  return (
    <CommandDialog
      title={
        member
          ? say('resources.projects.members.changeOf', { name: member.name })
          : say('resources.projects.members.add')
      }
      explain={say(
        roles.includes('partner') ? 'resources.projects.members.help' : 'resources.projects.members.helpManager',
      )}
      confirm={say('resources.projects.members.save')}
      command={command}
      incomplete={userId === ''}
      onConfirm={save}
      onClose={onClose}
    >
      {!member && (
        <PersonField
          projectId={project.id}
          value={userId}
          onChange={setUserId}
          error={command.problem?.errors?.userId}
        />
      )}
      <TextField
        select
        required
        label={say('resources.projects.members.role')}
        value={role}
        onChange={(event) => setRole(event.target.value as Role | typeof NO_ROLE)}
        error={command.problem?.errors?.role !== undefined}
        helperText={command.problem?.errors?.role}
      >
        {roles.map((each) => (
          <MenuItem key={each} value={each}>
            {say(`app.role.${each}`)}
          </MenuItem>
        ))}
        {member && <MenuItem value={NO_ROLE}>{say('resources.projects.members.noRole')}</MenuItem>}
      </TextField>
    </CommandDialog>
  );
}

/** Who works on the project, and as what. */
export function MembersSection({ project }: { project: Project }) {
  const { say } = useWords();
  const administrator = useMe()?.isAdmin === true;
  const [edited, setEdited] = useState<{ member: Member | null } | null>(null);
  const mayChange = project.state === 'running' && (administrator || project.myRole === 'manager');
  const mayChangeRole = (role: Role) => mayChange && (administrator || role !== 'partner');
  return (
    <Section
      title={say('resources.projects.members.title')}
      actions={
        mayChange ? (
          <Button startIcon={<Add />} onClick={() => setEdited({ member: null })}>
            {say('resources.projects.members.add')}
          </Button>
        ) : null
      }
    >
      {project.members.length === 0 && <Typography>{say('resources.projects.members.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {project.members.map((member) => (
          <Box
            component="li"
            key={member.id}
            sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, py: 0.25 }}
          >
            <span>
              {member.name}, {say(`app.role.${member.role}`)}
            </span>
            {mayChangeRole(member.role) && (
              <Button
                size="small"
                sx={{ flexShrink: 0 }}
                aria-label={say('resources.projects.members.changeOf', { name: member.name })}
                onClick={() => setEdited({ member })}
              >
                {say('resources.projects.members.change')}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {edited && (
        <MemberDialog
          project={project}
          member={edited.member}
          roles={administrator ? ADMINISTRATORS_GIVE : MANAGERS_GIVE}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
