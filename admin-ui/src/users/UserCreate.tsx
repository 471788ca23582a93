import { useState } from 'react';
import { BooleanInput, Create, email, required, SelectInput, SimpleForm, TextInput } from 'react-admin';
import { CommandKey } from '../api/commandKey.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

export const LOCALE_CHOICES = LOCALES.map((id) => ({ id, name: `app.language.${id}` }));

/** A new account. It has no password: a sign-in link is made on the next page, or asked for by e-mail. */
export function UserCreate() {
  const { say } = useWords();
  const [commandKey] = useState(() => new CommandKey());
  return (
    <>
      <PageTitle title={say('resources.users.createTitle')} />
      <Create redirect="edit" actions={false} mutationOptions={{ meta: { commandKey } }} sx={{ maxWidth: 640 }}>
        <SimpleForm defaultValues={{ locale: 'ro', isAdmin: false }} warnWhenUnsavedChanges>
          <TextInput source="name" validate={required()} autoComplete="off" />
          <TextInput source="email" type="email" validate={[required(), email()]} autoComplete="off" />
          <SelectInput source="locale" choices={LOCALE_CHOICES} validate={required()} />
          <BooleanInput source="isAdmin" helperText={say('resources.users.help.isAdmin')} />
        </SimpleForm>
      </Create>
    </>
  );
}
