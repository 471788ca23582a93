import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect } from 'react';
import { flushSync } from 'react-dom';

const ID = 'page-title';

/**
 * Closes the dialog of a command that is done, and puts the focus where reading goes on: the button that it came from
 * may be gone.
 */
export function closeToPageTitle(close: () => void): void {
  // Closed at once: a dialog that is still there takes the focus back, and gives it to that button when it goes.
  flushSync(close);
  document.getElementById(ID)?.focus();
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
