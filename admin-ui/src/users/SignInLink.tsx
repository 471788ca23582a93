import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { makeSignInLink } from '../api/commands.ts';
import type { User } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CopyButton } from '../look/CopyButton.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** Makes a single-use link for a person and shows it once: it is kept nowhere but on this page. */
export function SignInLink({ user }: { user: User }) {
  const { say, moment } = useWords();
  const { run, busy, problem } = useCommand();
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null);
  async function make() {
    const done = await run(makeSignInLink(user.id));
    if (done) setLink(done.answer);
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Section
        title={say('resources.users.link.title', { name: user.name })}
        help={say('resources.users.link.explain')}
      >
        {link ? (
          <>
            <TextField
              value={link.url}
              onFocus={(event) => event.target.select()}
              slotProps={{
                htmlInput: { readOnly: true, 'aria-label': say('resources.users.link.title', { name: user.name }) },
              }}
            />
            <Typography gutterBottom>
              {say('resources.users.link.expires', { moment: moment(link.expiresAt) })}
            </Typography>
            <CopyButton text={link.url} />
          </>
        ) : (
          <Button variant="outlined" loading={busy} onClick={make}>
            {say('resources.users.link.action')}
          </Button>
        )}
        {problem && <ProblemNotice problem={problem} />}
      </Section>
    </Box>
  );
}
