import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Typed } from '../api/rebase.ts';
import type { ParticipantField, Project } from '../api/types.ts';
import { DayField } from '../look/DayField.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { OrganisationField } from '../organisations/OrganisationField.tsx';
import { type OwnField, type PersonValues, planField } from './personValues.ts';

interface FieldsProps {
  readonly project: Project;
  readonly values: PersonValues;
  readonly onChange: (changed: Typed) => void;
  /** What the server refused, by field. */
  readonly errors: Readonly<Record<string, string>>;
}

function Grid({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {children}
    </Box>
  );
}

interface TextProps extends Omit<FieldsProps, 'project'> {
  readonly field: OwnField;
  readonly max: number;
  readonly type?: 'text' | 'email' | 'tel';
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

function TextOf({
  field,
  max,
  type = 'text',
  required = false,
  autoFocus = false,
  values,
  onChange,
  errors,
}: TextProps) {
  const { say } = useWords();
  return (
    <TextField
      label={say(`resources.persons.fields.${field}`)}
      type={type}
      value={values[field]}
      onChange={({ target: { value } }) => onChange({ [field]: value })}
      required={required}
      autoFocus={autoFocus}
      autoComplete="off"
      error={errors[field] !== undefined}
      helperText={errors[field]}
      slotProps={{ htmlInput: { maxLength: max } }}
    />
  );
}

interface DayProps extends Omit<FieldsProps, 'project'> {
  readonly field: 'birthDate' | 'consentedOn' | 'startedOn';
  readonly help: string;
}

function DayOf({ field, help, values, onChange, errors }: DayProps) {
  const { say } = useWords();
  return (
    <DayField
      label={say(`resources.persons.fields.${field}`)}
      value={values[field]}
      onChange={(day) => onChange({ [field]: day })}
      help={help}
      error={errors[field]}
    />
  );
}

/** A field of the plan: chosen from its list, or written. */
function PlanFieldOf({ field, ...props }: Omit<FieldsProps, 'project'> & { readonly field: ParticipantField }) {
  const { say, local } = useWords();
  const name = planField(field.key);
  const error = props.errors[name];
  const isChoice = field.choices.length > 0;
  return (
    <TextField
      select={isChoice}
      label={local(field.title)}
      value={props.values[name] ?? ''}
      onChange={({ target: { value } }) => props.onChange({ [name]: value })}
      autoComplete="off"
      error={error !== undefined}
      helperText={error ?? (field.required ? say('resources.persons.help.required') : undefined)}
      slotProps={{
        htmlInput: { maxLength: 200 },
        ...(isChoice ? { inputLabel: { shrink: true }, select: { displayEmpty: true } } : {}),
      }}
    >
      {isChoice && <MenuItem value="">{say('resources.persons.notFilledIn')}</MenuItem>}
      {field.choices.map(({ key, title }) => (
        <MenuItem key={key} value={key}>
          {local(title)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function CategoryOf({ project, values, onChange, errors }: FieldsProps) {
  const { say, local } = useWords();
  const chosen = project.targetGroup.categories.find(({ key }) => key === values.category);
  return (
    <TextField
      select
      label={say('resources.persons.fields.category')}
      value={values.category}
      onChange={({ target: { value } }) => onChange({ category: value })}
      error={errors.category !== undefined}
      helperText={errors.category ?? (chosen ? local(chosen.who) : say('resources.persons.help.noCategory'))}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{say('resources.persons.noCategory')}</MenuItem>
      {project.targetGroup.categories.map(({ key, name }) => (
        <MenuItem key={key} value={key}>
          {local(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface PersonFieldsProps extends FieldsProps {
  /** The name of an organisation that is not there yet. */
  readonly onAddOrganisation: (name: string) => void;
  readonly autoFocus?: boolean;
}

/** Everything that is asked of a participant, by the plan and by the law (R3). */
export function PersonFields({ onAddOrganisation, autoFocus = false, ...props }: PersonFieldsProps) {
  const { say, local } = useWords();
  const { project, values, onChange, errors } = props;
  const { fields, consent } = project.participants;
  return (
    <Stack spacing={2}>
      <Section title={say('resources.persons.part.person')} help={say('resources.persons.help.noNationalId')}>
        <Grid>
          <TextOf {...props} field="familyName" max={100} required autoFocus={autoFocus} />
          <TextOf {...props} field="givenName" max={100} required />
          <DayOf {...props} field="birthDate" help={say('resources.persons.help.birthDate')} />
          <TextOf {...props} field="email" type="email" max={254} />
          <TextOf {...props} field="phone" type="tel" max={30} />
        </Grid>
      </Section>
      <Section title={say('resources.persons.part.project')}>
        <Grid>
          <CategoryOf {...props} />
          <OrganisationField
            projectId={project.id}
            value={values.organisationId}
            onChange={(organisation) =>
              onChange({ organisationId: organisation?.id ?? '', organisationName: organisation?.name ?? '' })
            }
            onAdd={onAddOrganisation}
            error={errors.organisationId}
          />
          <DayOf {...props} field="startedOn" help={say('resources.persons.help.startedOn')} />
        </Grid>
      </Section>
      {fields.length > 0 && (
        <Section title={say('resources.persons.part.plan')}>
          <Grid>
            {fields.map((field) => (
              <PlanFieldOf key={field.key} {...props} field={field} />
            ))}
          </Grid>
        </Section>
      )}
      <Section title={say('resources.persons.part.consent')}>
        <Typography component="blockquote" sx={{ m: 0, mb: 1, pl: 2, borderLeft: 3, borderColor: 'divider' }}>
          {local(consent)}
        </Typography>
        <Grid>
          <DayOf {...props} field="consentedOn" help={say('resources.persons.help.consentedOn')} />
        </Grid>
      </Section>
    </Stack>
  );
}
