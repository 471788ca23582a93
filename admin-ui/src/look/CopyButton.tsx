import Check from '@mui/icons-material/Check';
import ContentCopy from '@mui/icons-material/ContentCopy';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWords } from './useWords.ts';

/** Copies a text and says whether it worked. */
export function CopyButton({ text }: { text: string }) {
  const { say } = useWords();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }
  return (
    <>
      <Button variant="outlined" startIcon={outcome === 'copied' ? <Check /> : <ContentCopy />} onClick={copy}>
        {say(outcome === 'copied' ? 'app.copied' : 'app.copy')}
      </Button>
      <span role="status">{outcome === 'failed' ? ` ${say('app.copyFailed')}` : ''}</span>
    </>
  );
}
