import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import {
  BooleanInput,
  Edit,
  required,
  SaveButton,
  SelectInput,
  SimpleForm,
  TextInput,
  Toolbar,
  useRecordContext,
} from 'react-admin';
import type { User } from '../api/types.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { SignInLink } from './SignInLink.tsx';
import { LOCALE_CHOICES } from './UserCreate.tsx';

function Heading() {
  const user = useRecordContext<User>();
  if (!user) return null;
  return (
    <PageTitle title={user.name}>
      <Typography color="textSecondary">{user.email}</Typography>
    </PageTitle>
  );
}

function Link() {
  const user = useRecordContext<User>();
  return user && !user.disabled ? <SignInLink user={user} /> : null;
}

const OnlySave = () => (
  <Toolbar>
    <SaveButton />
  </Toolbar>
);

/** The server takes these four; everything else of a record stays as it is. */
const changeable = ({ name, locale, isAdmin, disabled }: User) => ({ name, locale, isAdmin, disabled });

/** An account: name, language, rights, and a sign-in link for the person. */
export function UserEdit() {
  const { say } = useWords();
  return (
    <Box sx={{ maxWidth: 640 }}>
      <Edit mutationMode="pessimistic" redirect={false} actions={false} transform={changeable} component="div">
        <Heading />
        <Paper variant="outlined">
          <SimpleForm toolbar={<OnlySave />} warnWhenUnsavedChanges>
            <TextInput source="name" validate={required()} />
            <SelectInput source="locale" choices={LOCALE_CHOICES} validate={required()} />
            <BooleanInput source="isAdmin" helperText={say('resources.users.help.isAdmin')} />
            <BooleanInput source="disabled" helperText={say('resources.users.help.disabled')} />
          </SimpleForm>
        </Paper>
        <Link />
      </Edit>
    </Box>
  );
}
