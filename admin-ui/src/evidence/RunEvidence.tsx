import Box from '@mui/material/Box';
import { useId } from 'react';
import { useGetList } from 'react-admin';
import type { Evidence, Requirement, Run } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { EvidenceGlance } from './EvidenceGlance.tsx';
import { glanceRow } from './glance.ts';
import { goToHeading } from './goToHeading.ts';
import { RequirementItem } from './RequirementItem.tsx';

/** The most that one answer of the server holds. */
const MOST = 1000;

/** Of one run it is asked as of a milestone: `min` in all. */
const ofRun = (requirement: Run['requirements'][number]): Requirement => ({
  ...requirement,
  per: 'milestone',
  parts: [],
});

/** Documents of one course or visit, by what the plan asks for each; with ways to add to them where that is allowed. */
export function RunEvidence({ run }: { run: Run }) {
  const { say } = useWords();
  const id = useId();
  const query = useGetList<Evidence>('evidence', {
    filter: { runId: run.id },
    sort: { field: 'addedAt', order: 'ASC' },
    pagination: { page: 1, perPage: MOST },
  });
  const requirements = run.requirements.map(ofRun);
  const headingId = (key: string) => `${id}${key}`;
  return (
    <Section title={say('resources.evidence.title')}>
      <EvidenceGlance
        rows={requirements.map(glanceRow)}
        eachOf={() => null}
        onGoTo={(key) => goToHeading(headingId(key))}
      />
      <Loaded query={query}>
        {(evidence) => (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 2.5, p: 0 }}>
            {requirements.map((requirement) => (
              <RequirementItem
                key={requirement.key}
                requirement={requirement}
                evidence={evidence.filter((piece) => piece.requirement === requirement.key)}
                milestoneId={run.milestone.id}
                projectId={run.projectId}
                runId={run.id}
                open={run.allowed.includes('evidence')}
                headingId={headingId(requirement.key)}
              />
            ))}
          </Box>
        )}
      </Loaded>
    </Section>
  );
}
