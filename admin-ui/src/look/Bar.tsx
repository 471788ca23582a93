import Box from '@mui/material/Box';

interface BarProps {
  /** 0…1; more is shown as all of it. */
  readonly share: number;
  readonly color?: string;
}

/** Shows a figure again as a length. The figure itself stands beside it in words, so nobody has to see the bar. */
export function Bar({ share, color = 'primary.main' }: BarProps) {
  return (
    <Box aria-hidden sx={{ my: 0.5, height: 6, borderRadius: 3, bgcolor: 'action.hover' }}>
      <Box
        sx={{ width: `${100 * Math.min(1, Math.max(0, share))}%`, height: '100%', borderRadius: 3, bgcolor: color }}
      />
    </Box>
  );
}
