import Box from '@mui/material/Box';
import type { Vote } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** R13: what was published about the vote after its announcement; nothing where nothing was. */
export function NotesSection({ vote: { notes } }: { vote: Vote }) {
  const { say, moment } = useWords();
  if (notes.length === 0) return null;
  return (
    <Section title={say('resources.votes.note.many')} help={say('resources.votes.note.manyHelp')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {notes.map(({ id, kind, text, at }) => (
          <Box
            component="li"
            key={id}
            sx={{
              py: 1,
              borderTop: 1,
              borderColor: 'divider',
              overflowWrap: 'anywhere',
              '&:first-of-type': { borderTop: 0 },
            }}
          >
            <Box sx={{ fontWeight: 600 }}>{say(`resources.votes.note.kind.${kind}`)}</Box>
            <Box sx={{ whiteSpace: 'pre-line' }}>{text}</Box>
            <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{moment(at)}</Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
