import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { CommandKey } from '../api/commandKey.ts';
import { isDecided } from '../api/problem.ts';
import { lookAgain } from '../api/refresh.ts';
import type { BankFileSurvey, BankStatementWhole, Campaign, Problem } from '../api/types.ts';
import { uploadFile } from '../api/upload.ts';
import { problemOf } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { statementPath } from '../campaigns/campaignPaths.ts';
import { AmountField } from '../look/AmountField.tsx';
import { DayField } from '../look/DayField.tsx';
import { FileChooser } from '../look/FileChooser.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { BankWay } from './BankWay.tsx';
import { ColumnsForm } from './ColumnsForm.tsx';
import { type ColumnValues, columnsOf, faultsOf, valuesOf } from './columnValues.ts';
import { beginningOf, sampleRows } from './csvSample.ts';

/** The largest file that the server reads: 64 MB. */
const MAX_STATEMENT_BYTES = 64 * 1024 * 1024;
/** For the file picker; the server looks into the file itself. */
const STATEMENT_KINDS = '.csv,.txt,.xml,.sta,.mt940,.940';

interface Chosen {
  readonly file: File;
  /** Another file is another question. */
  readonly key: CommandKey;
}

interface Asked extends Chosen {
  readonly survey: BankFileSurvey;
  readonly rows: readonly (readonly string[])[];
}

/** What is typed where a CSV does not say it. */
interface Typed {
  readonly opening: string;
  readonly closing: string;
  readonly startsOn: string;
  readonly endsOn: string;
}
const NOTHING_TYPED: Typed = { opening: '', closing: '', startsOn: '', endsOn: '' };

function useStatementUpload(campaignId: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
    setProblem(null);
    setShare(0);
    try {
      return await work();
    } catch (error) {
      setProblem(problemOf(error));
      return null;
    } finally {
      setShare(null);
    }
  }
  const survey = ({ file }: Chosen) =>
    attempt(async () => {
      const found = await uploadFile<BankFileSurvey>({
        path: `campaigns/${campaignId}/bank-files`,
        fields: {},
        file,
        idempotencyKey: new CommandKey().for(file.name),
        onProgress: setShare,
      });
      return { survey: found, rows: sampleRows(await beginningOf(file), found.headings) };
    });
  /** Reads the statement and leads to its preview. */
  const preview = ({ file, key }: Chosen, fields: Readonly<Record<string, string | undefined>>) =>
    attempt(async () => {
      const asked = [campaignId, file.name, fields];
      try {
        const { id } = await uploadFile<BankStatementWhole>({
          path: `campaigns/${campaignId}/bank-statements`,
          fields,
          file,
          idempotencyKey: key.for(asked),
          onProgress: setShare,
        });
        key.answered(201);
        await lookAgain(queryClient);
        navigate(statementPath(id));
        return id;
      } catch (error) {
        key.answered(problemOf(error).status);
        throw error;
      }
    });
  return { survey, preview, share, problem };
}

interface CsvSectionProps {
  readonly asked: Asked;
  readonly busy: boolean;
  readonly errors: NonNullable<Problem['errors']>;
  readonly onRead: (fields: Readonly<Record<string, string | undefined>>) => void;
}

/** What a CSV does not say by itself: its columns, once, and balances where it has none. */
function CsvSection({ asked, busy, errors, onRead }: CsvSectionProps) {
  const { say } = useWords();
  const { survey, rows } = asked;
  const [values, setValues] = useState<ColumnValues>(() => valuesOf(survey.columns));
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [tried, setTried] = useState(false);
  const withBalance = values.single.balance !== null;
  const balance = (name: 'opening' | 'closing') => (
    <AmountField
      label={say(`resources.bank.import.${name}`)}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      error={
        errors[name] ?? (tried && typed[name].trim() === '' ? say('resources.bank.import.balanceNeeded') : undefined)
      }
    />
  );
  const day = (name: 'startsOn' | 'endsOn') => (
    <DayField
      label={say(`resources.bank.import.${name}`)}
      help={say('resources.bank.import.dayHelp')}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      error={errors[name]}
    />
  );
  function read() {
    setTried(true);
    const lacking = !withBalance && (typed.opening.trim() === '' || typed.closing.trim() === '');
    if (Object.keys(faultsOf(values)).length > 0 || lacking) return;
    const { opening, closing, startsOn, endsOn } = typed;
    onRead({
      columns: JSON.stringify(columnsOf(values)),
      ...(withBalance ? {} : { opening, closing }),
      ...(startsOn === '' ? {} : { startsOn }),
      ...(endsOn === '' ? {} : { endsOn }),
    });
  }
  return (
    <Section title={say('resources.bank.columns.title')} help={say('resources.bank.columns.help')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) read();
        }}
      >
        {survey.remembered && (
          <Alert severity="info" sx={{ mb: 1.5 }}>
            {say('resources.bank.columns.remembered')}
          </Alert>
        )}
        <ColumnsForm headings={survey.headings} rows={rows} values={values} onChange={setValues} tried={tried} />
        {errors.columns && (
          <Typography color="error" role="alert">
            {errors.columns}
          </Typography>
        )}
        <Box
          sx={{
            mt: 1,
            display: 'grid',
            columnGap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
          }}
        >
          {!withBalance && balance('opening')}
          {!withBalance && balance('closing')}
          {day('startsOn')}
          {day('endsOn')}
        </Box>
        <Button type="submit" variant="contained" loading={busy} sx={{ mt: 1.5 }}>
          {say('resources.bank.import.read')}
        </Button>
      </form>
    </Section>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say, size } = useWords();
  const { survey, preview, share, problem } = useStatementUpload(campaign.id);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string | undefined>> | null>(null);
  const errors = problem?.errors ?? {};

  async function look(next: Chosen) {
    const found = await survey(next);
    if (!found) return;
    if (found.survey.format === 'csv') setAsked({ ...next, ...found });
    else await send(next, {});
  }
  async function send(next: Chosen, given: Readonly<Record<string, string | undefined>>) {
    setFields(given);
    await preview(next, given);
  }
  function choose(file: File) {
    const next = { file, key: new CommandKey() };
    setChosen(next);
    setAsked(null);
    setFields(null);
    void look(next);
  }
  const again = () => {
    if (chosen) void (fields === null ? look(chosen) : send(chosen, fields));
  };
  return (
    <>
      <PageTitle title={say('resources.bank.import.action')} above={<BankWay campaign={campaign} below />} />
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 900 }}>
        <Section title={say('resources.bank.import.title')} help={say('resources.bank.import.help')}>
          <FileChooser
            disabled={share !== null}
            accept={STATEMENT_KINDS}
            limit={say('resources.bank.import.limit', { size: size(MAX_STATEMENT_BYTES) })}
            onFile={choose}
          />
          {chosen && (
            <Box sx={{ mt: 1.5 }}>
              <Box role="status" sx={{ overflowWrap: 'anywhere' }}>
                {chosen.file.name} ({size(chosen.file.size)}){' '}
                {share !== null &&
                  (share < 1
                    ? say('register.import.sending', { percent: Math.floor(100 * share) })
                    : say('register.import.reading'))}
              </Box>
              {share !== null && (
                <LinearProgress
                  aria-label={chosen.file.name}
                  variant={share < 1 ? 'determinate' : 'indeterminate'}
                  value={Math.floor(100 * share)}
                  sx={{ mt: 0.5 }}
                />
              )}
            </Box>
          )}
        </Section>
        {asked && (
          <CsvSection
            key={asked.file.name + asked.file.lastModified}
            asked={asked}
            busy={share !== null}
            errors={errors}
            onRead={(given) => void send(asked, given)}
          />
        )}
        {problem && (
          <ProblemNotice
            problem={problem}
            action={
              // What was refused is refused again: something has to be another.
              !isDecided(problem.status) && (
                <Button color="inherit" onClick={again}>
                  {say('app.retry')}
                </Button>
              )
            }
          />
        )}
      </Box>
    </>
  );
}

/** R20: a bank statement is read and shown; nothing is booked before somebody accepts it. */
export function BankImport() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
