/** The words of the lifecycle as a programme officer says them. */
import type {
  LocalText,
  MilestoneKind,
  MilestoneState,
  MilestoneVerb,
  ProjectRole,
  ProjectState,
  StageState,
} from './lifecycle.ts';

type Words<Name extends string> = Readonly<Record<Name, LocalText>>;

/** Adjectives of „jalonul”: „jalonul este …”. */
export const MILESTONE_STATE_WORDS: Words<MilestoneState> = {
  waiting: { ro: 'în așteptare', en: 'waiting' },
  open: { ro: 'deschis', en: 'open' },
  returned: { ro: 'returnat pentru completări', en: 'returned for completion' },
  submitted: { ro: 'depus spre aprobare', en: 'submitted for approval' },
  approved: { ro: 'aprobat', en: 'approved' },
  adopted: { ro: 'preluat ca încheiat', en: 'adopted as completed' },
  waived: { ro: 'exceptat', en: 'waived' },
  cancelled: { ro: 'anulat', en: 'cancelled' },
};

/** Adjectives of „proiectul”. */
export const PROJECT_STATE_WORDS: Words<ProjectState> = {
  running: { ro: 'în derulare', en: 'running' },
  completed: { ro: 'finalizat', en: 'completed' },
  cancelled: { ro: 'anulat', en: 'cancelled' },
};

/** Adjectives of „etapa”. */
export const STAGE_STATE_WORDS: Words<StageState> = {
  waiting: { ro: 'neîncepută', en: 'not begun' },
  'under-way': { ro: 'în derulare', en: 'under way' },
  completed: { ro: 'încheiată', en: 'completed' },
  cancelled: { ro: 'anulată', en: 'cancelled' },
};

/** What is done to a milestone: „jalonul nu se poate …”, "the milestone cannot be …". */
export const VERB_WORDS: Words<MilestoneVerb> = {
  submit: { ro: 'depune', en: 'submitted' },
  return: { ro: 'returna', en: 'returned' },
  approve: { ro: 'aproba', en: 'approved' },
  move: { ro: 'muta', en: 'moved' },
  adopt: { ro: 'prelua ca încheiat', en: 'adopted as completed' },
  waive: { ro: 'excepta', en: 'waived' },
};

export const ROLE_WORDS: Words<ProjectRole> = {
  staff: { ro: 'echipa de implementare', en: 'project staff' },
  manager: { ro: 'managerul de proiect', en: 'the project manager' },
  partner: { ro: 'partenerul', en: 'the partner' },
  auditor: { ro: 'auditorul', en: 'the auditor' },
};

export const KIND_WORDS: Words<MilestoneKind> = {
  document: { ro: 'livrabil (document)', en: 'document' },
  course: { ro: 'curs', en: 'course' },
  'study-visit': { ro: 'vizită de documentare', en: 'study visit' },
  outreach: { ro: 'informare', en: 'outreach' },
  campaign: { ro: 'campanie de conștientizare', en: 'awareness campaign' },
  consultation: { ro: 'consultare publică', en: 'public consultation' },
  vote: { ro: 'vot', en: 'vote' },
  fundraising: { ro: 'strângere de fonduri', en: 'fundraising' },
  statement: { ro: 'comunicare publică', en: 'public statement' },
  match: { ro: 'dublarea sumei', en: 'match' },
  fund: { ro: 'fond', en: 'fund' },
  'final-report': { ro: 'raport final', en: 'final report' },
};
