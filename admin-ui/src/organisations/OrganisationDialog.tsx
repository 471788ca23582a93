import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useDataProvider } from 'react-admin';
import { addOrganisation, changeOrganisation } from '../api/commands.ts';
import { rebase } from '../api/rebase.ts';
import type { Organisation } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { bodyOf, emptyValues, type OrganisationValues, valuesOf } from './organisationValues.ts';

interface OrganisationDialogProps {
  readonly projectId: string;
  /** Null adds one. */
  readonly organisation: Organisation | null;
  /** The name that a new one begins with. */
  readonly name?: string;
  readonly onDone: (organisation: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}

const LENGTHS = { name: 200, email: 254, phone: 30 } as const;
const TYPES = { name: 'text', email: 'email', phone: 'tel' } as const;

/** An organisation, new or changed; a change that meets a newer version keeps what was typed. */
export function OrganisationDialog({ projectId, organisation, name = '', onDone, onClose }: OrganisationDialogProps) {
  const { say } = useWords();
  const dataProvider = useDataProvider();
  const command = useCommand();
  const [base, setBase] = useState(organisation);
  const [values, setValues] = useState(() => (organisation ? valuesOf(organisation) : emptyValues(name)));
  const [met, setMet] = useState<{ now: OrganisationValues; clashes: readonly string[] } | null>(null);
  const errors = command.problem?.errors ?? {};
  const stale = met !== null && command.problem?.status === 409;

  async function meetNewer(old: Organisation) {
    const { data: current } = await dataProvider.getOne<Organisation>('organisations', { id: old.id });
    if (current.version === old.version) return;
    const now = valuesOf(current);
    const rebased = rebase(valuesOf(old), values, now);
    setBase(current);
    setValues(rebased.values);
    setMet({ now, clashes: rebased.clashes });
  }

  async function save() {
    setMet(null);
    const body = bodyOf(values);
    const done = await command.run(
      base ? changeOrganisation(base.id, { version: base.version, ...body }) : addOrganisation({ projectId, ...body }),
    );
    if (done) onDone({ id: done.answer.id, name: values.name });
    else if (base) await meetNewer(base);
  }

  return (
    <CommandDialog
      title={
        base
          ? say('resources.organisations.editTitle', { name: organisation?.name ?? '' })
          : say('resources.organisations.createTitle')
      }
      explain={say('resources.organisations.explain')}
      confirm={say(base ? 'ra.action.save' : 'resources.organisations.create')}
      command={{ busy: command.busy, problem: stale ? null : command.problem }}
      incomplete={values.name.trim() === ''}
      onConfirm={save}
      onClose={onClose}
    >
      {(['name', 'email', 'phone'] as const).map((field) => (
        <TextField
          key={field}
          label={say(`resources.organisations.fields.${field}`)}
          type={TYPES[field]}
          value={values[field]}
          onChange={({ target: { value } }) => setValues({ ...values, [field]: value })}
          required={field === 'name'}
          autoFocus={field === 'name'}
          autoComplete="off"
          error={errors[field] !== undefined}
          helperText={errors[field]}
          slotProps={{ htmlInput: { maxLength: LENGTHS[field] } }}
        />
      ))}
      <LongText
        label={say('resources.organisations.fields.note')}
        value={values.note}
        onChange={(note) => setValues({ ...values, note })}
        error={errors.note}
      />
      {stale && (
        <Alert severity="warning" role="alert" sx={{ overflowWrap: 'anywhere' }}>
          {say('resources.organisations.changed')}
          {met.clashes.map((field) => (
            <div key={field}>
              {say(`resources.organisations.fields.${field}`)}: {met.now[field] || say('app.none')}
            </div>
          ))}
        </Alert>
      )}
    </CommandDialog>
  );
}
