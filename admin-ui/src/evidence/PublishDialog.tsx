import { publishEvidence, unpublishEvidence } from '../api/commands.ts';
import type { Evidence } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { useWords } from '../look/useWords.ts';

/** Shows a document on the public pages, or takes it off them. */
export function PublishDialog({ piece, onClose }: { piece: Evidence; onClose: () => void }) {
  const { say } = useWords();
  const command = useCommand();
  const verb = piece.publishedAt === null ? 'publish' : 'unpublish';
  async function confirm() {
    const act = verb === 'publish' ? publishEvidence : unpublishEvidence;
    if (await command.run(act(piece.id))) onClose();
  }
  return (
    <CommandDialog
      title={say(`resources.evidence.${verb}.title`)}
      explain={say(`resources.evidence.${verb}.explain`, { name: piece.name })}
      confirm={say(`resources.evidence.${verb}.confirm`)}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
