import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList, useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { certifyRun, revokeCertificate } from '../api/commands.ts';
import { API } from '../api/http.ts';
import type { Certificate, Enrolment, Run } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayWriteRegister } from '../register/access.ts';
import { usePersonName } from '../register/usePersonName.ts';
import { certificateStanding } from './certificateStanding.ts';
import type { TabProps } from './tabProps.ts';
import { isEnrolled, useEnrolments } from './useEnrolments.ts';

const LOCALES = ['ro', 'en'] as const;

function RevokeDialog({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { say } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [reason, setReason] = useState('');
  async function confirm() {
    if (!(await command.run(revokeCertificate(certificate.id, { reason })))) return;
    notify('resources.runs.revoke.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.revoke.title', { number: certificate.number })}
      explain={say('resources.runs.revoke.explain')}
      confirm={say('resources.runs.revoke.confirm')}
      command={command}
      incomplete={reason.trim() === ''}
      grave
      onConfirm={confirm}
      onClose={onClose}
    >
      <LongText
        label={say('resources.runs.revoke.reason')}
        help={say('resources.runs.correction.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
        error={command.problem?.errors?.reason}
      />
    </CommandDialog>
  );
}

function CertifyDialog({ run, many, onClose }: { run: Run; many: number; onClose: () => void }) {
  const { say, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  async function confirm() {
    if (!(await command.run(certifyRun(run.id)))) return;
    notify('resources.runs.certify.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.runs.certify.title')}
      explain={say('resources.runs.certify.explain')}
      confirm={say('resources.runs.certify.confirm')}
      command={command}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Typography sx={{ fontWeight: 600 }}>{count('resources.runs.certify.many', many)}</Typography>
    </CommandDialog>
  );
}

const LINE = {
  py: 1,
  borderTop: 1,
  borderColor: 'divider',
  overflowWrap: 'anywhere',
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 2,
  rowGap: 0.5,
  justifyContent: 'space-between',
  alignItems: 'center',
  '&:first-of-type': { borderTop: 0 },
} as const;

interface IssuedProps {
  readonly certificate: Certificate;
  readonly onRevoke: ((certificate: Certificate) => void) | null;
}

function Issued({ certificate, onRevoke }: IssuedProps) {
  const { say, count, moment } = useWords();
  const { id, number, printedName, attended, sessions, issuedAt, issuedBy, revokedAt, revokeReason, verifyUrl } =
    certificate;
  return (
    <Box component="li" sx={LINE}>
      <Box sx={{ minWidth: 0, flex: '1 1 260px' }}>
        <Box sx={{ fontWeight: 600 }}>
          {number} · {printedName === '' ? say('resources.persons.erasedName') : printedName}
        </Box>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {count('resources.runs.certificate.attended', sessions, { attended })} ·{' '}
          {say('resources.runs.certificate.issued', { moment: moment(issuedAt), name: issuedBy.name })}
          {' · '}
          <Link href={verifyUrl} target="_blank" rel="noreferrer" color="inherit">
            {say('resources.runs.certificate.verify')}
          </Link>
        </Box>
        {revokedAt !== null && (
          <Box sx={{ typography: 'body2' }}>
            {say('resources.runs.certificate.revoked', { moment: moment(revokedAt) })}
            {revokeReason && ` ${say('resources.runs.certificate.because', { reason: revokeReason })}`}
          </Box>
        )}
      </Box>
      {revokedAt === null && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {LOCALES.map((locale) => (
            <Button
              key={locale}
              size="small"
              variant="outlined"
              href={`${API}/certificates/${id}/pdf?locale=${locale}`}
              target="_blank"
              rel="noreferrer"
              aria-label={say('resources.runs.certificate.pdfOf', { number, language: say(`app.language.${locale}`) })}
            >
              {say(`resources.runs.pdf.${locale}`)}
            </Button>
          ))}
          {onRevoke && (
            <Button
              size="small"
              color="error"
              onClick={() => onRevoke(certificate)}
              aria-label={say('resources.runs.revoke.actionOf', { number })}
            >
              {say('resources.runs.revoke.action')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

/** Why somebody has no certificate, in words. */
function Without({ run, enrolments }: { run: Run; enrolments: readonly Enrolment[] }) {
  const { say, count } = useWords();
  const nameOf = usePersonName();
  function reason(enrolment: Enrolment): string {
    const standing = certificateStanding(enrolment, run);
    switch (standing.kind) {
      case 'issued':
        return standing.number;
      case 'earned':
        return count('resources.runs.certificate.earned', run.sessions.length, { attended: enrolment.attended });
      case 'open':
        return standing.lacking === 0
          ? count('resources.runs.certificate.openEnough', standing.sessions)
          : count('resources.runs.certificate.openLacking', standing.lacking);
      case 'too-few':
        return count('resources.runs.certificate.tooFew', standing.needed, {
          attended: count('resources.runs.sessionCount', standing.attended),
        });
    }
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {enrolments.map((enrolment) => (
        <Box component="li" key={enrolment.id} sx={LINE}>
          <Link component={RouterLink} to={`/persons/${enrolment.person.id}/show`} sx={{ fontWeight: 600 }}>
            {nameOf(enrolment.person)}
          </Link>
          <span>{reason(enrolment)}</span>
        </Box>
      ))}
      {enrolments.length === 0 && say('resources.runs.certificate.nobodyWithout')}
    </Box>
  );
}

function Page({ run, project, enrolments }: TabProps & { readonly enrolments: readonly Enrolment[] }) {
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
        {count('resources.runs.certificate.rule', run.sessionsNeeded, {
          all: count('resources.runs.sessionCount', run.sessions.length),
        })}{' '}
        {open > 0 && count('resources.runs.certificate.stillOpen', open)}
      </Alert>
      {certifies && (
        <Box>
          <Button variant="contained" disabled={earned === 0} onClick={() => setCertifying(true)}>
            {count('resources.runs.certify.action', earned)}
          </Button>
        </Box>
      )}
      <Loaded query={query}>
        {(certificates) => {
          const standing = certificates.filter(({ revokedAt }) => revokedAt === null);
          const revoked = certificates.filter(({ revokedAt }) => revokedAt !== null);
          const onRevoke = mayWriteRegister(project) ? setRevoking : null;
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
                      <Issued key={certificate.id} certificate={certificate} onRevoke={onRevoke} />
                    ))}
                  </Box>
                </Section>
              )}
              <Section title={say('resources.runs.certificate.without')}>
                <Without run={run} enrolments={enrolments.filter(({ certificate }) => certificate === null)} />
              </Section>
              {revoked.length > 0 && (
                <Section title={count('resources.runs.certificate.revokedTitle', revoked.length)}>
                  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    {revoked.map((certificate) => (
                      <Issued key={certificate.id} certificate={certificate} onRevoke={null} />
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
export function CertificatesTab({ run, project }: TabProps) {
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
          <Page run={run} project={project} enrolments={enrolments} />
        );
      }}
    </Loaded>
  );
}
