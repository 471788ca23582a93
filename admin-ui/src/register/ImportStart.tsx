import Download from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate, useParams } from 'react-router-dom';
import type { Project } from '../api/types.ts';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { templateFile } from './importFile.ts';
import { OpenImports } from './OpenImports.tsx';
import { registerPath } from './paths.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';
import { UploadSection } from './UploadSection.tsx';

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

/** Begins an import: a file of participants, which is read and shown before anything is written. */
export function ImportStart() {
  const { id = '' } = useParams();
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <RegisterGate projectId={id} writes>
      {(project) => (
        <>
          <PageTitle title={say('register.import.title')} above={<RegisterPath project={project} />} />
          <Box sx={{ display: 'grid', gap: 2, maxWidth: 900 }}>
            <OpenImports project={project} />
            <TemplateSection project={project} />
            <UploadSection
              path={`projects/${project.id}/imports`}
              onRead={(importId) => navigate(`${registerPath(project.id)}/imports/${importId}`)}
            />
          </Box>
        </>
      )}
    </RegisterGate>
  );
}
