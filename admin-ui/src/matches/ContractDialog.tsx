import { useState } from 'react';
import { useNotify } from 'react-admin';
import { contractMatch } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Match } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';

/** R21: the contract by which the town hall gives the sum, with its legal route. */
export function ContractDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const { say, lei } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [number, setNumber] = useState('');
  const [contractedOn, setContractedOn] = useState('');
  const [legalRoute, setLegalRoute] = useState('');
  const errors = fieldErrors(command.problem);
  async function record() {
    if (!(await command.run(contractMatch(match.id, { number, contractedOn, legalRoute })))) return;
    notify('resources.matches.contract.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.matches.contract.action')}
      explain={say('resources.matches.contract.explain', { due: lei(match.due) })}
      confirm={say('resources.matches.contract.confirm')}
      command={command}
      incomplete={number.trim() === '' || !isWholeDay(contractedOn) || legalRoute.trim() === ''}
      onConfirm={record}
      onClose={onClose}
    >
      <ShortText
        label={say('resources.matches.contract.number')}
        value={number}
        onChange={setNumber}
        maxLength={100}
        required
        autoFocus
        error={errors.number}
      />
      <DayField
        label={say('resources.matches.contract.day')}
        value={contractedOn}
        onChange={setContractedOn}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.contractedOn}
      />
      <LongText
        label={say('resources.matches.contract.route')}
        help={say('resources.matches.contract.routeHelp')}
        value={legalRoute}
        onChange={setLegalRoute}
        required
        minRows={2}
        maxLength={500}
        error={errors.legalRoute}
      />
    </CommandDialog>
  );
}
