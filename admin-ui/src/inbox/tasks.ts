/** How the inbox is ordered. */
import type { InboxItem } from '../api/types.ts';

/** Late first, then by due date, then as the plan numbers them. */
export function byDate(items: readonly InboxItem[]): InboxItem[] {
  return [...items].sort(
    (a, b) =>
      Number(b.late) - Number(a.late) ||
      a.dueAt.localeCompare(b.dueAt) ||
      a.key.localeCompare(b.key, 'en', { numeric: true }),
  );
}

const SECTIONS = [
  { section: 'mine', task: 'submit' },
  { section: 'approve', task: 'approve' },
  { section: 'prepare', task: 'prepare' },
] as const;

/** The same items by what is asked of the person; their order is kept. */
export function tasksOf(
  items: readonly InboxItem[],
): { section: 'mine' | 'approve' | 'prepare'; items: InboxItem[] }[] {
  return SECTIONS.map(({ section, task }) => ({ section, items: items.filter((item) => item.task === task) }));
}

/** How many items ask for something now, and how many of them are late; what is not open yet only can be prepared. */
export function waitingOf(items: readonly InboxItem[]): { waiting: number; late: number } {
  const waiting = items.filter(({ task }) => task !== 'prepare');
  return { waiting: waiting.length, late: waiting.filter(({ late }) => late).length };
}
