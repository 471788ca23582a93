/** A message that staff wrote to organisations (R5): one an organisation and event (R24). */
import type { Plan } from '../domain/plan.ts';
import { enqueueMessages } from './outbox.ts';
import type { ProjectRow } from './projects.ts';
import type { Store, Transaction } from './store.ts';

export interface OrganisationNotice {
  readonly eventId: string;
  readonly at: Date;
  readonly project: Pick<ProjectRow, 'id' | 'slug' | 'title'>;
  readonly plan: Pick<Plan, 'publicity'>;
  readonly milestoneId: string;
  readonly subject: string;
  readonly text: string;
  /** Who wrote it: the reply goes there. */
  readonly sender: { readonly name: string; readonly email: string };
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

/** Writes the messages. Organisations are written to in Romanian: the words are the sender's own. */
export async function notifyOrganisations(
  store: Pick<Store, 'compose' | 'mailDomain'>,
  trx: Transaction,
  notice: OrganisationNotice,
): Promise<void> {
  const { eventId, at, project, plan, milestoneId, subject, text, sender, organisations } = notice;
  await enqueueMessages(
    trx,
    organisations.map(({ id, name, email }) => {
      const recipient = { id, name, email, locale: 'ro' as const };
      return {
        projectId: project.id,
        eventId,
        eventType: 'outreach.sent' as const,
        milestoneId,
        createdAt: at,
        to: 'organisation' as const,
        recipient,
        replyTo: sender.email,
        composed: store.compose(
          { type: 'outreach.sent', project, publicity: plan.publicity, subject, text, sender },
          recipient,
        ),
      };
    }),
    store.mailDomain,
  );
}
