import { app } from './app.ts';
import { auth } from './auth.ts';
import { bank } from './bank.ts';
import { campaigns } from './campaigns.ts';
import { donors } from './donors.ts';
import { events } from './events.ts';
import { evidence } from './evidence.ts';
import { funds } from './funds.ts';
import { inbox } from './inbox.ts';
import { indicators } from './indicators.ts';
import { ledgers } from './ledgers.ts';
import { matches } from './matches.ts';
import { messages } from './messages.ts';
import { milestones } from './milestones.ts';
import { organisations } from './organisations.ts';
import { outreach } from './outreach.ts';
import { persons } from './persons.ts';
import { projects } from './projects.ts';
import { proposals } from './proposals.ts';
import { reactAdmin } from './reactAdmin.ts';
import { register } from './register.ts';
import { roll } from './roll.ts';
import { runs } from './runs.ts';
import { users } from './users.ts';
import { votes } from './votes.ts';

export const romanian = {
  ra: reactAdmin,
  app,
  auth,
  inbox,
  register,
  indicators,
  outreach,
  resources: {
    projects,
    milestones,
    evidence,
    persons,
    organisations,
    proposals,
    messages,
    events,
    users,
    runs,
    votes,
    roll,
    campaigns,
    ledgers,
    donors,
    bank,
    matches,
    funds,
  },
};
