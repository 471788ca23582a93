import Add from '@mui/icons-material/Add';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  ArrayInput,
  AutocompleteInput,
  Button,
  Create,
  DateInput,
  ReferenceInput,
  required,
  SaveButton,
  SelectInput,
  SimpleForm,
  SimpleFormIterator,
  TextInput,
  Toolbar,
  useSimpleFormIterator,
} from 'react-admin';
import { CommandKey } from '../api/commandKey.ts';
import { get } from '../api/http.ts';
import type { PlanChoice, Role } from '../api/types.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

const ROLES: readonly Role[] = ['staff', 'manager', 'partner', 'auditor'];
const NOBODY_YET = ROLES.slice(0, 2).map((role) => ({ role }));

function PlanInput() {
  const { say, count, local } = useWords();
  const { data = [], isPending } = useQuery({
    queryKey: ['plans'],
    queryFn: ({ signal }) => get<PlanChoice[]>('plans', signal),
  });
  const choices = data.map(({ key, title, milestones }) => ({
    id: key,
    name: count('resources.projects.create.plan', milestones, { title: local(title) }),
  }));
  return (
    <SelectInput
      source="plan"
      choices={choices}
      isPending={isPending}
      translateChoice={false}
      validate={required()}
      helperText={say('resources.projects.create.planHelp')}
    />
  );
}

function AddMember() {
  const { add } = useSimpleFormIterator();
  return (
    <Button label="resources.projects.create.addMember" startIcon={<Add />} onClick={() => add({ role: 'staff' })} />
  );
}

function MembersInput() {
  const { say } = useWords();
  return (
    <>
      <Typography variant="h2" sx={{ mt: 2 }}>
        {say('resources.projects.fields.members')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {say('resources.projects.create.membersHelp')}
      </Typography>
      <ArrayInput source="members" label={false} defaultValue={NOBODY_YET} validate={required()}>
        <SimpleFormIterator inline disableReordering disableClear getItemLabel={false} addButton={<AddMember />}>
          <ReferenceInput source="userId" reference="users" sort={{ field: 'name', order: 'ASC' }} perPage={100}>
            <AutocompleteInput
              label="resources.projects.fields.members.userId"
              optionText={({ name, email }: { name: string; email: string }) => `${name} (${email})`}
              filterToQuery={(q: string) => (q === '' ? {} : { q })}
              validate={required()}
              sx={{ minWidth: { xs: '100%', sm: 320 } }}
            />
          </ReferenceInput>
          <SelectInput
            source="role"
            label="resources.projects.fields.members.role"
            choices={ROLES.map((role) => ({ id: role, name: `app.role.${role}` }))}
            validate={required()}
            sx={{ minWidth: { xs: '100%', sm: 200 } }}
          />
        </SimpleFormIterator>
      </ArrayInput>
    </>
  );
}

function CreateToolbar() {
  return (
    <Toolbar>
      <SaveButton label="resources.projects.create.action" alwaysEnable />
    </Toolbar>
  );
}

/** A project from a plan (administrators). What the server refuses is said at its field; nothing typed is lost. */
export function ProjectCreate() {
  const { say } = useWords();
  const [commandKey] = useState(() => new CommandKey());
  return (
    <>
      <PageTitle title={say('resources.projects.create.title')} />
      <Create redirect="show" mutationOptions={{ meta: { commandKey } }} actions={false} sx={{ maxWidth: 820 }}>
        <SimpleForm toolbar={<CreateToolbar />} warnWhenUnsavedChanges>
          <PlanInput />
          <TextInput source="slug" validate={required()} helperText={say('resources.projects.create.slugHelp')} />
          <DateInput
            source="startsOn"
            parse={(day: string) => day}
            format={(day?: string) => day ?? ''}
            validate={required()}
            helperText={say('resources.projects.create.startsOnHelp')}
          />
          <MembersInput />
        </SimpleForm>
      </Create>
    </>
  );
}
