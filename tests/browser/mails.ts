/** What the mail catcher that all tests share has taken for one Jalon. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { testServer } from '../stack/database.ts';
import { type Jalon, until } from '../stack/jalon.ts';

export interface Mail {
  readonly text: string;
  readonly html: string;
}

/** The one mail with this subject to this member, once it is there. */
export async function mailTo({ publicUrl }: Jalon, role: ProjectRole, subject: string): Promise<Mail> {
  const folder = testServer('TEST_MAIL_DIR');
  const read = new Set<string>();
  const found: ParsedMail[] = [];
  await until(`the mail "${subject}" to ${role}`, async () => {
    for (const name of await readdir(folder)) {
      if (read.has(name)) continue;
      const mail = await simpleParser(await readFile(join(folder, name)));
      // A mail is still being written while it has no text; its links say which Jalon it is from.
      if (mail.text === undefined) continue;
      read.add(name);
      const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
      if (mail.subject === subject && to.includes(`${role}@example.org`) && mail.text.includes(publicUrl)) {
        found.push(mail);
      }
    }
    return found.length > 0;
  });
  if (found.length > 1) throw new Error(`${found.length} mails "${subject}" to ${role}`);
  return { text: found[0]?.text ?? '', html: found[0]?.html || '' };
}
