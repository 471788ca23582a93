import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type DragEvent, useRef, useState } from 'react';
import { useWords } from './useWords.ts';

interface FileChooserProps {
  readonly disabled: boolean;
  /** For the file picker; the server looks into the file itself. */
  readonly accept: string;
  /** What is taken, and how much of it. */
  readonly limit: string;
  readonly onFile: (file: File) => void;
}

/** Takes one file, dropped or chosen. */
export function FileChooser({ disabled, accept, limit, onFile }: FileChooserProps) {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file && !disabled) onFile(file);
  };
  return (
    <Box
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      sx={{
        border: '2px dashed',
        borderColor: over ? 'primary.main' : 'divider',
        bgcolor: over ? 'action.hover' : 'transparent',
        borderRadius: 1,
        p: 3,
        textAlign: 'center',
      }}
    >
      {say('register.import.drop')}{' '}
      <Button variant="contained" disabled={disabled} onClick={() => input.current?.click()}>
        {say('register.import.choose')}
      </Button>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {limit}
      </Typography>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ target }) => {
          take(target.files);
          // The same file may be chosen again once it was corrected.
          target.value = '';
        }}
      />
    </Box>
  );
}
