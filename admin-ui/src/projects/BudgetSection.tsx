import Alert from '@mui/material/Alert';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Budget } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** The sources do not add up to the total: said wherever the budget is shown, never corrected. */
function BudgetFlag({ budget }: { budget: Budget }) {
  const { say, lei } = useWords();
  if (budget.difference === 0) return null;
  const figures = { sum: lei(budget.sum), difference: lei(Math.abs(budget.difference)) };
  return (
    <Alert severity="warning" sx={{ mb: 1 }}>
      {say(`resources.projects.budget.${budget.difference > 0 ? 'less' : 'more'}`, figures)}{' '}
      {say('resources.projects.budget.unchanged')}
    </Alert>
  );
}

/** The budget as published, with its flag. */
export function BudgetSection({ budget }: { budget: Budget }) {
  const { say, local, lei } = useWords();
  const bold = { '& > *': { fontWeight: 650, borderBottom: 0 } };
  return (
    <Section title={say('resources.projects.budget.title')}>
      <BudgetFlag budget={budget} />
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ pl: 0 }}>{say('resources.projects.budget.source')}</TableCell>
            <TableCell align="right">{say('resources.projects.budget.amount')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {budget.sources.map(({ key, name, amount }) => (
            <TableRow key={key}>
              <TableCell component="th" scope="row" sx={{ pl: 0 }}>
                {local(name)}
              </TableCell>
              <TableCell align="right">{lei(amount)}</TableCell>
            </TableRow>
          ))}
          {budget.difference !== 0 && (
            <TableRow>
              <TableCell component="th" scope="row" sx={{ pl: 0 }}>
                {say('resources.projects.budget.sum')}
              </TableCell>
              <TableCell align="right">{lei(budget.sum)}</TableCell>
            </TableRow>
          )}
          <TableRow sx={bold}>
            <TableCell component="th" scope="row" sx={{ pl: 0 }}>
              {say('resources.projects.budget.total')}
            </TableCell>
            <TableCell align="right">{lei(budget.total)}</TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </Section>
  );
}
