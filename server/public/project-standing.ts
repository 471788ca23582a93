/** Where a project stands, for people who do not work on it: its stages and what was done in each. */
import { currentStage } from '../../db/reads/projects.ts';
import type { PublicMilestone, PublicStanding } from '../../db/reads/public-project.ts';
import {
  isComplete,
  isEnded,
  type Locale,
  type LocalText,
  type MilestoneState,
  type StageState,
  stageState,
} from '../../domain/lifecycle.ts';
import { PROJECT_STATE_WORDS, STAGE_STATE_WORDS } from '../../domain/lifecycle-words.ts';
import { formatDay, plural } from '../../domain/locale.ts';
import { type Html, html } from './html.ts';

/** What the public is told of a milestone: who submits and who returns it is the team's own affair. */
const MILESTONE_WORDS: Readonly<Record<MilestoneState, LocalText>> = {
  waiting: { ro: 'urmează', en: 'to come' },
  open: { ro: 'în lucru', en: 'under way' },
  returned: { ro: 'în lucru', en: 'under way' },
  submitted: { ro: 'în verificare', en: 'being checked' },
  approved: { ro: 'încheiat', en: 'completed' },
  adopted: { ro: 'încheiat', en: 'completed' },
  waived: { ro: 'nu a mai fost necesar', en: 'was not needed any more' },
  cancelled: { ro: 'anulat', en: 'cancelled' },
};

/** What is seen at a glance is said in words beside it. */
const MARKS: Readonly<Record<StageState, string>> = { waiting: '○', 'under-way': '◐', completed: '●', cancelled: '×' };

const WORDS = {
  ro: {
    due: 'termen',
    done: (done: number, total: number) => `activități încheiate: ${done} din ${total}`,
    now: (stage: string, state: string) => `Etapa: ${stage} (${state})`,
    ended: (state: string) => `Proiect ${state}`,
  },
  en: {
    due: 'due',
    done: (done: number, total: number) =>
      `${done} of ${plural(total, 'en', { one: 'activity', other: 'activities' })} completed`,
    now: (stage: string, state: string) => `Stage: ${stage} (${state})`,
    ended: (state: string) => `Project ${state}`,
  },
} as const;

const doneOf = (milestones: readonly PublicMilestone[], locale: Locale): string =>
  WORDS[locale].done(milestones.filter(({ state }) => isComplete(state)).length, milestones.length);

/** One line: the stage under way, or how the project ended, and how much of it is done. */
export function standingInWords({ state, plan, milestones }: PublicStanding, locale: Locale): string {
  const words = WORDS[locale];
  const { key, name } = currentStage(plan.stages, milestones);
  const stage = stageState(milestones.filter((milestone) => milestone.stage === key).map((each) => each.state));
  const where =
    state === 'running'
      ? words.now(name[locale], STAGE_STATE_WORDS[stage][locale])
      : words.ended(PROJECT_STATE_WORDS[state][locale]);
  return `${where} · ${doneOf(milestones, locale)}`;
}

function milestoneLine({ title, state, dueAt, endedAt }: PublicMilestone, locale: Locale): Html {
  const day = isEnded(state) ? endedAt : dueAt;
  const dated = day && `${isEnded(state) ? '' : `${WORDS[locale].due} `}${formatDay(day, locale)}`;
  const mark = MARKS[stageState([state])];
  return html`<li><span class="mark" aria-hidden="true">${mark}</span>${title[locale]} <span class="hint">(${MILESTONE_WORDS[state][locale]}${dated && `, ${dated}`})</span></li>
`;
}

/** The stages in their order; what is under way lies open. */
export function stageList({ plan, milestones }: PublicStanding, locale: Locale): Html {
  return html`<ol class="list">
${plan.stages.map(({ key, name }) => {
  const own = milestones.filter(({ stage }) => stage === key);
  if (own.length === 0) return null;
  const state = stageState(own.map((milestone) => milestone.state));
  return html`<li><details${state === 'under-way' && html` open`}>
<summary><span class="mark" aria-hidden="true">${MARKS[state]}</span><b>${name[locale]}</b> <span class="hint">(${STAGE_STATE_WORDS[state][locale]} · ${doneOf(own, locale)})</span></summary>
<ul>
${own.map((milestone) => milestoneLine(milestone, locale))}</ul>
</details></li>
`;
})}</ol>`;
}
