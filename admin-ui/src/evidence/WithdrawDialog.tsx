import { withdrawEvidence } from '../api/commands.ts';
import type { Evidence } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

/** Takes a piece back; of one in versions the earlier one stands again. */
export function WithdrawDialog({ piece, onClose }: { piece: Evidence; onClose: () => void }) {
  const { say } = useWords();
  const command = useCommand();
  async function confirm() {
    if (!(await command.run(withdrawEvidence(piece.id)))) return;
    closeToPageTitle(onClose);
  }
  const { name, versionNumber } = piece;
  return (
    <CommandDialog
      title={say('resources.evidence.withdraw.title')}
      explain={
        piece.replaces === null
          ? say('resources.evidence.withdraw.explain', { name })
          : say('resources.evidence.withdraw.explainVersion', {
              name,
              version: versionNumber,
              earlier: versionNumber - 1,
            })
      }
      confirm={say('resources.evidence.withdraw.confirm')}
      command={command}
      grave
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
