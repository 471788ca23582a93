import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { lookAgain } from '../api/refresh.ts';
import type { Evidence, EvidenceFields } from '../api/types.ts';
import { uploadFile } from '../api/upload.ts';
import { problemOf } from '../api/useCommand.ts';
import { type Chosen, choose, isToSend, sameDocument } from './uploads.ts';

export interface Uploads {
  readonly chosen: readonly Chosen[];
  readonly busy: boolean;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (id: string) => void;
  /**
   * Sends what is to be sent, one file after the other; a refused one does not stop the rest.
   * @param together all of them, and those sent before, are files of one document
   */
  readonly start: (fields: EvidenceFields, together: boolean) => Promise<void>;
}

/** The files chosen for one requirement of a milestone. */
export function useUploads(milestoneId: string): Uploads {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [busy, setBusy] = useState(false);

  const change = (id: string, what: Partial<Chosen>) =>
    setChosen((before) => before.map((each) => (each.id === id ? { ...each, ...what } : each)));

  async function send({ id, file, key }: Chosen, fields: EvidenceFields): Promise<Evidence | null> {
    change(id, { state: 'uploading', share: 0, problem: null });
    try {
      const given = await uploadFile<Evidence>({
        path: `milestones/${milestoneId}/evidence`,
        fields,
        file,
        idempotencyKey: key.for([milestoneId, fields]),
        onProgress: (share) => change(id, { share }),
      });
      key.answered(201);
      change(id, { state: 'done', share: 1, given });
      return given;
    } catch (error) {
      const problem = problemOf(error);
      key.answered(problem.status);
      change(id, { state: 'refused', problem });
      return null;
    }
  }

  async function start(fields: EvidenceFields, together: boolean) {
    setBusy(true);
    let first = chosen.find(({ given }) => given !== null)?.given ?? null;
    for (const each of chosen.filter(isToSend)) {
      const given = await send(each, together ? sameDocument(fields, first) : fields);
      first ??= given;
    }
    await lookAgain(queryClient);
    setBusy(false);
  }

  return {
    chosen,
    busy,
    start,
    add: (files) => setChosen((before) => [...before, ...[...files].map(choose)]),
    remove: (id) => setChosen((before) => before.filter((each) => each.id !== id)),
  };
}
