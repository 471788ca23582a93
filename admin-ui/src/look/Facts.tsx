import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface FactsProps {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[];
  /** In a narrow column the name stands above its value. */
  readonly stacked?: boolean;
}

/** Named facts, one under the other. */
export function Facts({ facts, stacked = false }: FactsProps) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        columnGap: 2,
        rowGap: stacked ? 0 : { xs: 0.25, sm: 0.75 },
        gridTemplateColumns: stacked
          ? 'minmax(0, 1fr)'
          : { xs: 'minmax(0, 1fr)', sm: 'minmax(110px, max-content) minmax(0, 1fr)' },
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, mb: stacked ? 1 : { xs: 1, sm: 0 }, overflowWrap: 'anywhere' },
      }}
    >
      {facts.map(({ name, value }) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Box>
      ))}
    </Box>
  );
}
