import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { List, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { User } from '../api/types.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

function Row({ user }: { user: User }) {
  const { say } = useWords();
  const notes = [
    say(`app.language.${user.locale}`),
    ...(user.isAdmin ? [say('resources.users.admin')] : []),
    say(user.disabled ? 'resources.users.stopped' : 'resources.users.active'),
  ];
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
      <Link component={RouterLink} to={`/users/${user.id}`} sx={{ fontWeight: 600 }}>
        {user.name}
      </Link>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {user.email} · {notes.join(' · ')}
      </Box>
    </Box>
  );
}

function Rows() {
  const { data = [] } = useListContext<User>();
  return (
    <Paper component="ul" variant="outlined" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
      {data.map((user) => (
        <Row key={user.id} user={user} />
      ))}
    </Paper>
  );
}

/** Who can sign in (administrators). */
export function UserList() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('resources.users.name', { smart_count: 2 })}>
        <Button component={RouterLink} to="/users/create" variant="contained" startIcon={<Add />}>
          {say('resources.users.createTitle')}
        </Button>
      </PageTitle>
      <List actions={false} component="div" exporter={false} sort={{ field: 'name', order: 'ASC' }} perPage={50}>
        <Rows />
      </List>
    </>
  );
}
