import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { API } from '../api/http.ts';
import type { Campaign, Ledger, LedgerEntry } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { printedReference } from '../campaigns/AboutSection.tsx';
import { entryPath } from '../campaigns/campaignPaths.ts';
import { PieceName } from '../evidence/PieceName.tsx';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { closeToPageTitle, PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayEnter } from './access.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { CorrectRefundDialog } from './CorrectRefundDialog.tsx';
import { EntryRow } from './EntryRow.tsx';
import { actionsOf, type EntryAction } from './entryActions.ts';
import { LedgerWay } from './LedgerWay.tsx';
import { RefundDialog } from './RefundDialog.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { useEntryWords } from './useEntryWords.ts';

interface EntryProps {
  readonly entry: LedgerEntry;
}

function Actions({ entry, campaign }: EntryProps & { readonly campaign: Campaign }) {
  const { say } = useWords();
  const { data: project } = useWhole('projects', campaign.projectId);
  const [open, setOpen] = useState<EntryAction | null>(null);
  const close = () => setOpen(null);
  if (!project || !mayEnter(project, campaign)) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {actionsOf(entry).map((action) => (
        <Button key={action} variant={action === 'settle' ? 'contained' : 'outlined'} onClick={() => setOpen(action)}>
          {say(`resources.ledgers.${action}.action`)}
        </Button>
      ))}
      {open === 'settle' && <SettleDialog campaign={campaign} pledge={entry} onClose={close} />}
      {open === 'refund' && <RefundDialog campaign={campaign} entry={entry} onClose={close} />}
      {open === 'correct' && <CorrectDialog campaign={campaign} entry={entry} onClose={close} />}
      {open === 'correctRefund' && (
        <CorrectRefundDialog
          campaign={campaign}
          refund={entry}
          byBank={entry.bankLineId !== null}
          onDone={() => closeToPageTitle(close)}
          onClose={close}
        />
      )}
    </Box>
  );
}

function ActionsOf({ entry, campaignId }: EntryProps & { readonly campaignId: string }) {
  const { data: campaign } = useWhole('campaigns', campaignId);
  return campaign ? <Actions entry={entry} campaign={campaign} /> : null;
}

/** The file that proves it. */
function Proof({ id }: { id: string }) {
  const { data: piece } = useWhole('evidence', id);
  return piece ? <PieceName piece={piece} /> : null;
}

function Details({ entry }: EntryProps) {
  const { say, lei, day, local, moment } = useWords();
  const { kindOf, donorOf } = useEntryWords();
  const { amount, left, unpaid, bookedOn, reference, note, about, other, afterClose, kind } = entry;
  const { recordedAt, recordedBy, corrects, correctedBy } = entry;
  const donor = donorOf(entry);
  const fact = (name: string, value: string) => ({ name: say(`resources.ledgers.fields.${name}`), value });
  const pointing = (name: 'about' | 'corrects' | 'correctedBy', to: LedgerEntry['about']) =>
    to === null
      ? []
      : [
          {
            name: say(`resources.ledgers.fields.${name}`),
            value: (
              <Link component={RouterLink} to={entryPath(to.id)}>
                {say(`resources.ledgers.${name}`, { number: to.number })}
              </Link>
            ),
          },
        ];
  const receipt = kind === 'gift' || kind === 'settlement';
  return (
    <Section title={say('resources.ledgers.entry')}>
      <Facts
        facts={[
          fact('kind', kindOf(entry)),
          fact('amount', lei(amount)),
          ...(left === amount ? [] : [fact('left', lei(left))]),
          ...(unpaid === null ? [] : [fact('unpaid', lei(unpaid))]),
          fact('bookedOn', day(bookedOn)),
          fact('document', local(entry.shownDocument)),
          ...(entry.evidenceId === null
            ? []
            : [{ name: say('resources.ledgers.fields.evidence'), value: <Proof id={entry.evidenceId} /> }]),
          ...(donor === null ? [] : [fact('donor', donor)]),
          ...(reference === null ? [] : [fact('reference', printedReference(reference))]),
          ...pointing('about', about),
          ...pointing('corrects', corrects),
          ...pointing('correctedBy', correctedBy),
          ...(other === null
            ? []
            : [
                {
                  name: say('resources.ledgers.fields.other'),
                  value: (
                    <Link component={RouterLink} to={entryPath(other.id)}>
                      {say(`resources.ledgers.otherSide.${other.ledger}`, { number: other.number })}
                    </Link>
                  ),
                },
              ]),
          ...(afterClose ? [fact('when', say('resources.ledgers.afterClose'))] : []),
          ...(note === '' ? [] : [fact('note', note)]),
          fact(
            'recorded',
            say('resources.ledgers.recordedBy', {
              name: recordedBy?.name ?? say('resources.events.bySystem'),
              moment: moment(recordedAt),
            }),
          ),
        ]}
      />
      {receipt && (
        <Button
          component="a"
          href={`${API}/ledger-entries/${entry.id}/receipt`}
          target="_blank"
          rel="noreferrer"
          variant="outlined"
          startIcon={<PictureAsPdfOutlined />}
          sx={{ mt: 1 }}
        >
          {say('resources.ledgers.receipt')}
        </Button>
      )}
    </Section>
  );
}

/** What was entered about it later. */
function AboutIt({ entry }: EntryProps) {
  const { say } = useWords();
  const query = useGetList<LedgerEntry>('ledger-entries', {
    filter: { ledgerId: entry.ledgerId, aboutId: entry.id },
    sort: { field: 'number', order: 'ASC' },
    pagination: { page: 1, perPage: 100 },
  });
  return (
    <Section title={say('resources.ledgers.aboutIt.title')}>
      <Loaded query={query}>
        {(entries) =>
          entries.length === 0 ? (
            say('resources.ledgers.aboutIt.none')
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {entries.map((each) => (
                <EntryRow key={each.id} entry={each} />
              ))}
            </Box>
          )
        }
      </Loaded>
    </Section>
  );
}

function Page({ entry, ledger }: EntryProps & { readonly ledger: Ledger }) {
  const { say } = useWords();
  const { kindOf } = useEntryWords();
  return (
    <>
      <PageTitle
        title={say('resources.ledgers.numbered', { number: entry.number, kind: kindOf(entry) })}
        above={<LedgerWay ledger={ledger} below />}
      >
        {ledger.campaignId !== null && <ActionsOf entry={entry} campaignId={ledger.campaignId} />}
      </PageTitle>
      <Stack spacing={2} sx={{ maxWidth: 900 }}>
        <Details entry={entry} />
        <AboutIt entry={entry} />
      </Stack>
    </>
  );
}

function OfLedger({ entry }: EntryProps) {
  const query = useWhole('ledgers', entry.ledgerId);
  return <Loaded query={query}>{(ledger) => <Page entry={entry} ledger={ledger} />}</Loaded>;
}

/** One entry: what proves it, what it is about, and what is about it (R20). */
export function EntryShow() {
  const { id = '' } = useParams();
  const query = useWhole('ledger-entries', id);
  return <Loaded query={query}>{(entry) => <OfLedger entry={entry} />}</Loaded>;
}
