import CheckCircle from '@mui/icons-material/CheckCircle';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import { type DragEvent, useRef, useState } from 'react';
import { MAX_FILE_BYTES } from '../format/size.ts';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useWords, type Words } from '../look/useWords.ts';
import { AlsoAt } from './AlsoAt.tsx';
import { GivingFields } from './GivingFields.tsx';
import { type Beside, fieldsOf, givingTo, type Place } from './giving.ts';
import { type Chosen, isToSend } from './uploads.ts';
import { useUploads } from './useUploads.ts';

function stateInWords({ state, share, file }: Chosen, { say, size }: Words): string {
  if (state === 'too-big') {
    return say('resources.evidence.add.tooBig', { size: size(file.size), limit: size(MAX_FILE_BYTES) });
  }
  if (state === 'uploading') {
    return share < 1
      ? say('resources.evidence.add.uploading', { percent: Math.floor(100 * share) })
      : say('resources.evidence.add.checking');
  }
  if (state === 'refused') return '';
  return say(`resources.evidence.add.${state}`);
}

function ChosenFile({ chosen, busy, onRemove }: { chosen: Chosen; busy: boolean; onRemove: () => void }) {
  const words = useWords();
  const { file, state, share, problem, given } = chosen;
  const wrong = state === 'too-big' || state === 'empty';
  return (
    <Box component="li" sx={{ py: 0.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        {state === 'done' && <CheckCircle aria-hidden color="success" fontSize="small" />}
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {file.name} ({words.size(file.size)}){' '}
          <Box component="span" role="status" sx={{ color: wrong ? 'error.main' : 'text.secondary' }}>
            {stateInWords(chosen, words)}
          </Box>
        </Box>
        {!busy && (
          <IconButton
            size="small"
            onClick={onRemove}
            aria-label={words.say('resources.evidence.add.remove', { name: file.name })}
          >
            <Close fontSize="small" />
          </IconButton>
        )}
      </Box>
      {state === 'uploading' && (
        <LinearProgress
          aria-label={file.name}
          variant={share < 1 ? 'determinate' : 'indeterminate'}
          value={Math.floor(100 * share)}
        />
      )}
      {problem && <ProblemNotice problem={problem} />}
      {given && <AlsoAt piece={given} />}
    </Box>
  );
}

interface DropZoneProps {
  readonly many: boolean;
  readonly onFiles: (files: Iterable<File>) => void;
}

function DropZone({ many, onFiles }: DropZoneProps) {
  const { say, size } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        border: '2px dashed',
        borderColor: over ? 'primary.main' : 'divider',
        bgcolor: over ? 'action.hover' : 'transparent',
        borderRadius: 1,
        p: 2,
        textAlign: 'center',
      }}
    >
      {say(`resources.evidence.add.${many ? 'drop' : 'dropOne'}`)}{' '}
      <Button variant="outlined" size="small" onClick={() => input.current?.click()}>
        {say(`resources.evidence.add.${many ? 'choose' : 'chooseOne'}`)}
      </Button>
      <Box sx={{ typography: 'body2', color: 'text.secondary', mt: 1 }}>
        {say('resources.evidence.add.limit', { size: size(MAX_FILE_BYTES) })}
      </Box>
      <input
        ref={input}
        type="file"
        multiple={many}
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be chosen again after it was taken off the list.
          target.value = '';
        }}
      />
    </Box>
  );
}

/** Files as evidence for one requirement: dropped or chosen, several at once, each with its progress. */
export function AddFiles({ place, beside }: { place: Place; beside: Beside }) {
  const { say, count } = useWords();
  const { chosen, busy, add, remove, start } = useUploads(place.milestoneId);
  const [giving, setGiving] = useState(() => givingTo(place));
  const [together, setTogether] = useState(false);
  const toSend = chosen.filter(isToSend).length;
  // A version is one file: the next one would be a version of a version.
  const many = beside.kind !== 'version';
  const fields = fieldsOf(place, beside, giving);
  return (
    <>
      {(many || chosen.length === 0) && (
        <DropZone many={many} onFiles={(files) => add(many ? files : [...files].slice(0, 1))} />
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {chosen.map((each) => (
          <ChosenFile key={each.id} chosen={each} busy={busy} onRemove={() => remove(each.id)} />
        ))}
      </Box>
      {(toSend > 0 || busy) && (
        <>
          {beside.kind === 'own' && chosen.length > 1 && (
            <FormControlLabel
              control={<Checkbox checked={together} onChange={({ target }) => setTogether(target.checked)} />}
              label={say('resources.evidence.add.together')}
            />
          )}
          <GivingFields place={place} beside={beside} value={giving} onChange={setGiving} errors={{}} />
          <Button
            variant="contained"
            loading={busy}
            disabled={fields === null}
            onClick={() => fields && void start(fields, together)}
          >
            {count('resources.evidence.add.start', toSend)}
          </Button>
        </>
      )}
    </>
  );
}
