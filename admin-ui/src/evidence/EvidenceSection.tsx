import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { Milestone } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { isEnded } from '../projects/order.ts';
import { registersOf } from '../register/access.ts';
import { runPath } from '../runs/RunLines.tsx';
import { EvidenceGlance, PartsGlance } from './EvidenceGlance.tsx';
import { glanceRow, partRows } from './glance.ts';
import { goToHeading } from './goToHeading.ts';
import { RequirementItem } from './RequirementItem.tsx';

/** What proves the milestone: required and received at a glance, then each requirement with its documents. */
export function EvidenceSection({ milestone }: { milestone: Milestone }) {
  const { say, count } = useWords();
  const me = useMe();
  const id = useId();
  const { allowed, state, requirements, evidence, projectId, kind } = milestone;
  const open = allowed.includes('evidence');
  const frozen = !open && (state === 'submitted' || isEnded(state));
  const part = kind === 'study-visit' ? 'visit' : kind === 'consultation' ? kind : 'course';
  const readsRegister = me !== undefined && registersOf(me).includes(projectId);
  const headingId = (key: string) => `${id}${key}`;
  return (
    <Section title={say('resources.evidence.title')}>
      {frozen && (
        <Typography color="textSecondary" gutterBottom>
          {say('resources.evidence.frozen', { state: say(`app.state.${state}`) })}
        </Typography>
      )}
      <EvidenceGlance
        rows={requirements.map(glanceRow)}
        eachOf={({ per, min }) =>
          per === 'milestone' ? null : count(`resources.evidence.each.${per === 'run' ? part : 'organisation'}`, min)
        }
        onGoTo={(key) => goToHeading(headingId(key))}
      />
      <PartsGlance
        title={say(`resources.evidence.glance.${part}s`)}
        first={say(`resources.evidence.glance.${part}`)}
        rows={partRows(requirements, 'run')}
        pathOf={(run) => runPath(run, 'documents')}
      />
      <PartsGlance
        title={say('resources.evidence.glance.organisations')}
        first={say('resources.evidence.glance.organisation')}
        rows={partRows(requirements, 'organisation')}
        pathOf={(organisation) => (readsRegister ? `/organisations/${organisation}/show` : null)}
      />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 2.5, p: 0 }}>
        {requirements.map((requirement) => (
          <RequirementItem
            key={requirement.key}
            requirement={requirement}
            evidence={evidence.filter((piece) => piece.requirement === requirement.key)}
            milestoneId={milestone.id}
            projectId={projectId}
            open={open}
            headingId={headingId(requirement.key)}
          />
        ))}
      </Box>
    </Section>
  );
}
