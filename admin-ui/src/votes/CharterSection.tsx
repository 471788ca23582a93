import EditOutlined from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link as RouterLink } from 'react-router-dom';
import type { Vote } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { charterPath } from './votePaths.ts';

/** R13: the charter in the words that the public reads, and whether it still changes. */
export function CharterSection({ vote }: { vote: Vote }) {
  const { say, local, moment } = useWords();
  const { id, articles, charterHash, frozenAt, announcedAt, allowed } = vote;
  const standing = frozenAt !== null ? 'frozen' : announcedAt !== null ? 'announced' : 'drafted';
  return (
    <Section
      title={say('resources.votes.charter.title')}
      help={say(`resources.votes.charter.${standing}`, { moment: frozenAt === null ? '' : moment(frozenAt) })}
      actions={
        allowed.includes('amend') && (
          <Button component={RouterLink} to={charterPath(id)} variant="outlined" startIcon={<EditOutlined />}>
            {say('resources.votes.charter.action')}
          </Button>
        )
      }
    >
      <Facts facts={articles.map(({ title, text }) => ({ name: local(title), value: local(text) }))} />
      {charterHash !== null && (
        <Box sx={{ mt: 1, typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {say('resources.votes.charter.hash')}: <code>{charterHash}</code>
        </Box>
      )}
    </Section>
  );
}
