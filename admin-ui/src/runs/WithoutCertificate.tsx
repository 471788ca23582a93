import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Enrolment, Run } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { usePersonName } from '../register/usePersonName.ts';
import { CERTIFICATE_LINE } from './certificateLine.ts';
import { certificateStanding } from './certificateStanding.ts';

/** Who has no certificate, each with the reason in words. */
export function WithoutCertificate({ run, enrolments }: { run: Run; enrolments: readonly Enrolment[] }) {
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
        <Box component="li" key={enrolment.id} sx={CERTIFICATE_LINE}>
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
