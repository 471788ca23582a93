/** What the plan calls a category, an age group, a choice, a milestone. A key that the plan does not know is shown as it is. */
import type { LocalText, ParticipantField, Project } from '../api/types.ts';

type Local = (text: LocalText) => string;

export function categoryName(project: Project, key: string, local: Local): string {
  const found = project.targetGroup.categories.find((category) => category.key === key);
  return found ? local(found.name) : key;
}

/** Key and title of a milestone; null for one that is not of this project. */
export function milestoneName(project: Pick<Project, 'stages'>, id: string, local: Local): string | null {
  const found = project.stages.flatMap(({ milestones }) => milestones).find((milestone) => milestone.id === id);
  return found ? `${found.key} · ${local(found.title)}` : null;
}

export function ageGroupTitle(project: Project, key: string, local: Local): string {
  const found = project.participants.ageGroups.find((group) => group.key === key);
  return found ? local(found.title) : key;
}

/** A field's value as people read it: the title of the choice, or what was written. */
export function fieldValue(field: ParticipantField, value: string, local: Local): string {
  const choice = field.choices.find(({ key }) => key === value);
  return choice ? local(choice.title) : value;
}
