import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useListContext } from 'react-admin';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface ChoiceFilterProps {
  /** The filter's name in the list. */
  readonly name: string;
  readonly label: string;
  readonly all: string;
  /** The value is what the server is asked for. */
  readonly choices: readonly { readonly value: unknown; readonly name: string }[];
}

/** Narrows the list to one value of a field. */
export function ChoiceFilter({ name: source, label, all, choices }: ChoiceFilterProps) {
  const { filterValues, setFilters } = useListContext();
  const chosen = choices.findIndex(({ value }) => same(value, filterValues[source]));
  return (
    <TextField
      select
      label={label}
      value={chosen === -1 ? '' : String(chosen)}
      onChange={({ target: { value } }) => {
        const { [source]: _, ...others } = filterValues;
        setFilters(value === '' ? others : { ...others, [source]: choices[Number(value)]?.value });
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ maxWidth: 200 }}
    >
      <MenuItem value="">{all}</MenuItem>
      {choices.map(({ name }, index) => (
        <MenuItem key={name} value={String(index)}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
