import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { API } from '../api/http.ts';
import type { Campaign } from '../api/types.ts';
import { printedIban } from '../format/iban.ts';
import { CopyButton } from '../look/CopyButton.tsx';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** As a payment's details say it: `7K3M-9QTX`. */
export const printedReference = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What the campaign is for, and where the money goes. */
export function AboutSection({ campaign }: { campaign: Campaign }) {
  const { say, local, moment, due } = useWords();
  const { purpose, beneficiary, accountHolder, iban, reference, proposal, extendedFrom, extensionReason, statement } =
    campaign;
  const none = say('app.none');
  return (
    <>
      <Section title={say('resources.campaigns.about')}>
        <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', mb: 1.5 }}>
          {local(purpose) || say('resources.campaigns.noPurpose')}
        </Typography>
        <Facts
          facts={[
            ...(proposal === null
              ? []
              : [
                  {
                    name: say('resources.campaigns.fields.proposal'),
                    value: (
                      <Link component={RouterLink} to={`/proposals/${proposal.id}/show`}>
                        {proposal.number}. {proposal.title}
                      </Link>
                    ),
                  },
                ]),
            { name: say('resources.campaigns.fields.beneficiary'), value: beneficiary || none },
            { name: say('resources.campaigns.fields.accountHolder'), value: accountHolder || none },
            {
              name: say('resources.campaigns.fields.iban'),
              value:
                iban === '' ? (
                  none
                ) : (
                  <>
                    {printedIban(iban)} <CopyButton text={iban} />
                  </>
                ),
            },
            { name: say('resources.campaigns.fields.reference'), value: printedReference(reference) },
            ...(extendedFrom === null
              ? []
              : [
                  {
                    name: say('resources.campaigns.fields.extended'),
                    value: say('resources.campaigns.extendedBecause', {
                      day: due(extendedFrom),
                      reason: extensionReason,
                    }),
                  },
                ]),
          ]}
        />
      </Section>
      {statement !== null && (
        <Section title={say('resources.campaigns.statement.title')}>
          <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', mb: 1 }}>
            {local(statement.words)}
          </Typography>
          <Box sx={{ typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {say('resources.campaigns.statement.by', {
              name: statement.publishedBy.name,
              moment: moment(statement.publishedAt),
            })}
            <br />
            {say('resources.campaigns.statement.hash')}: <code>{statement.hash}</code>
          </Box>
          <Button
            component="a"
            href={`${API}/campaigns/${campaign.id}/statement.pdf`}
            target="_blank"
            rel="noreferrer"
            variant="outlined"
            startIcon={<PictureAsPdfOutlined />}
            sx={{ mt: 1 }}
          >
            {say('resources.campaigns.statement.pdf')}
          </Button>
        </Section>
      )}
    </>
  );
}
