import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import LinkIcon from '@mui/icons-material/Link';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { withdrawEvidence } from '../api/commands.ts';
import { API } from '../api/http.ts';
import type { Evidence } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

function WithdrawDialog({ piece, onClose }: { piece: Evidence; onClose: () => void }) {
  const { say } = useWords();
  const command = useCommand();
  async function confirm() {
    if (!(await command.run(withdrawEvidence(piece.id)))) return;
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.evidence.withdraw.title')}
      explain={say('resources.evidence.withdraw.explain', { name: piece.name })}
      confirm={say('resources.evidence.withdraw.confirm')}
      command={command}
      grave
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}

/** Only pages of the web are opened: the server takes no other address, and a record is not trusted to know that. */
const isWebAddress = (address: string): boolean => /^https?:\/\//i.test(address);

function Name({ piece }: { piece: Evidence }) {
  const { say, size } = useWords();
  const { id, name, file, link } = piece;
  if (file) {
    return (
      <>
        <Link
          href={`${API}/evidence/${id}/file`}
          download={name}
          aria-label={say('resources.evidence.download', { name })}
        >
          {name}
        </Link>{' '}
        ({size(file.size)})
      </>
    );
  }
  if (!link || !isWebAddress(link)) return <>{name}</>;
  return (
    <>
      <Link
        href={link}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={say('resources.evidence.openLink', { name })}
      >
        {name}
      </Link>{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {link}
      </Box>
    </>
  );
}

function Piece({ piece, mayWithdraw }: { piece: Evidence; mayWithdraw: boolean }) {
  const { say, day, moment } = useWords();
  const [asking, setAsking] = useState(false);
  const { name, description, datedOn, addedBy, addedAt, withdrawnAt, file } = piece;
  const notes = [
    ...(datedOn ? [say('resources.evidence.datedOn', { day: day(datedOn) })] : []),
    say('resources.evidence.added', { name: addedBy.name, moment: moment(addedAt) }),
    ...(withdrawnAt ? [say('resources.evidence.withdrawn', { moment: moment(withdrawnAt) })] : []),
  ];
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', py: 0.5, overflowWrap: 'anywhere' }}>
      <Box
        component={file ? DescriptionOutlined : LinkIcon}
        aria-hidden
        sx={{ fontSize: 20, mt: 0.25, color: 'text.secondary' }}
      />
      <Box sx={{ flex: 1, minWidth: 0, textDecoration: withdrawnAt ? 'line-through' : 'none' }}>
        <Name piece={piece} />
        {description && <Box sx={{ typography: 'body2', whiteSpace: 'pre-line' }}>{description}</Box>}
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{notes.join('; ')}</Box>
      </Box>
      {mayWithdraw && !withdrawnAt && (
        <Button
          size="small"
          color="error"
          aria-label={say('resources.evidence.withdraw.actionOf', { name })}
          onClick={() => setAsking(true)}
        >
          {say('resources.evidence.withdraw.action')}
        </Button>
      )}
      {asking && <WithdrawDialog piece={piece} onClose={() => setAsking(false)} />}
    </Box>
  );
}

/** The pieces that stand, and on request those that were withdrawn. */
export function EvidenceList({ evidence, mayWithdraw }: { evidence: readonly Evidence[]; mayWithdraw: boolean }) {
  const { say, count } = useWords();
  const [withWithdrawn, setWithWithdrawn] = useState(false);
  const withdrawn = evidence.filter(({ withdrawnAt }) => withdrawnAt !== null);
  const shown = withWithdrawn ? evidence : evidence.filter(({ withdrawnAt }) => withdrawnAt === null);
  return (
    <Box sx={{ my: 0.5 }}>
      {shown.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {shown.map((piece) => (
            <Piece key={piece.id} piece={piece} mayWithdraw={mayWithdraw} />
          ))}
        </Box>
      )}
      {withdrawn.length > 0 && (
        <Button size="small" aria-expanded={withWithdrawn} onClick={() => setWithWithdrawn(!withWithdrawn)}>
          {withWithdrawn
            ? say('resources.evidence.withdrawnHide')
            : count('resources.evidence.withdrawnShow', withdrawn.length)}
        </Button>
      )}
    </Box>
  );
}
