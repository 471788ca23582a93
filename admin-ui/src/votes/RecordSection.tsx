import Download from '@mui/icons-material/DownloadOutlined';
import OpenInNew from '@mui/icons-material/OpenInNew';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Vote } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** Of the public record. */
const FILES = ['record.json', 'ballots.csv'] as const;

/** The public page, and once the vote is final what anybody can count again. */
export function RecordSection({ vote }: { vote: Vote }) {
  const { say, moment } = useWords();
  const { publicUrl, announcedAt, fingerprint, lot, rollDeletionDueAt, rollDeletedAt } = vote;
  if (announcedAt === null) return null;
  return (
    <Section
      title={say('resources.votes.record.title')}
      help={say(fingerprint === null ? 'resources.votes.record.before' : 'resources.votes.record.after')}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }}>
        <Button href={publicUrl} target="_blank" rel="noreferrer" variant="outlined" startIcon={<OpenInNew />}>
          {say('resources.votes.record.page')}
        </Button>
        {fingerprint !== null &&
          FILES.map((file) => (
            <Button key={file} href={`${publicUrl}/${file}`} download startIcon={<Download />}>
              {file}
            </Button>
          ))}
      </Box>
      <Facts
        stacked
        facts={[
          ...(fingerprint === null
            ? []
            : [{ name: say('resources.votes.record.fingerprint'), value: <code>{fingerprint}</code> }]),
          ...(lot === null
            ? []
            : [
                { name: say('resources.votes.lot.heldAt'), value: moment(lot.heldAt) },
                { name: say('resources.votes.lot.place'), value: lot.place },
                { name: say('resources.votes.lot.witnesses'), value: lot.witnesses.join(', ') },
                { name: say('resources.votes.lot.text'), value: lot.text },
              ]),
          ...(rollDeletionDueAt === null
            ? []
            : [{ name: say('resources.votes.record.rollDeletion'), value: moment(rollDeletionDueAt) }]),
          ...(rollDeletedAt === null
            ? []
            : [{ name: say('resources.votes.record.rollDeleted'), value: moment(rollDeletedAt) }]),
        ]}
      />
    </Section>
  );
}
