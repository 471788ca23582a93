import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { API } from '../api/http.ts';
import type { Certificate, Enrolment } from '../api/types.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { CertifyDialog } from './CertifyDialog.tsx';
import { certificateStanding } from './certificateStanding.ts';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import type { TabProps } from './tabProps.ts';
import { isEnrolled, useEnrolments } from './useEnrolments.ts';
import { WithoutCertificate } from './WithoutCertificate.tsx';

function Page({ run, enrolments }: Pick<TabProps, 'run'> & { readonly enrolments: readonly Enrolment[] }) {
  const { say, count } = useWords();
  const [certifying, setCertifying] = useState(false);
  const [revoking, setRevoking] = useState<Certificate | null>(null);
  const query = useGetList<Certificate>('certificates', {
    filter: { runId: run.id },
    sort: { field: 'number', order: 'ASC' },
    pagination: { page: 1, perPage: 1000 },
  });
  const earned = enrolments.filter((each) => certificateStanding(each, run).kind === 'earned').length;
  const open = run.sessions.filter(({ closedAt }) => closedAt === null).length;
  const certifies = run.allowed.includes('certify');
  return (
    <Stack spacing={2}>
      <Alert severity="info">
        {count('resources.runs.certificate.rule', run.sessionsNeeded, { all: run.sessions.length })}{' '}
        {open > 0 && count('resources.runs.certificate.stillOpen', open)}
      </Alert>
      {certifies && (
        <Box>
          <Button variant="contained" onClick={() => setCertifying(true)}>
            {count('resources.runs.certify.action', earned)}
          </Button>
        </Box>
      )}
      <Loaded query={query}>
        {(certificates) => {
          const standing = certificates.filter(({ revokedAt }) => revokedAt === null);
          const revoked = certificates.filter(({ revokedAt }) => revokedAt !== null);
          const onRevoke = run.allowed.includes('change') ? setRevoking : null;
          return (
            <>
              {standing.length > 0 && (
                <Section
                  title={count('resources.runs.certificate.standing', standing.length)}
                  actions={
                    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                      {LOCALES.map((locale) => (
                        <Button
                          key={locale}
                          size="small"
                          variant="outlined"
                          href={`${API}/runs/${run.id}/certificates.zip?locale=${locale}`}
                          download
                        >
                          {say(`resources.runs.zip.${locale}`)}
                        </Button>
                      ))}
                    </Box>
                  }
                >
                  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    {standing.map((certificate) => (
                      <IssuedCertificate key={certificate.id} certificate={certificate} onRevoke={onRevoke} />
                    ))}
                  </Box>
                </Section>
              )}
              <Section title={say('resources.runs.certificate.without')}>
                <WithoutCertificate
                  run={run}
                  enrolments={enrolments.filter(({ certificate }) => certificate === null)}
                />
              </Section>
              {revoked.length > 0 && (
                <Section title={count('resources.runs.certificate.revokedTitle', revoked.length)}>
                  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    {revoked.map((certificate) => (
                      <IssuedCertificate key={certificate.id} certificate={certificate} onRevoke={null} />
                    ))}
                  </Box>
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
      {certifying && <CertifyDialog run={run} many={earned} onClose={() => setCertifying(false)} />}
      {revoking && <RevokeDialog certificate={revoking} onClose={() => setRevoking(null)} />}
    </Stack>
  );
}

/** R4: who earned a certificate, who did not and why; issuing and revoking. */
export function CertificatesTab({ run }: TabProps) {
  const { say } = useWords();
  const query = useEnrolments(run.id);
  return (
    <Loaded query={query}>
      {(all) => {
        const enrolments = all.filter(isEnrolled);
        return enrolments.length === 0 ? (
          <EmptyState
            title={say('resources.runs.attendance.empty')}
            help={say('resources.runs.certificate.emptyHelp')}
          />
        ) : (
          <Page run={run} enrolments={enrolments} />
        );
      }}
    </Loaded>
  );
}
