import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { changeMember } from '../api/commands.ts';
import type { Project, Role, User } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useMe } from '../auth/useMe.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

const ROLES: readonly Role[] = ['staff', 'manager', 'partner', 'auditor'];
/** The choice that takes a person out of the project. */
const NO_ROLE = 'none';

type Member = Project['members'][number];

interface MemberDialogProps {
  readonly project: Project;
  /** Null adds somebody. */
  readonly member: Member | null;
  readonly onClose: () => void;
}

function PersonField({ project, value, onChange, error }: PersonFieldProps) {
  const { say } = useWords();
  const { data = [] } = useGetList<User>('users', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  });
  const members = new Set(project.members.map(({ id }) => id));
  const others = data.filter(({ id, disabled }) => !disabled && !members.has(id));
  return (
    <TextField
      select
      required
      label={say('resources.projects.members.person')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error}
    >
      {others.map(({ id, name, email }) => (
        <MenuItem key={id} value={id}>
          {name} ({email})
        </MenuItem>
      ))}
    </TextField>
  );
}

interface PersonFieldProps {
  readonly project: Project;
  readonly value: string;
  readonly onChange: (userId: string) => void;
  readonly error: string | undefined;
}

function MemberDialog({ project, member, onClose }: MemberDialogProps) {
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
      explain={say('resources.projects.create.membersHelp')}
      confirm={say('resources.projects.members.save')}
      command={command}
      incomplete={userId === ''}
      onConfirm={save}
      onClose={onClose}
    >
      {!member && (
        <PersonField project={project} value={userId} onChange={setUserId} error={command.problem?.errors?.userId} />
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
        {ROLES.map((each) => (
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
  const me = useMe();
  const [edited, setEdited] = useState<{ member: Member | null } | null>(null);
  const mayChange = project.state === 'running' && project.myRole === 'manager';
  return (
    <Section
      title={say('resources.projects.members.title')}
      actions={
        // Only an administrator sees the users from whom to choose.
        mayChange && me?.isAdmin ? (
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
            {mayChange && (
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
      {edited && <MemberDialog project={project} member={edited.member} onClose={() => setEdited(null)} />}
    </Section>
  );
}
