import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Setting } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords, type Words } from '../look/useWords.ts';
import { readSetting } from './settingValue.ts';

function inWords({ path, value }: Setting, { say, count, day }: Words): string {
  const parts = readSetting(path, value).map((part) => {
    if (part.kind === 'days-from-start') return count('resources.projects.settings.fromStart', part.count);
    if (part.kind === 'days') return count('resources.projects.settings.days', part.count);
    if (part.kind === 'seconds') return count('resources.projects.settings.seconds', part.count);
    return part.kind === 'day' ? day(part.day) : part.text;
  });
  return parts.length === 0 ? say('resources.projects.settings.nothing') : parts.join(', ');
}

/** Values that the plan assumes, each with its reason: shown as settings, never hidden. */
export function SettingsSection({ settings }: { settings: readonly Setting[] }) {
  const words = useWords();
  const { say, local } = words;
  return (
    <Section title={say('resources.projects.settings.title')} help={say('resources.projects.settings.help')}>
      {settings.length === 0 && <Typography>{say('resources.projects.settings.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 420, overflowY: 'auto' }} tabIndex={0}>
        {settings.map((setting) => {
          const { path, about } = setting;
          return (
            <Box component="li" key={path} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
              <Typography variant="body2">
                <b>{inWords(setting, words)}</b>
              </Typography>
              <Typography variant="body2">{local(about)}</Typography>
              <Typography variant="caption" color="textSecondary">
                {path}
              </Typography>
            </Box>
          );
        })}
      </Box>
    </Section>
  );
}
