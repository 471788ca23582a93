import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useWords } from '../look/useWords.ts';
import { askedOf, type ColumnValues, faultsOf, type Single } from './columnValues.ts';

interface ColumnsFormProps {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly values: ColumnValues;
  readonly onChange: (values: ColumnValues) => void;
  /** Somebody has tried to send it. */
  readonly tried: boolean;
}

/** Headings may be alike: a column is told by its place. */
const columnsOf = (headings: readonly string[]) => headings.map((heading, place) => ({ heading, place }));

function Sample({ headings, rows }: Pick<ColumnsFormProps, 'headings' | 'rows'>) {
  const { say } = useWords();
  const columns = columnsOf(headings);
  if (rows.length === 0) return null;
  return (
    <TableContainer sx={{ mb: 2 }} tabIndex={0} role="region" aria-label={say('resources.bank.columns.sample')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {columns.map(({ heading, place }) => (
              <TableCell key={place} sx={{ fontWeight: 650, whiteSpace: 'nowrap' }}>
                {heading}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.join('\u0000')}>
              {columns.map(({ place }) => (
                <TableCell key={place}>{row[place]}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** Says which column of a bank's CSV is what, beside the file's first rows; it is remembered for its headings. */
export function ColumnsForm({ headings, rows, values, onChange, tried }: ColumnsFormProps) {
  const { say } = useWords();
  const id = useId();
  const faults = faultsOf(values);
  const choice = (name: Single | 'details', value: number | null, onChoose: (place: number | null) => void) => {
    const fault = faults[name];
    const shown = fault !== undefined && (tried || fault === 'twice');
    return (
      <TextField
        key={name}
        select
        label={say(`resources.bank.columns.fields.${name}`)}
        value={value === null ? '' : String(value)}
        onChange={({ target }) => onChoose(target.value === '' ? null : Number(target.value))}
        error={shown}
        helperText={shown ? say(`resources.bank.columns.fault.${fault}`) : undefined}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{say('resources.bank.columns.none')}</MenuItem>
        {columnsOf(headings).map(({ heading, place }) => (
          <MenuItem key={place} value={String(place)}>
            {heading || say('resources.bank.columns.unnamed', { place: place + 1 })}
          </MenuItem>
        ))}
      </TextField>
    );
  };
  const radios = (
    name: 'split' | 'decimal',
    value: string,
    options: readonly string[],
    onChoose: (value: string) => void,
  ) => (
    <Box>
      <Typography id={`${id}-${name}`} sx={{ fontWeight: 600 }}>
        {say(`resources.bank.columns.${name}.title`)}
      </Typography>
      <RadioGroup row aria-labelledby={`${id}-${name}`} value={value} onChange={(_, chosen) => onChoose(chosen)}>
        {options.map((option) => (
          <FormControlLabel
            key={option}
            value={option}
            control={<Radio size="small" />}
            label={say(`resources.bank.columns.${name}.${option}`)}
          />
        ))}
      </RadioGroup>
    </Box>
  );
  return (
    <>
      <Sample headings={headings} rows={rows} />
      {radios('split', values.split ? 'two' : 'one', ['one', 'two'], (chosen) =>
        onChange({ ...values, split: chosen === 'two' }),
      )}
      {radios('decimal', values.decimal, ['comma', 'point'], (chosen) =>
        onChange({ ...values, decimal: chosen as ColumnValues['decimal'] }),
      )}
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {askedOf(values).map((name) =>
          choice(name, values.single[name], (place) =>
            onChange({ ...values, single: { ...values.single, [name]: place } }),
          ),
        )}
        {choice('details', values.details, (details) => onChange({ ...values, details }))}
      </Box>
    </>
  );
}
