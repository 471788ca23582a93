import { useNotify } from 'react-admin';
import { eraseDonor } from '../api/commands.ts';
import type { Donor } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';

/** R28: erases a donor's personal data, having said what stays and what does not. */
export function EraseDialog({ donor, onClose }: { donor: Donor; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  async function erase() {
    if (!(await command.run(eraseDonor(donor.id)))) return;
    notify('resources.donors.erase.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.donors.erase.title')}
      explain={say('resources.donors.erase.explain')}
      confirm={say('resources.donors.erase.confirm')}
      command={command}
      grave
      onConfirm={erase}
      onClose={onClose}
    >
      <strong>{donor.name || donor.email || say('resources.donors.unnamed')}</strong>
    </CommandDialog>
  );
}
