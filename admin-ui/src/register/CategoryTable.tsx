import CheckCircle from '@mui/icons-material/CheckCircle';
import WarningAmber from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link as RouterLink } from 'react-router-dom';
import type { RegisterSummary } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { Figure } from './Figure.tsx';
import { registerOf, TO_LIST } from './paths.ts';

type Counted = RegisterSummary['byCategory'][number];

interface Category extends Omit<Counted, 'incomplete'> {
  readonly incomplete?: number;
}

function Standing({ persons, target }: { persons: number; target: number }) {
  const { say, count } = useWords();
  const lacking = target - persons;
  const Icon = lacking > 0 ? WarningAmber : CheckCircle;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <Icon aria-hidden fontSize="small" color={lacking > 0 ? 'warning' : 'success'} />
      <span>{lacking > 0 ? count('register.summary.lacking', lacking) : say('register.summary.reached')}</span>
    </Box>
  );
}

/** R3: who would count here if the record were complete. */
function Incomplete({ projectId, filter, category: { key, incomplete = 0 } }: RowProps) {
  const { count } = useWords();
  if (incomplete === 0) return null;
  const to = registerOf(projectId, { ...filter, category: [key], complete: false });
  return (
    <div>
      <Link component={RouterLink} to={to} state={TO_LIST}>
        {count('register.summary.andIncomplete', incomplete)}
      </Link>
    </div>
  );
}

interface RowProps extends Omit<CategoryTableProps, 'categories'> {
  readonly category: Category;
}

function Row(props: RowProps) {
  const { projectId, filter, linked = true, category } = props;
  const { say, local } = useWords();
  const { key, name, target, persons } = category;
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {local(name)}
      </TableCell>
      <TableCell sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        <Figure
          about={local(name)}
          persons={persons}
          to={linked ? registerOf(projectId, { ...filter, category: [key], complete: true }) : null}
        />
        {target !== null && ` ${say('register.summary.ofTarget', { target })}`}
      </TableCell>
      <TableCell>
        {target === null ? say('register.summary.outside') : <Standing {...{ persons, target }} />}
        <Incomplete {...props} />
      </TableCell>
    </TableRow>
  );
}

interface CategoryTableProps {
  readonly projectId: string;
  readonly categories: readonly Category[];
  /** What narrows the lists of persons beside the category, e.g. to those who attended a milestone. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** Whether the figures lead to lists of persons, for who may see them. */
  readonly linked?: boolean;
}

/** R1: each category of the target group against what the plan asks, with what is missing in words. */
export function CategoryTable({ categories, ...rest }: CategoryTableProps) {
  const { say } = useWords();
  return (
    <Table size="small" sx={{ '& td, & th': { px: 0.5 }, '& tbody th': { overflowWrap: 'anywhere' } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ fontWeight: 650 }}>{say('register.summary.category')}</TableCell>
          <TableCell>{say('register.summary.persons')}</TableCell>
          <TableCell>{say('register.summary.target')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {categories.map((category) => (
          <Row key={category.key ?? ''} {...rest} category={category} />
        ))}
      </TableBody>
    </Table>
  );
}
