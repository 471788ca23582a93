import CheckCircle from '@mui/icons-material/CheckCircle';
import PendingActions from '@mui/icons-material/PendingActions';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import RemoveCircleOutlined from '@mui/icons-material/RemoveCircleOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ElementType, ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { Match } from '../api/types.ts';
import { campaignPath, entryPath } from '../campaigns/campaignPaths.ts';
import { useWords } from '../look/useWords.ts';
import { releaseNeeds, type Step, type StepState, standingReleases, stepsOf } from './matchSteps.ts';

const MARKS: Readonly<Record<StepState, { Icon: ElementType; color: string }>> = {
  done: { Icon: CheckCircle, color: 'success.main' },
  now: { Icon: PendingActions, color: 'warning.main' },
  later: { Icon: RadioButtonUnchecked, color: 'text.secondary' },
  never: { Icon: RemoveCircleOutlined, color: 'text.secondary' },
};

interface MatchProps {
  readonly match: Match;
}

function Computed({ match }: MatchProps) {
  const { say, local, lei, due } = useWords();
  const { campaign, raised, computed, capText, createdAt } = match;
  return (
    <>
      <div>
        {say('resources.matches.computed', { raised: lei(raised), computed: lei(computed), day: due(createdAt) })}
      </div>
      <div>{local(capText)}</div>
      <Link component={RouterLink} to={campaignPath(campaign.id)}>
        {local(campaign.title)}
      </Link>
    </>
  );
}

/** What stood there before a mistake was put right; `decision` null of the contract. */
function Corrections({ match: { corrections }, decision }: MatchProps & { decision: number | null }) {
  const { say, day, due } = useWords();
  return corrections
    .filter((correction) => correction.decision === decision)
    .map(({ oldNumber, oldDay, reason, recordedAt, recordedBy }) => (
      <Box key={recordedAt} sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say('resources.matches.corrected', {
          number: oldNumber,
          day: day(oldDay),
          on: due(recordedAt),
          name: recordedBy.name,
          reason,
        })}
      </Box>
    ));
}

function Council({ match }: MatchProps) {
  const { decisions } = match;
  const { say, day } = useWords();
  return decisions.map(({ place, outcome, number, decidedOn, words, recordedBy }) => (
    <Box key={place} sx={{ mb: 0.5 }}>
      <div>{say(`resources.matches.decided.${outcome}`, { number, day: day(decidedOn) })}</div>
      {words !== '' && <Box sx={{ whiteSpace: 'pre-line' }}>{words}</Box>}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say('resources.matches.recordedBy', { name: recordedBy.name })}
      </Box>
      <Corrections match={match} decision={place} />
    </Box>
  ));
}

function Contract({ match }: MatchProps) {
  const { contract } = match;
  const { say, day } = useWords();
  if (contract === null) return null;
  return (
    <>
      <div>{say('resources.matches.contracted', { number: contract.number, day: day(contract.contractedOn) })}</div>
      <div>{say('resources.matches.route', { route: contract.legalRoute })}</div>
      <Corrections match={match} decision={null} />
    </>
  );
}

function Payment({ match }: MatchProps) {
  const { say, lei, day, moment } = useWords();
  const { payment, contract } = match;
  const need = releaseNeeds(match);
  return (
    <>
      {standingReleases(match).map(({ person, role, amount, orderNumber, paidOn, releasedAt }) => (
        <div key={person.id}>
          {say('resources.matches.released', {
            name: person.name,
            role: say(`app.role.${role}`),
            amount: lei(amount),
            order: orderNumber,
            day: day(paidOn),
            moment: moment(releasedAt),
          })}
        </div>
      ))}
      {contract !== null && need !== null && (
        <Box sx={{ fontWeight: 600 }}>{say(`resources.matches.releaseNeeds.${need}`)}</Box>
      )}
      {payment !== null && (
        <Link component={RouterLink} to={entryPath(payment.entryId)}>
          {say('resources.matches.paid', {
            amount: lei(payment.amount),
            order: payment.orderNumber,
            day: day(payment.paidOn),
          })}
        </Link>
      )}
    </>
  );
}

function Repayment({ match: { toRepay, repaid } }: MatchProps) {
  const { say, lei } = useWords();
  return (
    <>
      {toRepay > 0 && <div>{say('resources.matches.toRepay', { amount: lei(toRepay) })}</div>}
      {repaid > 0 && <div>{say('resources.matches.repaid', { amount: lei(repaid) })}</div>}
    </>
  );
}

function Item({ step: { key, state }, children }: { step: Step; children: ReactNode }) {
  const { say } = useWords();
  const { Icon, color } = MARKS[state];
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, pb: 1.5, overflowWrap: 'anywhere' }}>
      <Box component={Icon} aria-hidden sx={{ color, flexShrink: 0 }} />
      <Box sx={{ minWidth: 0 }}>
        <Box component="h3" sx={{ typography: 'h3', m: 0 }}>
          {say(`resources.matches.steps.${key}`)}{' '}
          <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
            {say(`resources.matches.stepState.${state}`)}
          </Box>
        </Box>
        {children}
      </Box>
    </Box>
  );
}

const PARTS = { computed: Computed, council: Council, contract: Contract, payment: Payment, repayment: Repayment };

/** A match step by step: what was done, with its day and document, and what is next (R21). */
export function Timeline({ match }: MatchProps) {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {stepsOf(match).map((step) => {
        const Part = PARTS[step.key];
        return (
          <Item key={step.key} step={step}>
            <Part match={match} />
          </Item>
        );
      })}
    </Box>
  );
}
