import AddLink from '@mui/icons-material/AddLink';
import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import UploadFile from '@mui/icons-material/UploadFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Milestone, Requirement } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { AddFiles } from './AddFiles.tsx';
import { AddLinkForm } from './AddLinkForm.tsx';
import { EvidenceList } from './EvidenceList.tsx';

function Tally({ min, have }: Pick<Requirement, 'min' | 'have'>) {
  const { say, count } = useWords();
  const enough = have >= min;
  const Icon = enough ? CheckCircle : RadioButtonUnchecked;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, typography: 'body2' }}>
      <Icon aria-hidden fontSize="small" color={enough ? 'success' : 'disabled'} />
      {say(enough ? 'resources.evidence.enough' : 'resources.evidence.lacking')}:{' '}
      {count('resources.evidence.have', have)}, {count('resources.evidence.need', min)}
    </Box>
  );
}

/** One requirement: what was asked for, what there is, and the ways to add to it. */
export function RequirementItem({ milestone, requirement }: { milestone: Milestone; requirement: Requirement }) {
  const { say, local } = useWords();
  const [adding, setAdding] = useState<'file' | 'link' | null>(null);
  const { key, title, min, have, accepts } = requirement;
  const open = milestone.allowed.includes('evidence');
  return (
    <Box
      component="li"
      sx={{ py: 1.5, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 } }}
    >
      <Typography variant="h3">{local(title)}</Typography>
      <Tally min={min} have={have} />
      <EvidenceList evidence={milestone.evidence.filter((piece) => piece.requirement === key)} mayWithdraw={open} />
      {open && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {accepts.map((way) => (
            <Button
              key={way}
              size="small"
              variant={adding === way ? 'contained' : 'outlined'}
              startIcon={way === 'file' ? <UploadFile /> : <AddLink />}
              aria-expanded={adding === way}
              aria-label={say(`resources.evidence.add.${way}To`, { title: local(title) })}
              onClick={() => setAdding(adding === way ? null : way)}
            >
              {say(`resources.evidence.add.${way}`)}
            </Button>
          ))}
        </Box>
      )}
      {open && adding === 'file' && <AddFiles milestoneId={milestone.id} requirement={key} />}
      {open && adding === 'link' && (
        <AddLinkForm milestoneId={milestone.id} requirement={key} onDone={() => setAdding(null)} />
      )}
    </Box>
  );
}
