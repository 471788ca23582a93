/** Everything that changes something, one function a command: where it goes and what it carries. */
import type {
  Adopt,
  Attendance,
  BankCommitted,
  BankLineBook,
  Campaign,
  CampaignChange,
  CampaignDone,
  CampaignExtend,
  CampaignPublish,
  ChallengeMade,
  CheckedIn,
  Donor,
  DonorChange,
  Enrolled,
  EntryCreate,
  EvidenceLink,
  Fund,
  FundCorrect,
  FundFound,
  FundPay,
  FundTransfer,
  ImportCommit,
  ImportDone,
  LedgerEntry,
  MatchContract,
  MatchCorrect,
  MatchDecide,
  MatchDone,
  MatchRelease,
  MatchRepay,
  MilestoneDone,
  Move,
  OrganisationChange,
  OrganisationCreate,
  OutreachSend,
  OutreachSent,
  PersonChange,
  PersonCreate,
  ProjectState,
  Proposal,
  ProposalChange,
  ProposalDecide,
  ProposalEnter,
  ProposalMerge,
  ProposalReconsider,
  ProposalSplit,
  Role,
  RollImportDone,
  RunChange,
  RunCreate,
  RunDone,
  Vote,
  VoteAmend,
  VoteCount,
  VoteDone,
  VoteExtend,
  VoteLot,
  VoterAdd,
  VoterStrike,
} from './types.ts';

/** A command ready to be sent by `useCommand`; `answer` exists for its type only. */
export interface Command<T> {
  /** Where it is not POST. */
  readonly method?: 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly answer?: T;
}

interface ProjectDone {
  readonly id: string;
  readonly state: ProjectState;
  readonly version: number;
}

type Note = { note?: string };
type Reason = { reason: string };

const milestone = (id: string, verb: string, body: unknown): Command<MilestoneDone> => ({
  path: `milestones/${id}/${verb}`,
  body,
});
const project = (id: string, verb: string, body: unknown): Command<ProjectDone> => ({
  path: `projects/${id}/${verb}`,
  body,
});

export const submitMilestone = (id: string, body: Note) => milestone(id, 'submit', body);
export const returnMilestone = (id: string, body: Reason) => milestone(id, 'return', body);
export const approveMilestone = (id: string, body: Note) => milestone(id, 'approve', body);
export const moveMilestone = (id: string, body: Move) => milestone(id, 'move', body);
export const adoptMilestone = (id: string, body: Adopt) => milestone(id, 'adopt', body);
export const waiveMilestone = (id: string, body: Reason) => milestone(id, 'waive', body);
export const assignMilestone = (id: string, body: { ownerId: string }) => milestone(id, 'assign', body);
export const recordQuantity = (id: string, body: { key: string; actual: number }) => milestone(id, 'quantities', body);

export const addEvidenceLink = (milestoneId: string, body: EvidenceLink): Command<{ id: string }> => ({
  path: `milestones/${milestoneId}/evidence`,
  body,
});
export const withdrawEvidence = (id: string): Command<{ id: string }> => ({
  path: `evidence/${id}/withdraw`,
  body: {},
});

export const publishEvidence = (id: string): Command<{ id: string }> => ({ path: `evidence/${id}/publish`, body: {} });
export const unpublishEvidence = (id: string): Command<{ id: string }> => ({
  path: `evidence/${id}/unpublish`,
  body: {},
});

export const writeToOrganisations = (milestoneId: string, body: OutreachSend): Command<OutreachSent> => ({
  path: `milestones/${milestoneId}/outreach`,
  body,
});

export const amendProject = (id: string, body: { number: string; signedOn: string; newEnd: string; reason: string }) =>
  project(id, 'amend', body);
export const cancelProject = (id: string, body: Reason) => project(id, 'cancel', body);
export const changeMember = (id: string, body: { userId: string; role: Role | null }) => project(id, 'members', body);

/** What every command on a record of the register answers at least. */
type Recorded = { id: string };

const record = <T extends Recorded = Recorded>(path: string, body: unknown): Command<T> => ({ path, body });

export const addPerson = (body: PersonCreate) => record('persons', body);
export const changePerson = (id: string, body: PersonChange) => record(`persons/${id}/change`, body);
/** The record `id` goes into the record `into`, which stays. */
export const mergePerson = (id: string, body: Reason & { into: string }) => record(`persons/${id}/merge`, body);
export const erasePerson = (id: string, body: Reason) => record(`persons/${id}/erase`, body);
export const addOrganisation = (body: OrganisationCreate) => record('organisations', body);
export const changeOrganisation = (id: string, body: OrganisationChange) => record(`organisations/${id}/change`, body);
export const commitImport = (id: string, body: ImportCommit) => record<ImportDone>(`imports/${id}/commit`, body);
/** R28: erases the personal data of the whole register, once the days of keeping are over. */
export const expireRegister = (projectId: string, body: Reason): Command<{ persons: number }> => ({
  path: `projects/${projectId}/register/expire`,
  body,
});

const proposal = (id: string, verb: string, body: unknown) => record<Proposal>(`proposals/${id}/${verb}`, body);

export const enterProposal = (milestoneId: string, body: ProposalEnter) =>
  record<Proposal>(`milestones/${milestoneId}/proposals`, body);
export const changeProposal = (id: string, body: ProposalChange) => proposal(id, 'change', body);
export const decideProposal = (id: string, body: ProposalDecide) => proposal(id, 'decide', body);
export const mergeProposals = (id: string, body: ProposalMerge) => proposal(id, 'merge', body);
export const splitProposal = (id: string, body: ProposalSplit) => proposal(id, 'split', body);
export const reconsiderProposal = (id: string, body: ProposalReconsider) => proposal(id, 'reconsider', body);
export const forgetAuthor = (id: string, body: Reason) => proposal(id, 'forget', body);

export const dropImport = (id: string) => record(`imports/${id}/drop`, {});

const runCommand = (id: string, verb: string, body: unknown): Command<RunDone> => ({
  path: `runs/${id}/${verb}`,
  body,
});

export const scheduleRun = (milestoneId: string, body: RunCreate): Command<RunDone> => ({
  path: `milestones/${milestoneId}/runs`,
  body,
});
export const changeRun = (id: string, body: RunChange) => runCommand(id, 'change', body);
export const publishRun = (id: string) => runCommand(id, 'publish', {});
export const inviteToRun = (id: string) => runCommand(id, 'invite', {});
export const cancelRun = (id: string, body: Reason) => runCommand(id, 'cancel', body);
export const closeSession = (id: string, body: { sessionId: string }) => runCommand(id, 'close', body);
export const certifyRun = (id: string) => runCommand(id, 'certify', {});
export const enrolPersons = (runId: string, body: { personIds: string[] }): Command<Enrolled> => ({
  path: `runs/${runId}/enrolments`,
  body,
});
export const withdrawEnrolment = (id: string) => record(`enrolments/${id}/withdraw`, {});
export const markAttendance = (runId: string, body: Attendance): Command<{ sessionId: string; changed: number }> => ({
  path: `runs/${runId}/attendance`,
  body,
});
export const checkIn = (runId: string, body: { code: string }): Command<CheckedIn> => ({
  path: `runs/${runId}/check-in`,
  body,
});
export const revokeCertificate = (id: string, body: Reason) => record(`certificates/${id}/revoke`, body);

const voteCommand = (id: string, verb: string, body: unknown): Command<VoteDone> => ({
  path: `votes/${id}/${verb}`,
  body,
});

export const draftVote = (milestoneId: string): Command<Vote> => ({
  path: `milestones/${milestoneId}/votes`,
  body: {},
});
export const amendVote = (id: string, body: VoteAmend) => voteCommand(id, 'amend', body);
/** `version`: what is announced is what was read. */
export const announceVote = (id: string, body: { version: number }) => voteCommand(id, 'announce', body);
export const extendVote = (id: string, body: VoteExtend) => voteCommand(id, 'extend', body);
export const noteOnVote = (id: string, body: { text: string }) => voteCommand(id, 'note', body);
export const enterPaperCount = (id: string, body: VoteCount) => voteCommand(id, 'count', body);
export const recordLot = (id: string, body: VoteLot) => voteCommand(id, 'lot', body);
export const cancelVote = (id: string, body: Reason) => voteCommand(id, 'cancel', body);

export const addVoter = (voteId: string, body: VoterAdd) => record(`votes/${voteId}/voters`, body);
export const correctVoter = (id: string, body: VoterAdd) => record(`voters/${id}/correct`, body);
export const strikeVoter = (id: string, body: VoterStrike) => record(`voters/${id}/strike`, body);
export const restoreVoter = (id: string, body: VoterStrike) => record(`voters/${id}/restore`, body);
export const sendCode = (id: string) => record(`voters/${id}/code`, {});
export const markPaper = (id: string): Command<{ answer: 'marked' | 'unmarked' }> => ({
  path: `voters/${id}/mark`,
  body: {},
});
export const unmarkPaper = (id: string, body: Reason): Command<{ answer: 'marked' | 'unmarked' }> => ({
  path: `voters/${id}/unmark`,
  body,
});
export const commitRollImport = (id: string) => record<RollImportDone>(`roll-imports/${id}/commit`, {});
export const dropRollImport = (id: string) => record(`roll-imports/${id}/drop`, {});
export const challengeRoll = (voteId: string, body: ChallengeMade) => record(`votes/${voteId}/challenges`, body);
export const decideChallenge = (id: string, body: Reason & { accepted: boolean }) =>
  record(`challenges/${id}/decide`, body);

const campaignCommand = (id: string, verb: string, body: unknown): Command<CampaignDone> => ({
  path: `campaigns/${id}/${verb}`,
  body,
});
export const draftCampaign = (milestoneId: string): Command<Campaign> => ({
  path: `milestones/${milestoneId}/campaigns`,
  body: {},
});
export const changeCampaign = (id: string, body: CampaignChange) => campaignCommand(id, 'change', body);
/** `version`: what is announced is what was read. */
export const announceCampaign = (id: string, body: { version: number }) => campaignCommand(id, 'announce', body);
export const extendCampaign = (id: string, body: CampaignExtend) => campaignCommand(id, 'extend', body);
/** R22: `raised` is the sum that was read. */
export const publishSum = (id: string, body: CampaignPublish) => campaignCommand(id, 'publish', body);
export const cancelCampaign = (id: string, body: Reason) => campaignCommand(id, 'cancel', body);

export const enterInLedger = (ledgerId: string, body: EntryCreate) =>
  record<LedgerEntry>(`ledgers/${ledgerId}/entries`, body);
/** From the version that was read. */
export const changeDonor = (id: string, body: DonorChange): Command<Donor> => ({
  method: 'PUT',
  path: `donors/${id}`,
  body,
});
/** R28. */
export const eraseDonor = (id: string) => record<Donor>(`donors/${id}/erase`, {});

export const commitStatement = (id: string) => record<BankCommitted>(`bank-statements/${id}/commit`, {});
export const dropStatement = (id: string) => record(`bank-statements/${id}/drop`, {});
export const bookSuggested = (id: string) =>
  record<{ id: string; booked: number }>(`bank-statements/${id}/book-suggested`, {});
export const bookLine = (id: string, body: BankLineBook) =>
  record<{ id: string; entryId: string }>(`bank-lines/${id}/book`, body);
export const setLineAside = (id: string, body: Reason) => record(`bank-lines/${id}/set-aside`, body);
export const reopenLine = (id: string) => record(`bank-lines/${id}/reopen`, {});

const matchCommand = (id: string, verb: string, body: unknown): Command<MatchDone> => ({
  path: `matches/${id}/${verb}`,
  body,
});
export const decideMatch = (id: string, body: MatchDecide) => matchCommand(id, 'decide', body);
export const contractMatch = (id: string, body: MatchContract) => matchCommand(id, 'contract', body);
/** R21: by two persons, for the same amount, order and day. */
export const releaseMatch = (id: string, body: MatchRelease) => matchCommand(id, 'release', body);
export const correctMatch = (id: string, body: MatchCorrect) => matchCommand(id, 'correct', body);
export const repayMatch = (id: string, body: MatchRepay) => matchCommand(id, 'repay', body);

export const foundFund = (milestoneId: string, body: FundFound) =>
  record<Fund>(`milestones/${milestoneId}/funds`, body);
export const transferToFund = (id: string, body: FundTransfer) => record(`funds/${id}/transfer`, body);
export const correctInFund = (id: string, body: FundCorrect) => record(`funds/${id}/correct`, body);
export const payFromFund = (id: string, body: FundPay) => record(`funds/${id}/pay`, body);

export const resendMessage = (id: string): Command<{ id: string }> => ({ path: `messages/${id}/resend`, body: {} });
export const makeSignInLink = (userId: string): Command<{ url: string; expiresAt: string }> => ({
  path: `users/${userId}/sign-in-link`,
  body: {},
});
export const setPassword = (body: { current?: string; password: string }): Command<unknown> => ({
  path: 'me/password',
  body,
});
export const askForLink = (email: string): Command<unknown> => ({ path: 'session/ask-link', body: { email } });
