/** How a line of a list of certificates lies. */
export const CERTIFICATE_LINE = {
  py: 1,
  borderTop: 1,
  borderColor: 'divider',
  overflowWrap: 'anywhere',
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 2,
  rowGap: 0.5,
  justifyContent: 'space-between',
  alignItems: 'center',
  '&:first-of-type': { borderTop: 0 },
} as const;
