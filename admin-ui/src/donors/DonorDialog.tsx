import { useState } from 'react';
import { useNotify } from 'react-admin';
import { changeDonor } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Donor } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { DonorFieldset } from './DonorFieldset.tsx';
import { donorOf } from './giverValues.ts';

/** Changes a donor, and what of the name is published. */
export function DonorDialog({ donor, onClose }: { donor: Donor; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  // What was opened stays, also when somebody else changes the donor meanwhile: the server refuses it then.
  const [opened] = useState(donor);
  const [values, setValues] = useState(() => {
    const { kind, name, email, locale, shown } = donor;
    return { kind, name, email: email ?? '', locale, shown };
  });
  const errors = fieldErrors(command.problem);
  // Emptying the fields would be an erasure that nobody finds on record.
  const empty = values.name.trim() === '' && values.email.trim() === '';
  async function save() {
    if (!(await command.run(changeDonor(opened.id, { version: opened.version, ...donorOf(values) })))) return;
    notify('resources.donors.edit.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.donors.edit.title')}
      explain={say('resources.donors.edit.explain')}
      confirm={say('resources.donors.edit.confirm')}
      command={command}
      incomplete={empty}
      onConfirm={save}
      onClose={onClose}
    >
      <DonorFieldset
        values={values}
        onChange={setValues}
        errorOf={(field) => (empty && field === 'name' ? say('resources.donors.edit.empty') : errors[field])}
        autoFocus
      />
    </CommandDialog>
  );
}
