import type { ReactNode } from 'react';
import type { Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister, mayWriteRegister } from './access.ts';
import { RegisterPath } from './RegisterPath.tsx';

interface RegisterGateProps {
  /** Id or short name of the project. */
  readonly projectId: string;
  /** For pages that change something. */
  readonly writes?: boolean;
  readonly children: (project: Project) => ReactNode;
}

/** A page of the register for those who may open it; the others are told why they cannot. */
export function RegisterGate({ projectId, writes = false, children }: RegisterGateProps) {
  const { say } = useWords();
  const query = useWhole('projects', projectId);
  return (
    <Loaded query={query}>
      {(project) =>
        (writes ? mayWriteRegister(project) : mayReadRegister(project)) ? (
          children(project)
        ) : (
          <>
            <PageTitle title={say('register.title')} above={<RegisterPath project={project} within={false} />} />
            <EmptyState
              title={say('register.closed.title')}
              help={say(writes ? 'register.closed.write' : 'register.closed.read')}
            />
          </>
        )
      }
    </Loaded>
  );
}
