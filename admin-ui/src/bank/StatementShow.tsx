import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { commitStatement, dropStatement } from '../api/commands.ts';
import type { BankStatementWhole, Campaign, Project } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { bankLinesPath, bankPath } from '../campaigns/campaignPaths.ts';
import { printedIban } from '../format/iban.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { mayErase } from '../register/access.ts';
import { BankWay } from './BankWay.tsx';
import { LineList } from './LineList.tsx';

interface StatementProps {
  readonly statement: BankStatementWhole;
  readonly campaign: Campaign;
}

function Head({ statement }: { statement: BankStatementWhole }) {
  const { say, day, lei, count, moment } = useWords();
  const { iban, reference, startsOn, endsOn, opening, closing, lines, counts, format, fileName, madeBy, madeAt } =
    statement;
  const fact = (name: string, value: string) => ({ name: say(`resources.bank.facts.${name}`), value });
  const sum = Object.values(counts).reduce((all, { amount }) => all + amount, 0);
  return (
    <Section title={say('resources.bank.facts.title')}>
      <Facts
        facts={[
          fact('file', `${fileName} (${say(`resources.bank.format.${format}`)})`),
          ...(iban === '' ? [] : [fact('iban', printedIban(iban))]),
          ...(reference === '' ? [] : [fact('reference', reference)]),
          fact(
            'period',
            startsOn === endsOn
              ? day(startsOn)
              : say('resources.bank.statement.period', { from: day(startsOn), to: day(endsOn) }),
          ),
          fact('opening', lei(opening)),
          fact(
            'lines',
            say('resources.bank.facts.linesSum', { lines: count('resources.bank.lines', lines), sum: lei(sum) }),
          ),
          fact('closing', lei(closing)),
          fact('made', say('resources.ledgers.recordedBy', { name: madeBy.name, moment: moment(madeAt) })),
        ]}
      />
      <Box component="ul" sx={{ mb: 0, pl: 2.5 }}>
        {(['new', 'open', 'booked', 'set-aside', 'repeated'] as const)
          .filter((state) => counts[state].lines > 0)
          .map((state) => (
            <li key={state}>
              {say('resources.bank.facts.byState', {
                state: say(`resources.bank.lineState.${state}`),
                lines: count('resources.bank.lines', counts[state].lines),
                amount: lei(counts[state].amount),
              })}
            </li>
          ))}
      </Box>
    </Section>
  );
}

/** What accepting it will do, and why it cannot be accepted where it cannot. */
function Preview({ statement, campaign }: StatementProps) {
  const { say, count } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const { id, gap, suggested, counts } = statement;
  async function commit() {
    const done = await command.run(commitStatement(id));
    if (!done) return;
    const { booked, open, repeated, number } = done.answer;
    notify('resources.bank.commit.done', { type: 'success', messageArgs: { number, booked, open, repeated } });
    navigate(open > 0 ? bankLinesPath(campaign.id) : bankPath(campaign.id));
  }
  async function drop() {
    if (!(await command.run(dropStatement(id)))) return;
    notify('resources.bank.drop.done', { type: 'info' });
    navigate(bankPath(campaign.id));
  }
  return (
    <Section title={say('resources.bank.commit.title')} help={say('resources.bank.commit.help')}>
      {gap !== null ? (
        <Alert severity="error">{gap.text}</Alert>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          <li>{say('resources.bank.commit.balances')}</li>
          {suggested.equal > 0 && <li>{count('resources.bank.commit.equal', suggested.equal)}</li>}
          <li>{count('resources.bank.commit.open', counts.new.lines - suggested.equal)}</li>
          {suggested.other > 0 && <li>{count('resources.bank.commit.other', suggested.other)}</li>}
          {counts.repeated.lines > 0 && <li>{count('resources.bank.commit.repeated', counts.repeated.lines)}</li>}
        </Box>
      )}
      {command.problem && <ProblemNotice problem={command.problem} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <Button variant="contained" loading={command.busy} disabled={gap !== null} onClick={commit}>
          {say('resources.bank.commit.action')}
        </Button>
        <Button disabled={command.busy} onClick={drop}>
          {say('resources.bank.drop.action')}
        </Button>
      </Box>
    </Section>
  );
}

function Page({ statement, campaign, project }: StatementProps & { readonly project: Project }) {
  const { say } = useWords();
  const { id, number, fileName, state } = statement;
  const keeps = mayErase(project);
  return (
    <>
      <PageTitle
        title={
          number === null
            ? say('resources.bank.statement.looked', { name: fileName })
            : say('resources.bank.statement.numbered', { number })
        }
        above={<BankWay campaign={campaign} below />}
      />
      {state === 'dropped' ? (
        <EmptyState title={say('resources.bank.drop.title')} help={say('resources.bank.drop.help')}>
          <Button component={RouterLink} to={bankPath(campaign.id)} variant="contained">
            {say('resources.bank.open')}
          </Button>
        </EmptyState>
      ) : (
        <Stack spacing={2}>
          {state === 'previewed' && keeps && <Preview statement={statement} campaign={campaign} />}
          <Head statement={statement} />
          <LineList
            campaign={campaign}
            statementId={id}
            decides={keeps && state === 'committed'}
            states={state === 'previewed' ? ['new', 'repeated'] : ['open', 'booked', 'set-aside', 'repeated']}
            title={say('resources.bank.facts.linesTitle')}
            nothing={say('resources.bank.queue.nothing')}
          />
        </Stack>
      )}
    </>
  );
}

function OfCampaign({ statement }: { statement: BankStatementWhole }) {
  const campaign = useWhole('campaigns', statement.campaignId);
  const project = useWhole('projects', statement.projectId);
  return (
    <Loaded query={campaign}>
      {(of) => (
        <Loaded query={project}>{(whole) => <Page statement={statement} campaign={of} project={whole} />}</Loaded>
      )}
    </Loaded>
  );
}

/** R20: a bank statement: looked at before it is accepted, and afterwards what became of its lines. */
export function StatementShow() {
  const { id = '' } = useParams();
  const query = useWhole('bank-statements', id);
  return <Loaded query={query}>{(statement) => <OfCampaign statement={statement} />}</Loaded>;
}
