import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect } from 'react';

const ID = 'page-title';

/**
 * Where the focus goes when what had it is gone, e.g. the button of a command that is done: after the dialog has
 * closed and tried to give the focus back.
 */
export function focusPageTitle(): void {
  requestAnimationFrame(() => document.getElementById(ID)?.focus());
}

/** The page's heading, which is also the window's title. */
export function PageTitle({ title, above, children }: { title: string; above?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Jalon`;
  }, [title]);
  return (
    <Box component="header" sx={{ mt: 2, mb: 2 }}>
      {above}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography
          variant="h1"
          id={ID}
          tabIndex={-1}
          sx={{ overflowWrap: 'anywhere', '&:focus': { outline: 'none' } }}
        >
          {title}
        </Typography>
        {children}
      </Box>
    </Box>
  );
}
