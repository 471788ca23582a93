import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Bar } from '../look/Bar.tsx';
import { useWords } from '../look/useWords.ts';
import { Figure } from './Figure.tsx';

interface CountTableProps {
  readonly title: string;
  readonly counts: readonly {
    readonly key: string | null;
    readonly title: string;
    readonly persons: number;
    /** The list of these persons; null for who may not see it. */
    readonly to: string | null;
  }[];
}

/** Persons by one characteristic: the figure, and a bar that shows it again. */
export function CountTable({ title, counts }: CountTableProps) {
  const { say } = useWords();
  const most = Math.max(1, ...counts.map(({ persons }) => persons));
  return (
    <Table size="small" sx={{ '& td, & th': { px: 0.5 }, '& tbody th': { overflowWrap: 'anywhere' } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ fontWeight: 650 }}>{title}</TableCell>
          <TableCell align="right" sx={{ width: '1%', whiteSpace: 'nowrap' }}>
            {say('register.summary.persons')}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {counts.map(({ key, title: name, persons, to }) => (
          <TableRow key={key ?? ''}>
            <TableCell component="th" scope="row">
              {name}
              <Bar share={persons / most} color={key === null ? 'text.disabled' : 'primary.main'} />
            </TableCell>
            <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums', verticalAlign: 'top' }}>
              <Figure about={`${title}: ${name}`} persons={persons} to={to} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
