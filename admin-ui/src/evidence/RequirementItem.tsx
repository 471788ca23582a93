import AddLink from '@mui/icons-material/AddLink';
import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import UploadFile from '@mui/icons-material/UploadFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Evidence, Requirement } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { AddPanel } from './AddPanel.tsx';
import { DocumentList } from './DocumentList.tsx';
import { OWN, type Place } from './giving.ts';
import { glanceRow } from './glance.ts';
import { type Part, partsOf } from './parts.ts';

function Tally({ requirement }: { requirement: Requirement }) {
  const { say, count } = useWords();
  const { asked, received, lacking, complete } = glanceRow(requirement);
  const Icon = complete ? CheckCircle : RadioButtonUnchecked;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, typography: 'body2' }}>
      <Icon aria-hidden fontSize="small" color={complete ? 'success' : 'disabled'} />
      {say(complete ? 'resources.evidence.enough' : 'resources.evidence.lacking')}:{' '}
      {count('resources.evidence.have', received)}
      {/* Of several runs one may have too many, and another nothing: then the sum says little. */}
      {requirement.per !== 'milestone' && lacking > 0
        ? `, ${count('resources.evidence.glance.lacking', lacking)}`
        : asked !== null && `, ${count('resources.evidence.need', asked)}`}
    </Box>
  );
}

interface PartProps {
  readonly part: Part;
  readonly place: Place;
  readonly open: boolean;
}

/** What one run or one organisation has of it. */
function PartOfRequirement({ part, place, open }: PartProps) {
  const { say } = useWords();
  const { name, counts, pieces, bySentMessage } = part;
  return (
    <Box sx={{ mt: 1 }}>
      <Typography variant="subtitle2" component="h4" sx={{ fontWeight: 600 }}>
        {name}
        {!counts && ` (${say('resources.evidence.notCounted')})`}
      </Typography>
      {pieces.length === 0 ? (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {say(`resources.evidence.${bySentMessage ? 'sentMessage' : 'nothingYet'}`)}
        </Box>
      ) : (
        <DocumentList pieces={pieces} place={place} open={open && counts} />
      )}
    </Box>
  );
}

/** The first run that lacks it; of a single run there is nothing to choose. */
const suggestedRun = (parts: Requirement['parts'], min: number): string | null =>
  (parts.find(({ have }) => have < min) ?? (parts.length === 1 ? parts[0] : undefined))?.id ?? null;

interface RequirementItemProps {
  readonly requirement: Requirement;
  /** Of this requirement, in the order in which they came. */
  readonly evidence: readonly Evidence[];
  readonly milestoneId: string;
  readonly projectId: string;
  /** The run, on a page that is about one. */
  readonly runId?: string;
  readonly open: boolean;
  /** Of the heading, so that the page can lead to it. */
  readonly headingId: string;
}

/** One requirement: what was asked for, what there is, and the ways to add to it. */
export function RequirementItem(props: RequirementItemProps) {
  const { requirement, evidence, milestoneId, projectId, runId, open, headingId } = props;
  const { say, local } = useWords();
  const [adding, setAdding] = useState<'file' | 'link' | null>(null);
  const { min, accepts, per, parts } = requirement;
  const title = local(requirement.title);
  const place: Place = {
    milestoneId,
    projectId,
    requirement,
    runId: runId ?? null,
    suggestedRunId: per === 'run' ? suggestedRun(parts, min) : null,
  };
  return (
    <Box
      component="li"
      sx={{ py: 1.5, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 } }}
    >
      <Typography variant="h3" id={headingId} tabIndex={-1} sx={{ scrollMarginTop: 72 }}>
        {title}
      </Typography>
      <Tally requirement={requirement} />
      {per === 'milestone' || runId !== undefined ? (
        <DocumentList pieces={evidence} place={place} open={open} />
      ) : (
        partsOf(requirement, evidence).map((part) => (
          <PartOfRequirement key={part.id} part={part} place={place} open={open} />
        ))
      )}
      {open && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
          {accepts.map((way) => (
            <Button
              key={way}
              size="small"
              variant={adding === way ? 'contained' : 'outlined'}
              startIcon={way === 'file' ? <UploadFile /> : <AddLink />}
              aria-expanded={adding === way}
              aria-label={say(`resources.evidence.add.${way}To`, { title })}
              onClick={() => setAdding(adding === way ? null : way)}
            >
              {say(`resources.evidence.add.${way}`)}
            </Button>
          ))}
        </Box>
      )}
      {open && adding && (
        <AddPanel key={adding} place={place} beside={OWN} way={adding} onClose={() => setAdding(null)} />
      )}
    </Box>
  );
}
