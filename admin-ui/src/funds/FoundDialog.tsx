import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { foundFund } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';
import { fundPath } from '../matches/matchPaths.ts';

/** R23: founds the fund, with its founding document. */
export function FoundDialog({ milestoneId, onClose }: { milestoneId: string; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const navigate = useNavigate();
  const command = useCommand();
  const [ro, setRo] = useState('Fondul de Dezvoltare Locală');
  const [en, setEn] = useState('Local Development Fund');
  const [document, setDocument] = useState('');
  const [foundedOn, setFoundedOn] = useState('');
  const errors = fieldErrors(command.problem);
  async function found() {
    const done = await command.run(foundFund(milestoneId, { name: { ro, en }, document, foundedOn }));
    if (!done) return;
    notify('resources.funds.found.done', { type: 'success' });
    navigate(fundPath(done.answer.id));
  }
  return (
    <CommandDialog
      title={say('resources.funds.found.action')}
      explain={say('resources.funds.found.explain')}
      confirm={say('resources.funds.found.confirm')}
      command={command}
      incomplete={[ro, en, document].some((text) => text.trim() === '') || !isWholeDay(foundedOn)}
      onConfirm={found}
      onClose={onClose}
    >
      <ShortText
        label={say('app.inLanguage', { field: say('resources.funds.fields.name'), language: say('app.language.ro') })}
        value={ro}
        onChange={setRo}
        maxLength={200}
        required
        error={errors['name.ro']}
      />
      <ShortText
        label={say('app.inLanguage', { field: say('resources.funds.fields.name'), language: say('app.language.en') })}
        value={en}
        onChange={setEn}
        maxLength={200}
        required
        error={errors['name.en']}
      />
      <ShortText
        label={say('resources.funds.fields.document')}
        help={say('resources.funds.found.documentHelp')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        required
        autoFocus
        error={errors.document}
      />
      <DayField
        label={say('resources.funds.fields.foundedOn')}
        value={foundedOn}
        onChange={setFoundedOn}
        required
        max={dayOfInstant(new Date().toISOString())}
        error={errors.foundedOn}
      />
    </CommandDialog>
  );
}
