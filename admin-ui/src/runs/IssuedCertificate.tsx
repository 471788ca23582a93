import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { API } from '../api/http.ts';
import type { Certificate } from '../api/types.ts';
import { LOCALES } from '../i18n/i18nProvider.ts';
import { useWords } from '../look/useWords.ts';
import { CERTIFICATE_LINE } from './certificateLine.ts';

interface IssuedProps {
  readonly certificate: Certificate;
  readonly onRevoke: ((certificate: Certificate) => void) | null;
}

/** A certificate that was issued: on paper, verified, revoked. */
export function IssuedCertificate({ certificate, onRevoke }: IssuedProps) {
  const { say, count, moment } = useWords();
  const { id, number, printedName, attended, sessions, issuedAt, issuedBy, revokedAt, revokeReason, verifyUrl } =
    certificate;
  return (
    <Box component="li" sx={CERTIFICATE_LINE}>
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
