import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router-dom';
import { get } from '../api/http.ts';
import type { InboxItem } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { DueMark, StateMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { MoneySection, useMoneyTasks } from './MoneySection.tsx';
import { byDate, tasksOf, waitingOf } from './tasks.ts';

function Item({ item }: { item: InboxItem }) {
  const { say, local } = useWords();
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={`/milestones/${item.id}/show`} sx={{ fontWeight: 600 }}>
          {item.key} · {local(item.title)}
        </Link>
        <DueMark dueAt={item.dueAt} late={item.late} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, color: 'text.secondary', typography: 'body2' }}>
        <span>{say(`inbox.task.${item.task}`)}</span>
        <StateMark state={item.state} />
        {item.submittedBy && <span>{say('inbox.submittedBy', { name: item.submittedBy.name })}</span>}
        <Link component={RouterLink} to={`/projects/${item.projectId}/show`} color="inherit">
          {item.projectSlug}
        </Link>
      </Box>
    </Box>
  );
}

function Tasks({ title, help, items }: { title: string; help: string; items: readonly InboxItem[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title} help={help}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((item) => (
          <Item key={`${item.task} ${item.id}`} item={item} />
        ))}
      </Box>
    </Section>
  );
}

function Summary({ items, money }: { items: readonly InboxItem[]; money: number }) {
  const { say, count } = useWords();
  const { waiting: milestones, late } = waitingOf(items);
  const waiting = milestones + money;
  if (waiting === 0) return <Typography>{say('inbox.noneWaits')}</Typography>;
  return (
    <Typography>
      {count('inbox.count', waiting)}
      {late > 0 && `; ${count('inbox.lateCount', late)}`}.
    </Typography>
  );
}

/** The first page after signing in: what waits for this person, late first. */
export function InboxPage() {
  const { say } = useWords();
  const me = useMe();
  const money = useMoneyTasks();
  const query = useQuery({
    queryKey: ['inbox'],
    queryFn: async ({ signal }) => byDate(await get<InboxItem[]>('inbox', signal)),
  });
  return (
    <>
      <PageTitle title={say('inbox.title')} />
      {me && (
        <Typography color="textSecondary" gutterBottom>
          {say('inbox.hello', { name: me.name })}
        </Typography>
      )}
      <Loaded query={query}>
        {(items) =>
          items.length === 0 && money.length === 0 ? (
            <EmptyState title={say('inbox.nothing.title')} help={say('inbox.nothing.help')}>
              <Button component={RouterLink} to="/projects" variant="contained">
                {say('inbox.nothing.link')}
              </Button>
            </EmptyState>
          ) : (
            <Stack spacing={2}>
              <Summary items={items} money={money.length} />
              <MoneySection tasks={money} />
              {tasksOf(items).map(({ section, items: some }) => (
                <Tasks
                  key={section}
                  title={say(`inbox.${section}.title`)}
                  help={say(`inbox.${section}.help`)}
                  items={some}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}
