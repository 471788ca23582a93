import EmojiObjectsOutlined from '@mui/icons-material/EmojiObjectsOutlined';
import EventNoteOutlined from '@mui/icons-material/EventNoteOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import History from '@mui/icons-material/History';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import MailOutlined from '@mui/icons-material/MailOutlined';
import PeopleOutlined from '@mui/icons-material/PeopleOutlined';
import { Menu } from 'react-admin';
import { useMe } from '../auth/useMe.ts';
import { useWords } from '../look/useWords.ts';
import { registersOf } from '../register/access.ts';

/** The pages in the order in which they are needed: first what waits for me. */
export function JalonMenu() {
  const { say } = useWords();
  const me = useMe();
  return (
    <Menu aria-label={say('app.menu.label')}>
      <Menu.Item to="/" primaryText={say('inbox.title')} leftIcon={<InboxOutlined />} />
      <Menu.Item
        to="/projects"
        primaryText={say('resources.projects.name', { smart_count: 2 })}
        leftIcon={<FolderOutlined />}
      />
      <Menu.Item
        to="/runs"
        primaryText={say('resources.runs.name', { smart_count: 2 })}
        leftIcon={<EventNoteOutlined />}
      />
      <Menu.Item
        to="/proposals"
        primaryText={say('resources.proposals.name', { smart_count: 2 })}
        leftIcon={<EmojiObjectsOutlined />}
      />
      {me && registersOf(me).length > 0 && (
        <Menu.Item to="/register" primaryText={say('register.menu')} leftIcon={<GroupsOutlined />} />
      )}
      <Menu.Item
        to="/messages"
        primaryText={say('resources.messages.name', { smart_count: 2 })}
        leftIcon={<MailOutlined />}
      />
      <Menu.Item to="/events" primaryText={say('resources.events.title')} leftIcon={<History />} />
      {me?.isAdmin && (
        <Menu.Item
          to="/users"
          primaryText={say('resources.users.name', { smart_count: 2 })}
          leftIcon={<PeopleOutlined />}
        />
      )}
    </Menu>
  );
}
