import Download from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { type DragEvent, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { CommandKey } from '../api/commandKey.ts';
import { isDecided } from '../api/problem.ts';
import type { ImportPreview, Problem, Project } from '../api/types.ts';
import { uploadFile } from '../api/upload.ts';
import { problemOf } from '../api/useCommand.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { fileFault, IMPORT_KINDS, MAX_IMPORT_BYTES, templateFile } from './importFile.ts';
import { OpenImports } from './OpenImports.tsx';
import { registerPath } from './paths.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';

/** The columns that an import understands whatever the plan; the plan's own fields come behind. */
const COLUMNS = [
  'familyName',
  'givenName',
  'birthDate',
  'email',
  'phone',
  'category',
  'organisationId',
  'startedOn',
  'consentedOn',
] as const;

/** Step 1: an empty file with the headings, and what each column takes. */
function TemplateSection({ project }: { project: Project }) {
  const { say, local } = useWords();
  const { fields } = project.participants;
  const headings = [
    ...COLUMNS.map((field) => say(`resources.persons.fields.${field}`)),
    ...fields.map(({ title }) => local(title)),
  ];
  const choices = [
    {
      title: say('resources.persons.fields.category'),
      names: project.targetGroup.categories.map(({ name }) => local(name)),
    },
    ...fields
      .filter(({ choices: given }) => given.length > 0)
      .map(({ title, choices: given }) => ({ title: local(title), names: given.map((each) => local(each.title)) })),
  ];
  return (
    <Section title={say('register.import.template.title')} help={say('register.import.template.help')}>
      <Button
        component="a"
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateFile(headings))}`}
        download={say('register.import.template.fileName')}
        variant="outlined"
        startIcon={<Download />}
      >
        {say('register.import.template.action')}
      </Button>
      <Typography sx={{ mt: 1.5 }}>
        {say('register.import.template.columns', { columns: headings.join(', ') })}
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {choices.map(({ title, names }) => (
          <li key={title}>{say('register.import.template.choices', { title, names: names.join(' / ') })}</li>
        ))}
      </Box>
    </Section>
  );
}

interface ChooserProps {
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

function Chooser({ disabled, onFile }: ChooserProps) {
  const { say, size } = useWords();
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
        {say('register.import.limit', { size: size(MAX_IMPORT_BYTES) })}
      </Typography>
      <input
        ref={input}
        type="file"
        accept={IMPORT_KINDS}
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

/** Step 2: the file is sent and read; nothing is written into the register yet. */
function UploadSection({ project }: { project: Project }) {
  const { say, size } = useWords();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [key, setKey] = useState(() => new CommandKey());

  async function send(chosen: File, commandKey: CommandKey) {
    setProblem(null);
    setShare(0);
    const path = `projects/${project.id}/imports`;
    try {
      const { id } = await uploadFile<ImportPreview>({
        path,
        fields: {},
        file: chosen,
        idempotencyKey: commandKey.for(path),
        onProgress: setShare,
      });
      commandKey.answered(201);
      navigate(`${registerPath(project.id)}/imports/${id}`);
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
      <Chooser disabled={share !== null} onFile={choose} />
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

/** Begins an import: a file of participants, which is read and shown before anything is written. */
export function ImportStart() {
  const { id = '' } = useParams();
  const { say } = useWords();
  return (
    <RegisterGate projectId={id} writes>
      {(project) => (
        <>
          <PageTitle title={say('register.import.title')} above={<RegisterPath project={project} />} />
          <Box sx={{ display: 'grid', gap: 2, maxWidth: 900 }}>
            <OpenImports project={project} />
            <TemplateSection project={project} />
            <UploadSection project={project} />
          </Box>
        </>
      )}
    </RegisterGate>
  );
}
