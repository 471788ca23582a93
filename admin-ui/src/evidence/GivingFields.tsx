import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../look/useWords.ts';
import { OrganisationField } from '../organisations/OrganisationField.tsx';
import { useRunsOf } from '../runs/useRunsOf.ts';
import { EvidenceDetails } from './EvidenceDetails.tsx';
import { asksForDate, asksForPart, type Beside, type Giving, type Place } from './giving.ts';

interface GivingFieldsProps {
  readonly place: Place;
  readonly beside: Beside;
  readonly value: Giving;
  readonly onChange: (value: Giving) => void;
  readonly errors: Readonly<Record<string, string>>;
}

interface RunFieldProps {
  readonly milestoneId: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}

/** The courses or visits of the milestone that were not cancelled. */
function RunField({ milestoneId, value, onChange, error }: RunFieldProps) {
  const { say, shortDue } = useWords();
  const { data, isPending } = useRunsOf(milestoneId);
  const runs = (data ?? []).filter(({ state }) => state !== 'cancelled');
  if (!isPending && runs.length === 0) {
    return (
      <Alert severity="info" sx={{ my: 1 }}>
        {say('resources.evidence.add.noRuns')}{' '}
        <Link component={RouterLink} to={`/runs/create?milestoneId=${milestoneId}`}>
          {say('resources.evidence.add.scheduleRun')}
        </Link>
      </Alert>
    );
  }
  const chosen = runs.some(({ id }) => id === value) ? value : '';
  return (
    <TextField
      select
      required
      label={say('resources.evidence.add.run')}
      value={chosen}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error}
      slotProps={{ inputLabel: { shrink: true } }}
    >
      {runs.map(({ id, number, title, startsAt }) => (
        <MenuItem key={id} value={id}>
          {`${number}. ${title} (${shortDue(startsAt)})`}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** What is asked beside the file or the address: run or organisation where the plan wants it for each, date, words. */
export function GivingFields({ place, beside, value, onChange, errors }: GivingFieldsProps) {
  const asked = asksForPart(place, beside);
  const choose = (part: string) => onChange({ ...value, part });
  return (
    <>
      {asked === 'run' && (
        <RunField milestoneId={place.milestoneId} value={value.part} onChange={choose} error={errors.runId} />
      )}
      {asked === 'organisation' && (
        <OrganisationField
          projectId={place.projectId}
          value={value.part}
          onChange={(organisation) => choose(organisation?.id ?? '')}
          required
          error={errors.organisationId}
        />
      )}
      <EvidenceDetails value={value} onChange={onChange} errors={errors} dated={asksForDate(place)} />
    </>
  );
}
