import Search from '@mui/icons-material/Search';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useListContext } from 'react-admin';

/** Searches the list by what is typed, once the typing pauses. */
export function SearchField({ label }: { label: string }) {
  const { filterValues, setFilters } = useListContext();
  const searched: string = filterValues.q ?? '';
  const [text, setText] = useState(searched);
  const [known, setKnown] = useState(searched);
  // The search changed from elsewhere: a link, the browser's back, "clear the filters".
  if (searched !== known) {
    setKnown(searched);
    setText(searched);
  }
  return (
    <TextField
      type="search"
      label={label}
      value={text}
      onChange={({ target: { value } }) => {
        setText(value);
        const { q: _, ...others } = filterValues;
        setFilters(value.trim() === '' ? others : { ...others, q: value }, undefined, true);
      }}
      sx={{ maxWidth: 260 }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { maxLength: 200 },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search aria-hidden fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
