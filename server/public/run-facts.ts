/** What every public page of a run says of it: when, where, led by whom. */
import type { PublicRun } from '../../db/runs/public-enrolment.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { WORDS } from './enrolment-words.ts';
import { type Content, type Html, html } from './html.ts';
import { pageProject } from './page.ts';
import { spanInWords } from './when.ts';

type Shown = Pick<PublicRun, 'run' | 'sessions'>;

const whenInWords = ({ starts_at: from, ends_at: to, topic }: Shown['sessions'][number], locale: Locale): string =>
  `${spanInWords(from, to, locale)}${topic === '' ? '' : ` (${topic})`}`;

/** @param more pairs of name and value after the others */
export function runFactsList(
  { run, sessions }: Shown,
  locale: Locale,
  more: readonly (readonly [string, string])[] = [],
): Html {
  const words = WORDS[locale];
  const leaders = { 'study-visit': words.hosts, consultation: words.moderator } as const;
  const title = run.milestone_kind in leaders ? leaders[run.milestone_kind as keyof typeof leaders] : words.trainers;
  const led: Content = run.led_by === '' ? null : html`<dt>${title}</dt><dd>${run.led_by}</dd>\n`;
  return html`<dl>
<dt>${words.when}</dt><dd>${sessions.map((session, index) => [index > 0 && html`<br>`, whenInWords(session, locale)])}</dd>
<dt>${words.where}</dt><dd>${run.place}</dd>
${led}${more.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
}

/** The project as the layout wants it. */
export const projectOf = ({ project, plan, money }: Pick<PublicRun, 'project' | 'plan' | 'money'>) =>
  pageProject({ ...project, plan, money });
