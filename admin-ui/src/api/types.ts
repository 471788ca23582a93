/** The shapes that the API speaks, from the server's own schemas. Types only: nothing of the server is bundled. */
import type { z } from 'zod';
import type * as bank from '../../../server/schema/bank.ts';
import type * as campaigns from '../../../server/schema/campaigns.ts';
import type { missing } from '../../../server/schema/common.ts';
import type * as donors from '../../../server/schema/donors.ts';
import type * as funds from '../../../server/schema/funds.ts';
import type * as ledgers from '../../../server/schema/ledgers.ts';
import type * as matches from '../../../server/schema/matches.ts';
import type * as milestones from '../../../server/schema/milestones.ts';
import type * as projects from '../../../server/schema/projects.ts';
import type * as proposals from '../../../server/schema/proposals.ts';
import type * as records from '../../../server/schema/records.ts';
import type * as register from '../../../server/schema/register.ts';
import type * as roll from '../../../server/schema/roll.ts';
import type * as runs from '../../../server/schema/runs.ts';
import type * as users from '../../../server/schema/users.ts';
import type * as votes from '../../../server/schema/votes.ts';

export type { Problem } from '../../../server/schema/common.ts';
export type Missing = z.infer<typeof missing>;

export type ProjectRow = z.infer<typeof projects.projectRow>;
export type Project = z.infer<typeof projects.project>;
export type ProjectCreate = z.infer<typeof projects.projectCreate>;
export type Stage = z.infer<typeof projects.stage>;
export type StageState = Stage['state'];
export type MilestoneOnMap = z.infer<typeof projects.milestoneOnMap>;
export type Budget = z.infer<typeof projects.budget>;
export type Setting = z.infer<typeof projects.setting>;
export type ParticipantField = Project['participants']['fields'][number];
export type ProjectState = ProjectRow['state'];
export type Role = NonNullable<Project['myRole']>;

export type MilestoneRow = z.infer<typeof milestones.milestoneRow>;
export type Milestone = z.infer<typeof milestones.milestone>;
export type MilestoneState = Milestone['state'];
export type Verb = Milestone['allowed'][number];
export type Requirement = Milestone['requirements'][number];
export type Quantity = Milestone['quantities'][number];
export type Evidence = z.infer<typeof milestones.evidence>;
export type EvidenceFields = z.infer<typeof milestones.evidenceFields>;
export type EvidenceLink = z.infer<typeof milestones.evidenceLink>;
export type MovePreview = z.infer<typeof milestones.movePreview>;
export type Move = z.infer<typeof milestones.move>;
export type Adopt = z.infer<typeof milestones.adopt>;
export type MilestoneDone = z.infer<typeof milestones.milestoneCommandDone>;

export type HistoryEvent = z.infer<typeof records.event>;
export type MessageRow = z.infer<typeof records.messageRow>;
export type Message = z.infer<typeof records.message>;
export type MessageState = MessageRow['state'];
export type InboxItem = z.infer<typeof records.inboxItem>;
export type Pushed = z.infer<typeof records.pushed>;

export type PersonRow = z.infer<typeof register.personRow>;
export type Person = z.infer<typeof register.person>;
export type PersonCreate = z.input<typeof register.personCreate>;
export type PersonChange = z.input<typeof register.personChange>;
export type Organisation = z.infer<typeof register.organisation>;
export type OrganisationCreate = z.input<typeof register.organisationCreate>;
export type OrganisationChange = z.input<typeof register.organisationChange>;
export type ImportPreview = z.infer<typeof register.importPreview>;
export type ImportedRow = z.infer<typeof register.importedRow>;
export type ImportCommit = z.input<typeof register.importCommit>;
export type ImportRow = z.infer<typeof register.importRow>;
export type ImportDone = z.infer<typeof register.importDone>;
export type RegisterSummary = z.infer<typeof register.registerSummary>;
export type Participation = z.infer<typeof runs.participation>;

export type ProposalRow = z.infer<typeof proposals.proposalRow>;
export type Proposal = z.infer<typeof proposals.proposal>;
export type ProposalState = ProposalRow['state'];
export type ProposalVerb = Proposal['allowed'][number];
export type ProposalEnter = z.input<typeof proposals.proposalEnter>;
export type ProposalChange = z.input<typeof proposals.proposalChange>;
export type ProposalDecide = z.input<typeof proposals.proposalDecide>;
export type ProposalMerge = z.input<typeof proposals.proposalMerge>;
export type ProposalSplit = z.input<typeof proposals.proposalSplit>;
export type ProposalReconsider = z.input<typeof proposals.proposalReconsider>;

export type Indicator = z.infer<typeof runs.indicator>;
export type Breakdown = NonNullable<Indicator['breakdown']>;
export type Indicators = z.infer<typeof runs.indicators>;
export type Outreach = z.infer<typeof runs.outreach>;
export type OutreachRow = z.infer<typeof runs.outreachRow>;
export type OutreachSend = z.input<typeof runs.outreachSend>;
export type OutreachSent = z.infer<typeof runs.outreachSent>;

/** A course or a visit of a milestone. */
export type RunRow = z.infer<typeof runs.runRow>;
export type Run = z.infer<typeof runs.run>;
export type RunSession = z.infer<typeof runs.session>;
export type RunPhase = Run['phase'];
export type RunKind = Run['milestone']['kind'];
export type RunCreate = z.input<typeof runs.runCreate>;
export type RunChange = z.input<typeof runs.runChange>;
export type RunDone = z.infer<typeof runs.runCommandDone>;
export type Enrolment = z.infer<typeof runs.enrolment>;
export type Enrolled = z.infer<typeof runs.enrolled>;
export type Attendance = z.input<typeof runs.attendance>;
export type MarkedHow = Attendance['how'];
export type CheckedIn = z.infer<typeof runs.checkedIn>;
export type Certificate = z.infer<typeof runs.certificate>;

export type VoteRow = z.infer<typeof votes.voteRow>;
export type Vote = z.infer<typeof votes.vote>;
export type VoteRound = z.infer<typeof votes.voteRound>;
export type VoteState = Vote['state'];
export type VoteVerb = Vote['allowed'][number];
export type VoteOption = Vote['options'][number];
export type VoteOutcome = NonNullable<VoteRound['result']>['outcome'];
export type Charter = Vote['charter'];
export type VoteAmend = z.input<typeof votes.voteAmend>;
export type VoteExtend = z.input<typeof votes.voteExtend>;
export type VoteCount = z.input<typeof votes.voteCount>;
export type VoteLot = z.input<typeof votes.voteLot>;
export type VoteDone = z.infer<typeof votes.voteCommandDone>;

export type Roll = z.infer<typeof roll.roll>;
export type RollVerb = Roll['allowed'][number];
export type Voter = z.infer<typeof roll.voterRow>;
export type VoterAdd = z.input<typeof roll.voterAdd>;
export type VoterStrike = z.input<typeof roll.voterStrike>;
export type LettersFor = z.input<typeof roll.lettersFor>;
export type RollImport = z.infer<typeof roll.rollImport>;
export type RollImportDone = z.infer<typeof roll.rollImportDone>;
export type Challenge = z.infer<typeof roll.challenge>;
export type ChallengeMade = z.input<typeof roll.challengeMade>;

/** A fundraising campaign, its ledger and who gives (R18, R20, R22). */
export type CampaignRow = z.infer<typeof campaigns.campaignRow>;
export type Campaign = z.infer<typeof campaigns.campaign>;
export type CampaignState = Campaign['state'];
export type CampaignFigures = Campaign['figures'];
export type CampaignCreate = z.input<typeof campaigns.campaignCreate>;
export type CampaignChange = z.input<typeof campaigns.campaignChange>;
export type CampaignExtend = z.input<typeof campaigns.campaignExtend>;
export type CampaignPublish = z.input<typeof campaigns.campaignPublish>;
export type CampaignDone = z.infer<typeof campaigns.campaignCommandDone>;
export type Ledger = z.infer<typeof ledgers.ledger>;
export type LedgerEntry = z.infer<typeof ledgers.ledgerEntry>;
export type EntryKind = LedgerEntry['kind'];
export type EntryCreate = z.input<typeof ledgers.entryCreate>;
export type Donor = z.infer<typeof donors.donor>;
export type DonorFields = z.input<typeof donors.donorFields>;
export type DonorChange = z.input<typeof donors.donorChange>;

/** Bank statements and their lines (R20). */
export type BankStatement = z.infer<typeof bank.bankStatement>;
export type BankStatementWhole = z.infer<typeof bank.bankStatementWhole>;
export type BankLine = z.infer<typeof bank.bankLine>;
export type BankLineState = BankLine['state'];
export type BankLineBook = z.input<typeof bank.bankLineBook>;
export type BankFileSurvey = z.infer<typeof bank.bankFileSurvey>;
export type CsvColumns = z.infer<typeof bank.csvColumns>;
export type BankCommitted = z.infer<typeof bank.bankCommitted>;

/** What the town hall adds to a campaign's sum (R19, R21). */
export type MatchRow = z.infer<typeof matches.matchRow>;
export type Match = z.infer<typeof matches.match>;
export type MatchState = Match['state'];
export type MatchDecide = z.input<typeof matches.matchDecide>;
export type MatchContract = z.input<typeof matches.matchContract>;
export type MatchRelease = z.input<typeof matches.matchRelease>;
export type MatchCorrect = z.input<typeof matches.matchCorrect>;
export type MatchRepay = z.input<typeof matches.matchRepay>;
export type MatchDone = z.infer<typeof matches.matchCommandDone>;

/** The Local Development Fund (R23). */
export type FundRow = z.infer<typeof funds.fundRow>;
export type Fund = z.infer<typeof funds.fund>;
export type FundFound = z.input<typeof funds.fundFound>;
export type FundTransfer = z.input<typeof funds.fundTransfer>;
export type FundCorrect = z.input<typeof funds.fundCorrect>;
export type FundPay = z.input<typeof funds.fundPay>;

export type User = z.infer<typeof users.user>;
export type Candidate = z.infer<typeof users.candidate>;
export type Me = z.infer<typeof users.me>;

/** A plan that this installation knows. */
export interface PlanChoice {
  readonly key: string;
  readonly title: LocalText;
  readonly milestones: number;
}

export type Locale = Me['locale'];
export type LocalText = Record<Locale, string>;
