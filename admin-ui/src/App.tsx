import { QueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { Admin, CustomRoutes, HttpError, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { dataProvider } from './api/dataProvider.ts';
import { isDecided } from './api/problem.ts';
import { authProvider, SIGN_IN } from './auth/authProvider.ts';
import { SignInPage } from './auth/SignInPage.tsx';
import { i18nProvider } from './i18n/i18nProvider.ts';
import { InboxPage } from './inbox/InboxPage.tsx';
import { JalonLayout } from './layout/JalonLayout.tsx';
import { darkTheme, lightTheme } from './look/theme.ts';

const ProjectList = lazy(() => import('./projects/ProjectList.tsx').then((m) => ({ default: m.ProjectList })));
const ProjectCreate = lazy(() => import('./projects/ProjectCreate.tsx').then((m) => ({ default: m.ProjectCreate })));
const ProjectShow = lazy(() => import('./projects/ProjectShow.tsx').then((m) => ({ default: m.ProjectShow })));
const MilestoneShow = lazy(() => import('./milestones/MilestoneShow.tsx').then((m) => ({ default: m.MilestoneShow })));
const MessageList = lazy(() => import('./messages/MessageList.tsx').then((m) => ({ default: m.MessageList })));
const MessageShow = lazy(() => import('./messages/MessageShow.tsx').then((m) => ({ default: m.MessageShow })));
const EventList = lazy(() => import('./events/EventList.tsx').then((m) => ({ default: m.EventList })));
const UserList = lazy(() => import('./users/UserList.tsx').then((m) => ({ default: m.UserList })));
const UserCreate = lazy(() => import('./users/UserCreate.tsx').then((m) => ({ default: m.UserCreate })));
const UserEdit = lazy(() => import('./users/UserEdit.tsx').then((m) => ({ default: m.UserEdit })));
const RegisterPage = lazy(() => import('./register/RegisterPage.tsx').then((m) => ({ default: m.RegisterPage })));
const RegisterChooser = lazy(() =>
  import('./register/RegisterChooser.tsx').then((m) => ({ default: m.RegisterChooser })),
);
const PersonCreate = lazy(() => import('./register/PersonCreate.tsx').then((m) => ({ default: m.PersonCreate })));
const PersonShow = lazy(() => import('./register/PersonShow.tsx').then((m) => ({ default: m.PersonShow })));
const PersonEdit = lazy(() => import('./register/PersonEdit.tsx').then((m) => ({ default: m.PersonEdit })));
const ImportStart = lazy(() => import('./register/ImportStart.tsx').then((m) => ({ default: m.ImportStart })));
const ImportPage = lazy(() => import('./register/ImportPage.tsx').then((m) => ({ default: m.ImportPage })));
const OrganisationList = lazy(() =>
  import('./organisations/OrganisationList.tsx').then((m) => ({ default: m.OrganisationList })),
);
const OrganisationShow = lazy(() =>
  import('./organisations/OrganisationShow.tsx').then((m) => ({ default: m.OrganisationShow })),
);
const IndicatorsPage = lazy(() =>
  import('./indicators/IndicatorsPage.tsx').then((m) => ({ default: m.IndicatorsPage })),
);
const RunList = lazy(() => import('./runs/RunList.tsx').then((m) => ({ default: m.RunList })));
const RunCreate = lazy(() => import('./runs/RunCreate.tsx').then((m) => ({ default: m.RunCreate })));
const RunEdit = lazy(() => import('./runs/RunEdit.tsx').then((m) => ({ default: m.RunEdit })));
const RunShow = lazy(() => import('./runs/RunShow.tsx').then((m) => ({ default: m.RunShow })));
const ProposalList = lazy(() => import('./proposals/ProposalList.tsx').then((m) => ({ default: m.ProposalList })));
const ProposalShow = lazy(() => import('./proposals/ProposalShow.tsx').then((m) => ({ default: m.ProposalShow })));
const CheckInPage = lazy(() => import('./runs/CheckInPage.tsx').then((m) => ({ default: m.CheckInPage })));
const VoteShow = lazy(() => import('./votes/VoteShow.tsx').then((m) => ({ default: m.VoteShow })));
const CharterEdit = lazy(() => import('./votes/CharterEdit.tsx').then((m) => ({ default: m.CharterEdit })));
const PaperCountPage = lazy(() => import('./votes/PaperCountPage.tsx').then((m) => ({ default: m.PaperCountPage })));
const RollPage = lazy(() => import('./roll/RollPage.tsx').then((m) => ({ default: m.RollPage })));
const RollImportStart = lazy(() => import('./roll/RollImportStart.tsx').then((m) => ({ default: m.RollImportStart })));
const RollImportPage = lazy(() => import('./roll/RollImportPage.tsx').then((m) => ({ default: m.RollImportPage })));
const DeskPage = lazy(() => import('./roll/DeskPage.tsx').then((m) => ({ default: m.DeskPage })));
const CampaignShow = lazy(() => import('./campaigns/CampaignShow.tsx').then((m) => ({ default: m.CampaignShow })));
const CampaignEdit = lazy(() => import('./campaigns/CampaignEdit.tsx').then((m) => ({ default: m.CampaignEdit })));
const LedgerShow = lazy(() => import('./ledger/LedgerShow.tsx').then((m) => ({ default: m.LedgerShow })));
const EntryShow = lazy(() => import('./ledger/EntryShow.tsx').then((m) => ({ default: m.EntryShow })));
const DonorList = lazy(() => import('./donors/DonorList.tsx').then((m) => ({ default: m.DonorList })));
const BankPage = lazy(() => import('./bank/BankPage.tsx').then((m) => ({ default: m.BankPage })));
const BankImport = lazy(() => import('./bank/BankImport.tsx').then((m) => ({ default: m.BankImport })));
const LinesPage = lazy(() => import('./bank/LinesPage.tsx').then((m) => ({ default: m.LinesPage })));
const StatementShow = lazy(() => import('./bank/StatementShow.tsx').then((m) => ({ default: m.StatementShow })));
const MatchShow = lazy(() => import('./matches/MatchShow.tsx').then((m) => ({ default: m.MatchShow })));
const FundShow = lazy(() => import('./funds/FundShow.tsx').then((m) => ({ default: m.FundShow })));
const AccountPage = lazy(() => import('./auth/AccountPage.tsx').then((m) => ({ default: m.AccountPage })));

const RETRIES = 2;

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; a server that is away is asked again.
      retry: (failures, error) => failures < RETRIES && !(error instanceof HttpError && isDecided(error.status)),
    },
  },
});

export function App() {
  return (
    <Admin
      title="Jalon"
      dataProvider={dataProvider}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      layout={JalonLayout}
      dashboard={InboxPage}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      loginPage={false}
      requireAuth
      disableTelemetry
    >
      <Resource name="projects" list={ProjectList} create={ProjectCreate} show={ProjectShow} />
      <Resource name="milestones" show={MilestoneShow} />
      <Resource name="runs" list={RunList} create={RunCreate} edit={RunEdit} show={RunShow} />
      <Resource name="proposals" list={ProposalList} show={ProposalShow} />
      <Resource name="votes" show={VoteShow} />
      <Resource name="campaigns" show={CampaignShow} />
      <Resource name="ledgers" show={LedgerShow} />
      <Resource name="ledger-entries" show={EntryShow} />
      <Resource name="bank-statements" show={StatementShow} />
      <Resource name="matches" show={MatchShow} />
      <Resource name="funds" show={FundShow} />
      <Resource name="persons" show={PersonShow} edit={PersonEdit} />
      <Resource name="organisations" show={OrganisationShow} />
      <Resource name="messages" list={MessageList} show={MessageShow} />
      <Resource name="events" list={EventList} />
      <Resource name="users" list={UserList} create={UserCreate} edit={UserEdit} />
      <CustomRoutes>
        <Route path="/check-in/:runId" element={<CheckInPage />} />
        <Route path="/check-in/:runId/:code" element={<CheckInPage />} />
        <Route path="/votes/:id/charter" element={<CharterEdit />} />
        <Route path="/votes/:id/count" element={<PaperCountPage />} />
        <Route path="/votes/:id/desk" element={<DeskPage />} />
        <Route path="/votes/:id/roll" element={<RollPage />} />
        <Route path="/votes/:id/roll/import" element={<RollImportStart />} />
        <Route path="/votes/:id/roll/imports/:importId" element={<RollImportPage />} />
        <Route path="/campaigns/:id/prepare" element={<CampaignEdit />} />
        <Route path="/campaigns/:id/donors" element={<DonorList />} />
        <Route path="/campaigns/:id/bank" element={<BankPage />} />
        <Route path="/campaigns/:id/bank/import" element={<BankImport />} />
        <Route path="/campaigns/:id/bank/lines" element={<LinesPage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="/register" element={<RegisterChooser />} />
        <Route path="/projects/:id/register" element={<RegisterPage />} />
        <Route path="/projects/:id/register/new" element={<PersonCreate />} />
        <Route path="/projects/:id/register/import" element={<ImportStart />} />
        <Route path="/projects/:id/register/imports/:importId" element={<ImportPage />} />
        <Route path="/projects/:id/indicators" element={<IndicatorsPage />} />
        <Route path="/projects/:id/organisations" element={<OrganisationList />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path={SIGN_IN} element={<SignInPage />} />
      </CustomRoutes>
    </Admin>
  );
}
