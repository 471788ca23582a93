/** The store as the programs open it: with the words of messages and the name that Message-IDs carry. */
import { createStore, type Store } from '../db/store.ts';
import { createComposer } from '../mail/compose.ts';

export interface StoreSettings {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly mailFrom: string;
  /** Only programs that write to voters, or send what was written, need one. */
  readonly sealingSecret: string | null;
}

export function openStore({ databaseUrl, publicUrl, mailFrom, sealingSecret }: StoreSettings): Store {
  return createStore({
    databaseUrl,
    compose: createComposer({ publicUrl, sender: mailFrom }),
    mailDomain: domainOf(mailFrom),
    sealingSecret,
  });
}

/** The part after the last "@" of a sender such as `Jalon <jalon@example.org>`. */
export function domainOf(sender: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(sender)?.[1];
  if (domain === undefined) throw new Error('MAIL_FROM holds no e-mail address');
  return domain.toLowerCase();
}
