/** What the plan calls a category, an age group, a choice. A key that the plan does not know is shown as it is. */
import type { LocalText, ParticipantField, Project } from '../api/types.ts';

type Local = (text: LocalText) => string;

export function categoryName(project: Project, key: string, local: Local): string {
  const found = project.targetGroup.categories.find((category) => category.key === key);
  return found ? local(found.name) : key;
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
