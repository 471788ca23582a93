import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Fund } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { entryPath, ledgerPath } from '../campaigns/campaignPaths.ts';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { PublicPage } from '../look/PublicPage.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { type Correctable, CorrectDialog } from './CorrectDialog.tsx';
import { PayDialog } from './PayDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';

function Line({ to, title, amount, children }: { to: string; title: string; amount: number; children: ReactNode }) {
  const { lei } = useWords();
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={to} sx={{ fontWeight: 600 }}>
          {title}
        </Link>
        <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {lei(amount)}
        </Box>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{children}</Box>
    </Box>
  );
}

interface ListProps {
  readonly fund: Fund;
  readonly onCorrect: (entry: Correctable) => void;
}

/** What is left of a wrong entry, and the way to correct it. */
function Correction({ fund, entry, amount, onCorrect }: ListProps & { entry: Correctable; amount: number }) {
  const { say, lei } = useWords();
  return (
    <>
      {entry.left !== amount && <div>{say('resources.funds.correct.left', { left: lei(entry.left) })}</div>}
      {fund.allowed.includes('correct') && (
        <Button
          size="small"
          aria-label={say('resources.funds.correct.title', { number: entry.number })}
          onClick={() => onCorrect(entry)}
        >
          {say('resources.funds.correct.action')}
        </Button>
      )}
    </>
  );
}

function Corrections({ fund: { corrections } }: { fund: Fund }) {
  const { say, due } = useWords();
  if (corrections.length === 0) return null;
  return (
    <Section title={say('resources.funds.correct.list')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {corrections.map(({ entryId, about, amount, document, note, recordedAt }) => (
          <Line
            key={entryId}
            to={entryPath(entryId)}
            title={say('resources.funds.correct.of', { number: about.number })}
            amount={amount}
          >
            {note} · {due(recordedAt)} · {document}
          </Line>
        ))}
      </Box>
    </Section>
  );
}

function Transfers({ fund, onCorrect }: ListProps) {
  const { transfers, sources, allowed } = fund;
  const { say, local, lei, day } = useWords();
  const waiting = allowed.includes('transfer') ? sources.filter(({ available }) => available > 0) : [];
  return (
    <Section title={say('resources.funds.transfers.title')}>
      {waiting.length > 0 && (
        <Alert severity="info" sx={{ mb: 1 }}>
          {waiting.map(({ ledgerId, kind, title, available }) => (
            <div key={ledgerId}>
              {say('resources.funds.transfers.waiting', {
                ledger: say(`resources.ledgers.kindOf.${kind}`, { title: local(title) }),
                amount: lei(available),
              })}
            </div>
          ))}
        </Alert>
      )}
      {transfers.length === 0 ? (
        <Typography color="textSecondary">{say('resources.funds.transfers.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {transfers.map(({ entryId, number, amount, left, bookedOn, document, other }) => (
            <Line
              key={entryId}
              to={entryPath(entryId)}
              title={say(`resources.funds.transfers.${amount > 0 ? 'from' : 'to'}`, {
                ledger: say(`resources.ledgers.kindOf.${other.kind}`, { title: local(other.title) }),
              })}
              amount={amount}
            >
              {day(bookedOn)} · {document}
              <Correction
                fund={fund}
                entry={{ entryId, number, left: Math.abs(left) }}
                amount={Math.abs(amount)}
                onCorrect={onCorrect}
              />
            </Line>
          ))}
        </Box>
      )}
    </Section>
  );
}

function Payments({ fund, onCorrect }: ListProps) {
  const { payments } = fund;
  const { say, day } = useWords();
  return (
    <Section title={say('resources.funds.payments.title')}>
      {payments.length === 0 ? (
        <Typography color="textSecondary">{say('resources.funds.payments.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {payments.map(({ entryId, number, amount, left, bookedOn, document, note }) => (
            <Line key={entryId} to={entryPath(entryId)} title={note || document} amount={amount}>
              {day(bookedOn)} · {document}
              <Correction fund={fund} entry={{ entryId, number, left }} amount={amount} onCorrect={onCorrect} />
            </Line>
          ))}
        </Box>
      )}
    </Section>
  );
}

function Page({ fund }: { fund: Fund }) {
  const { say, local, lei, day } = useWords();
  const [open, setOpen] = useState<'transfer' | 'pay' | Correctable | null>(null);
  const { allowed, figures, document, foundedOn, ledgerId } = fund;
  const close = () => setOpen(null);
  return (
    <>
      <PageTitle title={local(fund.name)} above={<MilestoneWay milestone={fund.milestone} />}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {allowed.includes('transfer') && (
            <Button variant="contained" onClick={() => setOpen('transfer')}>
              {say('resources.funds.transfer.action')}
            </Button>
          )}
          {allowed.includes('pay') && (
            <Button variant="outlined" onClick={() => setOpen('pay')}>
              {say('resources.funds.pay.action')}
            </Button>
          )}
        </Box>
      </PageTitle>
      <Typography>{say('resources.funds.foundedBy', { document, day: day(foundedOn) })}</Typography>
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Transfers fund={fund} onCorrect={setOpen} />
          <Payments fund={fund} onCorrect={setOpen} />
          <Corrections fund={fund} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Section title={say('resources.funds.figures.title')}>
            <Facts
              stacked
              facts={(['fromCampaigns', 'fromMatches', 'paid', 'balance'] as const).map((key) => ({
                name: say(`resources.funds.figures.${key}`),
                value: lei(figures[key]),
              }))}
            />
            <Button component={RouterLink} to={ledgerPath(ledgerId)} variant="outlined">
              {say('resources.ledgers.open')}
            </Button>
          </Section>
          <PublicPage url={fund.publicUrl} shows={say('resources.funds.publicShows')} />
        </Stack>
      </Box>
      {open === 'transfer' && <TransferDialog fund={fund} onClose={close} />}
      {open === 'pay' && <PayDialog fund={fund} onClose={close} />}
      {open !== null && typeof open === 'object' && <CorrectDialog fund={fund} entry={open} onClose={close} />}
    </>
  );
}

/** The Local Development Fund: what came into it, what it paid, and what is left (R23). */
export function FundShow() {
  const { id = '' } = useParams();
  const query = useWhole('funds', id);
  return <Loaded query={query}>{(fund) => <Page fund={fund} />}</Loaded>;
}
