import englishMessages from 'ra-language-english';
import { app } from './app.ts';
import { auth } from './auth.ts';
import { events } from './events.ts';
import { evidence } from './evidence.ts';
import { inbox } from './inbox.ts';
import { messages } from './messages.ts';
import { milestones } from './milestones.ts';
import { projects } from './projects.ts';

import { users } from './users.ts';

export const english = {
  ...englishMessages,
  app,
  auth,
  inbox,
  resources: { projects, milestones, evidence, messages, events, users },
};
