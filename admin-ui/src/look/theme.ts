import type { Theme } from '@mui/material/styles';
import { defaultTheme, type RaThemeOptions } from 'react-admin';

// No font is fetched: every system has one that shows ș and ț well.
const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

const shared = {
  shape: { borderRadius: 8 },
  typography: {
    fontFamily,
    h1: { fontSize: 'clamp(1.35rem, 1rem + 1.6vw, 1.75rem)', fontWeight: 650, lineHeight: 1.25 },
    h2: { fontSize: '1.2rem', fontWeight: 650, lineHeight: 1.3 },
    h3: { fontSize: '1rem', fontWeight: 650, lineHeight: 1.35 },
    h6: { fontSize: '1.2rem', fontWeight: 650, lineHeight: 1.3 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  sidebar: { width: 280, closedWidth: 56 },
} satisfies RaThemeOptions;

/** The same for both colour schemes: a focus ring that is always seen, flat surfaces with a line around them. */
function components(ring: string): NonNullable<RaThemeOptions['components']> {
  return {
    ...defaultTheme.components,
    MuiCssBaseline: {
      styleOverrides: {
        ':focus-visible': { outline: `3px solid ${ring}`, outlineOffset: 2 },
        'a.MuiTypography-root:focus-visible': { borderRadius: 4 },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': { outline: `3px solid ${ring}`, outlineOffset: 2 } } },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
    MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
    MuiAutocomplete: {
      ...defaultTheme.components?.MuiAutocomplete,
      styleOverrides: {
        paper: ({ theme }: { theme: Theme }) => ({
          border: `1px solid ${theme.palette.divider}`,
          boxShadow: theme.shadows[6],
        }),
      },
    },
    MuiAppBar: {
      defaultProps: { elevation: 0 },
      styleOverrides: {
        root: ({ theme }: { theme: Theme }) => ({ borderBottom: `1px solid ${theme.palette.divider}` }),
      },
    },
    RaToolbar: { styleOverrides: { root: { backgroundColor: 'transparent' } } },
    RaMenuItemLink: {
      styleOverrides: {
        root: ({ theme }: { theme: Theme }) => ({
          borderLeft: '4px solid transparent',
          '&.RaMenuItemLink-active': {
            borderLeftColor: theme.palette.primary.main,
            backgroundColor: theme.palette.action.selected,
            fontWeight: 650,
          },
        }),
      },
    },
  };
}

export const lightTheme: RaThemeOptions = {
  ...defaultTheme,
  ...shared,
  palette: {
    mode: 'light',
    primary: { main: '#1f5a4e' },
    secondary: { main: '#24423b' },
    background: { default: '#f6f5f1', paper: '#ffffff' },
    text: { primary: '#1d2422', secondary: '#4f5b57' },
    divider: '#d5d8d2',
    error: { main: '#a8281f' },
    warning: { main: '#8a5300' },
    success: { main: '#2b6b3f' },
    info: { main: '#245a8c' },
  },
  components: components('#b35c00'),
};

export const darkTheme: RaThemeOptions = {
  ...defaultTheme,
  ...shared,
  palette: {
    mode: 'dark',
    primary: { main: '#8fd0bf' },
    secondary: { main: '#1f2d29' },
    background: { default: '#141a18', paper: '#1c2422' },
    text: { primary: '#e8ece9', secondary: '#b4c0bb' },
    divider: '#3a4642',
    error: { main: '#ffb4ab' },
    warning: { main: '#ffcf7a' },
    success: { main: '#9bd8a8' },
    info: { main: '#a5cdf2' },
  },
  components: components('#ffcf7a'),
};
