import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import type { KeyboardEvent } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { BankLine } from '../api/types.ts';
import { printedReference } from '../campaigns/AboutSection.tsx';
import { entryPath } from '../campaigns/campaignPaths.ts';
import { printedIban } from '../format/iban.ts';
import { useWords } from '../look/useWords.ts';
import { actionsOf, keyOf, LINE_KEYS, type LineAction } from './lineActions.ts';

interface LineRowProps {
  readonly line: BankLine;
  /** Left out where lines are only read. */
  readonly onDo?: ((line: BankLine, action: LineAction) => void) | undefined;
}

/** Moves the focus to the next line that can be decided, or to the one before. */
function moveFocus(from: HTMLElement, step: 1 | -1): void {
  const rows = [...(from.closest('ul')?.querySelectorAll<HTMLElement>('li[data-line]') ?? [])];
  const rest = step === 1 ? rows.slice(rows.indexOf(from) + 1) : rows.slice(0, rows.indexOf(from)).reverse();
  rest
    .map((row) => row.querySelector('button'))
    .find((button) => button !== null)
    ?.focus();
}

/** What the line became, or what it seems to be. */
function Standing({ line }: { line: BankLine }) {
  const { say, lei } = useWords();
  const { state, entry, repeats, setAsideReason, pledge, reversal } = line;
  return (
    <Box sx={{ typography: 'body2' }}>
      {reversal && <div>{say('resources.bank.line.reversal')}</div>}
      {pledge !== null && state !== 'booked' && (
        <div>
          {say('resources.bank.line.pledge', {
            number: pledge.number,
            code: printedReference(pledge.reference),
            unpaid: lei(pledge.unpaid),
          })}
        </div>
      )}
      {entry !== null && (
        <Link component={RouterLink} to={entryPath(entry.id)}>
          {say('resources.bank.line.booked', {
            number: entry.number,
            kind: say(`resources.ledgers.entryKind.${entry.kind}`),
          })}
        </Link>
      )}
      {repeats !== null && say('resources.bank.line.repeats', { statement: repeats.statement, place: repeats.place })}
      {state === 'set-aside' && say('resources.bank.line.setAside', { reason: setAsideReason })}
    </Box>
  );
}

/** A movement of the account as the bank wrote it, and what is to be done with it; letters and arrows work on it. */
export function LineRow({ line, onDo }: LineRowProps) {
  const { say, lei, day } = useWords();
  const { place, bookedOn, amount, counterparty, counterpartyIban, details, bankReference, statement } = line;
  const actions = onDo ? actionsOf(line) : [];
  function press(event: KeyboardEvent<HTMLLIElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = LINE_KEYS[event.key.toLowerCase()];
    if (action && actions.includes(action)) {
      event.preventDefault();
      onDo?.(line, action);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
    }
  }
  return (
    <Box
      component="li"
      data-line={line.id}
      onKeyDown={press}
      sx={{
        py: 1,
        px: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
        '&:focus-within': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {counterparty || say('resources.bank.line.nobody')}
        </Box>
        <Box
          component="span"
          sx={{
            fontWeight: 600,
            fontVariantNumeric: 'tabular-nums',
            color: amount < 0 ? 'error.main' : 'text.primary',
          }}
        >
          {lei(amount)}
        </Box>
      </Box>
      {details !== '' && <div>{details}</div>}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[
          day(bookedOn),
          ...(counterpartyIban === '' ? [] : [printedIban(counterpartyIban)]),
          ...(bankReference === '' ? [] : [bankReference]),
          statement.number === null
            ? say('resources.bank.line.place', { place })
            : say('resources.bank.line.placeOf', { place, statement: statement.number }),
        ].join(' · ')}
      </Box>
      <Standing line={line} />
      {actions.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
          {actions.map((action, at) => (
            <Button
              key={action}
              size="small"
              // What leaves the account is a fee as often as a refund.
              variant={at === 0 && amount > 0 && action !== 'reopen' ? 'contained' : 'outlined'}
              aria-keyshortcuts={keyOf(action) ?? undefined}
              onClick={() => onDo?.(line, action)}
            >
              {say(`resources.bank.do.${action}`)}
            </Button>
          ))}
        </Box>
      )}
    </Box>
  );
}
