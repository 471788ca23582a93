import OpenInNew from '@mui/icons-material/OpenInNew';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Section } from './Section.tsx';
import { useWords } from './useWords.ts';

/** The page that anybody sees, and what stands on it. */
export function PublicPage({ url, shows }: { url: string; shows: string }) {
  const { say } = useWords();
  return (
    <Section title={say('app.publicPage.title')}>
      <Typography sx={{ mb: 1 }}>{shows}</Typography>
      <Link href={url} target="_blank" rel="noreferrer" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
        {say('app.publicPage.open')}
        <OpenInNew aria-hidden fontSize="small" />
      </Link>
    </Section>
  );
}
