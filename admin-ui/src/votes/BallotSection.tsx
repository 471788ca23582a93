import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Vote } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** What is voted on: as it would be now, or as it was frozen. */
export function BallotSection({ vote }: { vote: Vote }) {
  const { say } = useWords();
  const { options, frozenAt } = vote;
  return (
    <Section
      title={say('resources.votes.ballot.title')}
      help={say(frozenAt === null ? 'resources.votes.ballot.changes' : 'resources.votes.ballot.frozen')}
    >
      {options.length === 0 ? (
        <Typography>{say('resources.votes.ballot.none')}</Typography>
      ) : (
        <Box component="ol" sx={{ m: 0, pl: 3 }}>
          {options.map(({ number, title, summary }) => (
            <Box component="li" key={number} value={number} sx={{ py: 0.5, overflowWrap: 'anywhere' }}>
              <Box sx={{ fontWeight: 600 }}>{title}</Box>
              <Box sx={{ whiteSpace: 'pre-line' }}>{summary}</Box>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  );
}
