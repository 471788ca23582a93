import AccountCircleOutlined from '@mui/icons-material/AccountCircleOutlined';
import Box from '@mui/material/Box';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect } from 'react';
import { AppBar, Layout, LoadingIndicator, Logout, ToggleThemeButton, UserMenu, useUserMenu } from 'react-admin';
import { Link } from 'react-router-dom';
import { useWords } from '../look/useWords.ts';
import { JalonMenu } from './JalonMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LiveUpdates } from './LiveUpdates.tsx';
import { PageFailed } from './PageFailed.tsx';

function AccountItem() {
  const { say } = useWords();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/account" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <AccountCircleOutlined fontSize="small" />
      </ListItemIcon>
      <ListItemText>{say('auth.account.title')}</ListItemText>
    </MenuItem>
  );
}

function JalonAppBar() {
  // Its buttons are react-admin's: they get their words anew when the bar is drawn anew.
  const { say } = useWords();
  return (
    <AppBar
      alwaysOn
      color="secondary"
      toolbar={
        <>
          <LanguageSwitch onBar />
          <ToggleThemeButton />
          <LoadingIndicator aria-label={say('app.loading')} />
        </>
      }
      userMenu={
        <UserMenu>
          <AccountItem />
          <Logout />
        </UserMenu>
      }
    >
      <Typography sx={{ flex: 1, fontWeight: 700, letterSpacing: '0.02em' }}>Jalon</Typography>
    </AppBar>
  );
}

/** The frame of every page behind the sign-in. */
export function JalonLayout({ children }: { children: ReactNode }) {
  const { locale } = useWords();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <Layout appBar={JalonAppBar} menu={JalonMenu} error={PageFailed} sx={{ minWidth: 0 }}>
      <Box sx={{ maxWidth: 1440, width: '100%', mx: 'auto', px: { xs: 1, sm: 2 }, pb: 4, minWidth: 0 }}>
        <LiveUpdates />
        {children}
      </Box>
    </Layout>
  );
}
