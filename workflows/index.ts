/** The stories that a worker runs: their names stand in histories and never change. */
export { campaign } from './campaign.ts';
export { communityVote } from './community-vote.ts';
export { consultation } from './consultation.ts';
export { consultationRun } from './consultation-run.ts';
export { course } from './course.ts';
export { courseRun } from './course-run.ts';
export { document } from './document.ts';
export { finalReport } from './final-report.ts';
export { fund } from './fund.ts';
export { fundraising } from './fundraising.ts';
export { match } from './match.ts';
export { outreach } from './outreach.ts';
export { project } from './project.ts';
export { statement } from './statement.ts';
export { studyVisit } from './study-visit.ts';
export { studyVisitRun } from './study-visit-run.ts';
export { vote } from './vote.ts';
