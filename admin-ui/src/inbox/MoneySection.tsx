import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { CampaignRow, MatchRow } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { Section } from '../look/Section.tsx';
import { DueMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { type MoneyTask, moneyTasks } from './moneyTasks.ts';

const SOME = { page: 1, perPage: 100 };

/** Bank lines to decide, sums to be published and matches that wait, of the projects where it is this person's turn. */
export function useMoneyTasks(): readonly MoneyTask[] {
  const me = useMe();
  const { data: campaigns = [] } = useGetList<CampaignRow>('campaigns', {
    filter: { state: ['open', 'closed', 'published'] },
    sort: { field: 'opensAt', order: 'ASC' },
    pagination: SOME,
  });
  const { data: matches = [] } = useGetList<MatchRow>('matches', {
    filter: {},
    sort: { field: 'createdAt', order: 'DESC' },
    pagination: SOME,
  });
  return me ? moneyTasks(me, campaigns, matches) : [];
}

/** What waits for this person about money. */
export function MoneySection({ tasks }: { tasks: readonly MoneyTask[] }) {
  const { say, local, count: counted } = useWords();
  const now = new Date().toISOString();
  if (tasks.length === 0) return null;
  return (
    <Section title={say('inbox.money.title')} help={say('inbox.money.help')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {tasks.map(({ id, to, title, what, count, dueAt }) => (
          <Box
            component="li"
            key={`${what} ${id}`}
            sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
          >
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
              <Link component={RouterLink} to={to} sx={{ fontWeight: 600 }}>
                {local(title)}
              </Link>
              {dueAt !== null && <DueMark dueAt={dueAt} late={dueAt < now} />}
            </Box>
            <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
              {count === undefined ? say(`inbox.money.what.${what}`) : counted(`inbox.money.what.${what}`, count)}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
