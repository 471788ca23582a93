import PictureAsPdf from '@mui/icons-material/PictureAsPdfOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { LettersFor, Roll } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { LettersDialog } from './LettersDialog.tsx';

type Who = Exclude<LettersFor['who'], string[]>;

/** R15: the codes of those who get a letter. */
export function LettersSection({ roll }: { roll: Roll }) {
  const { say, count } = useWords();
  const [who, setWho] = useState<Who | null>(null);
  const withoutEmail = roll.entries - roll.struck - roll.withEmail;
  return (
    <Section title={say('resources.roll.letters.title')} help={say('resources.roll.letters.help')}>
      <Typography sx={{ mb: 1 }}>{count('resources.roll.letters.withoutEmail', withoutEmail)}</Typography>
      <Alert severity="warning" sx={{ mb: 1.5 }}>
        {say('resources.roll.letters.nowhereElse')}
      </Alert>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" startIcon={<PictureAsPdf />} onClick={() => setWho('without-email')}>
          {say('resources.roll.letters.who.without-email')}
        </Button>
        <Button variant="outlined" startIcon={<PictureAsPdf />} onClick={() => setWho('without-code')}>
          {say('resources.roll.letters.who.without-code')}
        </Button>
      </Box>
      {who && <LettersDialog roll={roll} who={who} onClose={() => setWho(null)} />}
    </Section>
  );
}
