import Download from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate, useParams } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { templateFile } from '../register/importFile.ts';
import { UploadSection } from '../register/UploadSection.tsx';
import { rollPath } from '../votes/votePaths.ts';
import { RollWay } from './RollWay.tsx';

const COLUMNS = ['familyName', 'givenName', 'birthDate', 'address', 'email', 'locale'] as const;

/** Step 1: an empty file with the headings, and what each column takes. */
function TemplateSection({ vote }: { vote: Vote }) {
  const { say } = useWords();
  const headings = COLUMNS.map((field) => say(`resources.roll.fields.${field}`));
  return (
    <Section title={say('register.import.template.title')} help={say('resources.roll.import.help')}>
      <Button
        component="a"
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateFile(headings))}`}
        download={say('resources.roll.import.fileName')}
        variant="outlined"
        startIcon={<Download />}
      >
        {say('register.import.template.action')}
      </Button>
      <Typography sx={{ mt: 1.5 }}>
        {say('resources.roll.import.columns', { columns: headings.join(', '), age: vote.charter.minimumAge })}
      </Typography>
    </Section>
  );
}

function Page({ vote }: { vote: Vote }) {
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <>
      <PageTitle title={say('resources.roll.import.action')} above={<RollWay vote={vote} />} />
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 900 }}>
        <TemplateSection vote={vote} />
        <UploadSection
          path={`votes/${vote.id}/roll-imports`}
          onRead={(id) => navigate(`${rollPath(vote.id)}/imports/${id}`)}
        />
      </Box>
    </>
  );
}

/** Begins an import of the roll: a file that is read and shown before anything is written. */
export function RollImportStart() {
  const { id = '' } = useParams();
  const query = useWhole('votes', id);
  return <Loaded query={query}>{(vote) => <Page vote={vote} />}</Loaded>;
}
