import Typography from '@mui/material/Typography';
import type { Campaign } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** R20: what was raised and how, from the ledger alone, and what the town hall would add (R19). */
export function FiguresSection({ campaign: { figures, match: planned, state } }: { campaign: Campaign }) {
  const { say, lei, count } = useWords();
  const match = state === 'cancelled' ? null : planned;
  const figure = (key: Exclude<keyof typeof figures, 'gifts'>) => ({
    name: say(`resources.campaigns.figures.${key}`),
    value: lei(figures[key]),
  });
  const ifAny = (key: 'refunded' | 'inKind' | 'adjusted' | 'late') => (figures[key] === 0 ? [] : [figure(key)]);
  return (
    <Section title={say('resources.campaigns.figures.title')}>
      <Typography component="p" sx={{ fontSize: '1.75rem', fontWeight: 650, lineHeight: 1.2 }}>
        {lei(figures.raised)}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>
        {say('resources.campaigns.figures.raisedHelp')} {count('resources.campaigns.figures.giftsCount', figures.gifts)}
        .
      </Typography>
      <Facts
        facts={[
          figure('bank'),
          figure('cash'),
          ...ifAny('refunded'),
          figure('pledged'),
          ...ifAny('inKind'),
          ...ifAny('adjusted'),
          ...ifAny('late'),
          figure('balance'),
          ...(match === null
            ? []
            : [
                {
                  name: say(`resources.campaigns.figures.${state === 'published' ? 'match' : 'matchNow'}`),
                  value: lei(match.forSum),
                },
              ]),
        ]}
      />
      {match !== null && state !== 'published' && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {say(`resources.campaigns.cap.${match.on}`, { cap: lei(match.cap) })}
        </Typography>
      )}
    </Section>
  );
}
