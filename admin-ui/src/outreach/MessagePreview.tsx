import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { Milestone } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { useMe } from '../auth/useMe.ts';
import { useWords } from '../look/useWords.ts';

interface MessagePreviewProps {
  readonly milestone: Milestone;
  /** Name of the first organisation that is chosen. */
  readonly to: string | null;
  readonly subject: string;
  readonly text: string;
}

/** The message as the first organisation reads it, in Romanian, with what is put around the text. */
export function MessagePreview({ milestone, to, subject, text }: MessagePreviewProps) {
  const { say } = useWords();
  const id = useId();
  const me = useMe();
  const { data: project } = useWhole('projects', milestone.projectId);
  const name = to ?? '…';
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 1.5 }}>
      <Typography variant="h3" id={id} gutterBottom>
        {say('outreach.write.preview')}
      </Typography>
      <Paper variant="outlined" sx={{ p: 1.5, overflowWrap: 'anywhere', '& > div': { mb: 1 } }}>
        <div>{say('outreach.write.previewTo', { name })}</div>
        <Box sx={{ fontWeight: 650 }}>{subject.trim() || say('outreach.write.noSubject')}</Box>
        <div>{say('outreach.write.greeting', { name })}</div>
        <Box sx={{ whiteSpace: 'pre-line' }}>{text.trim() || say('outreach.write.noText')}</Box>
        {me && (
          <div>
            {say('outreach.write.project', { title: milestone.projectTitle.ro })}
            <br />
            {say('outreach.write.sender', { name: me.name })}
          </div>
        )}
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {project?.publicity.ro} {me && say('outreach.write.reply', { email: me.email })}
        </Box>
      </Paper>
    </Box>
  );
}
