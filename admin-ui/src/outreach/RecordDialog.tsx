import UploadFile from '@mui/icons-material/UploadFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { lookAgain } from '../api/refresh.ts';
import type { EvidenceFields, OutreachRow, Problem, Requirement } from '../api/types.ts';
import { uploadFile } from '../api/upload.ts';
import { problemOf } from '../api/useCommand.ts';
import { type Details, NO_DETAILS, withoutEmpty } from '../evidence/details.ts';
import { EvidenceDetails } from '../evidence/EvidenceDetails.tsx';
import { type Chosen, choose } from '../evidence/uploads.ts';
import { isWholeDay } from '../format/day.ts';
import { MAX_FILE_BYTES } from '../format/size.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { useWords } from '../look/useWords.ts';

interface FileChoiceProps {
  readonly chosen: Chosen | null;
  readonly onChange: (chosen: Chosen) => void;
}

function FileChoice({ chosen, onChange }: FileChoiceProps) {
  const { say, size } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const fault = chosen?.state === 'too-big' ? 'tooBig' : chosen?.state === 'empty' ? 'empty' : null;
  return (
    <Box sx={{ mb: 1, overflowWrap: 'anywhere' }}>
      <Button variant="outlined" startIcon={<UploadFile />} onClick={() => input.current?.click()}>
        {say('outreach.record.choose')}
      </Button>{' '}
      <Box component="span" role="status" sx={{ color: fault ? 'error.main' : 'text.primary' }}>
        {chosen && `${chosen.file.name} (${size(chosen.file.size)})`}{' '}
        {chosen &&
          fault &&
          say(`resources.evidence.add.${fault}`, { size: size(chosen.file.size), limit: size(MAX_FILE_BYTES) })}
      </Box>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onChange(choose(file));
          target.value = '';
        }}
      />
    </Box>
  );
}

interface RecordDialogProps {
  readonly milestoneId: string;
  readonly requirement: Requirement;
  readonly organisation: OutreachRow['organisation'];
  readonly onClose: () => void;
}

/** R5: a message that went another way, its delivery, or a reply: the document of it, with its day. */
export function RecordDialog({ milestoneId, requirement, organisation, onClose }: RecordDialogProps) {
  const { say, local } = useWords();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [details, setDetails] = useState<Details>(NO_DETAILS);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send() {
    if (chosen === null) return;
    const fields: EvidenceFields = {
      requirement: requirement.key,
      organisationId: organisation.id,
      ...withoutEmpty(details),
    };
    setBusy(true);
    setProblem(null);
    try {
      await uploadFile({
        path: `milestones/${milestoneId}/evidence`,
        fields,
        file: chosen.file,
        idempotencyKey: chosen.key.for([milestoneId, fields]),
        onProgress: () => {},
      });
      chosen.key.answered(201);
      await lookAgain(queryClient);
      notify('outreach.record.done', { type: 'success' });
      onClose();
    } catch (error) {
      const found = problemOf(error);
      chosen.key.answered(found.status);
      setProblem(found);
    } finally {
      setBusy(false);
    }
  }

  return (
    <CommandDialog
      title={say('outreach.record.title', {
        requirement: local(requirement.title),
        organisation: organisation.name,
      })}
      explain={say('outreach.record.explain')}
      confirm={say('outreach.add')}
      command={{ busy, problem }}
      incomplete={chosen?.state !== 'waiting' || !isWholeDay(details.datedOn)}
      onConfirm={send}
      onClose={onClose}
    >
      <FileChoice chosen={chosen} onChange={setChosen} />
      <EvidenceDetails value={details} onChange={setDetails} errors={problem?.errors ?? {}} dated />
    </CommandDialog>
  );
}
