import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useState } from 'react';
import { CommandKey } from '../api/commandKey.ts';
import { isDecided } from '../api/problem.ts';
import type { Problem } from '../api/types.ts';
import { uploadFile } from '../api/upload.ts';
import { problemOf } from '../api/useCommand.ts';
import { FileChooser } from '../look/FileChooser.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { fileFault, IMPORT_KINDS, MAX_IMPORT_BYTES } from './importFile.ts';

interface UploadSectionProps {
  /** Where the file is sent, e.g. `projects/<id>/imports`. */
  readonly path: string;
  /** Called with the id of the import that was made of it. */
  readonly onRead: (id: string) => void;
}

/** The second step of an import: the file is sent and read; nothing is written yet. */
export function UploadSection({ path, onRead }: UploadSectionProps) {
  const { say, size } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [key, setKey] = useState(() => new CommandKey());

  async function send(chosen: File, commandKey: CommandKey) {
    setProblem(null);
    setShare(0);
    try {
      const { id } = await uploadFile<{ id: string }>({
        path,
        fields: {},
        file: chosen,
        idempotencyKey: commandKey.for(path),
        onProgress: setShare,
      });
      commandKey.answered(201);
      onRead(id);
    } catch (error) {
      const found = problemOf(error);
      commandKey.answered(found.status);
      setProblem(found);
      setShare(null);
    }
  }

  function choose(chosen: File) {
    setFile(chosen);
    setProblem(null);
    if (fileFault(chosen) !== null) return;
    // Another file is another question.
    const fresh = new CommandKey();
    setKey(fresh);
    void send(chosen, fresh);
  }

  const fault = file && fileFault(file);
  return (
    <Section title={say('register.import.file.title')} help={say('register.import.file.help')}>
      <FileChooser
        disabled={share !== null}
        accept={IMPORT_KINDS}
        limit={say('register.import.limit', { size: size(MAX_IMPORT_BYTES) })}
        onFile={choose}
      />
      {file && (
        <Box sx={{ mt: 1.5 }}>
          <Box role="status" sx={{ overflowWrap: 'anywhere', color: fault ? 'error.main' : 'text.primary' }}>
            {file.name} ({size(file.size)}){' '}
            {fault && say(`register.import.fault.${fault}`, { size: size(file.size), limit: size(MAX_IMPORT_BYTES) })}
            {share !== null &&
              (share < 1
                ? say('register.import.sending', { percent: Math.floor(100 * share) })
                : say('register.import.reading'))}
          </Box>
          {share !== null && (
            <LinearProgress
              aria-label={file.name}
              variant={share < 1 ? 'determinate' : 'indeterminate'}
              value={Math.floor(100 * share)}
              sx={{ mt: 0.5 }}
            />
          )}
          {problem && (
            <ProblemNotice
              problem={problem}
              action={
                // What was refused is refused again: the file has to be another one.
                !isDecided(problem.status) && (
                  <Button color="inherit" onClick={() => void send(file, key)}>
                    {say('app.retry')}
                  </Button>
                )
              }
            />
          )}
        </Box>
      )}
    </Section>
  );
}
