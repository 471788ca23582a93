import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import { useLocaleState, useNotify } from 'react-admin';
import { send } from '../api/http.ts';
import { lookAgain } from '../api/refresh.ts';
import { forgetSession, session } from '../auth/session.ts';
import { currentLocale, i18nProvider, isLocale, LOCALES } from '../i18n/i18nProvider.ts';
import { useWords } from '../look/useWords.ts';

/** Romanian or English, for this page at once and for the person's messages from now on. */
export function LanguageSwitch({ onBar = false }: { onBar?: boolean }) {
  const { say } = useWords();
  const [, setLocale] = useLocaleState();
  const queryClient = useQueryClient();
  const notify = useNotify();

  async function choose(locale: unknown) {
    if (!isLocale(locale)) return;
    await i18nProvider.changeLocale(locale);
    setLocale(locale);
    const me = await session().catch(() => null);
    if (!me) return;
    try {
      await send('PATCH', 'me', { locale });
      forgetSession();
    } catch {
      notify('app.language.failed', { type: 'warning' });
    }
    // The server's own sentences (what is missing, warnings) come in the language of the request.
    await lookAgain(queryClient);
  }

  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={currentLocale()}
      aria-label={say('app.language.label')}
      onChange={(_, locale) => choose(locale)}
      sx={{
        '& .MuiToggleButton-root': { color: 'inherit', borderColor: 'currentColor', px: 1, py: 0.25 },
        // The chosen one is filled with the colour of the text, so that it stands out on the bar and on a page.
        '& .MuiToggleButton-root.Mui-selected, & .MuiToggleButton-root.Mui-selected:hover': {
          // Said again here: MUI's own rule for a chosen button has another colour.
          color: 'inherit',
          backgroundColor: 'currentColor',
          '& span': { color: onBar ? 'secondary.main' : 'background.paper' },
        },
      }}
    >
      {LOCALES.map((locale) => (
        <ToggleButton key={locale} value={locale} aria-label={say(`app.language.${locale}`)} lang={locale}>
          <Box component="span">{locale.toUpperCase()}</Box>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
