import PictureAsPdf from '@mui/icons-material/PictureAsPdfOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link as RouterLink } from 'react-router-dom';
import { API } from '../api/http.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

const filtered = (resource: string, projectId: string): string =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify({ projectId }))}`;

/** The final report as it stands now, and the ways to what is recorded. */
export function ReportSection({ projectId }: { projectId: string }) {
  const { say } = useWords();
  return (
    <Section title={say('resources.projects.show.report.title')} help={say('resources.projects.show.report.help')}>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
        {LOCALES.map((locale) => (
          <Button
            key={locale}
            variant="outlined"
            startIcon={<PictureAsPdf />}
            href={`${API}/projects/${projectId}/report.pdf?locale=${locale}`}
            target="_blank"
            rel="noreferrer"
          >
            {say(`resources.projects.show.report.${locale}`)}
          </Button>
        ))}
        <Button component={RouterLink} to={filtered('events', projectId)}>
          {say('resources.projects.show.history')}
        </Button>
        <Button component={RouterLink} to={filtered('messages', projectId)}>
          {say('resources.projects.show.messages')}
        </Button>
      </Stack>
    </Section>
  );
}
