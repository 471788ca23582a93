/** What the tests' mail server was handed. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { testServer } from './database.ts';

/** The message to this address, once the mail server has it. */
export async function mailTo(address: string): Promise<ParsedMail> {
  const dir = testServer('TEST_MAIL_DIR');
  for (let turn = 0; turn < 400; turn += 1) {
    for (const name of await readdir(dir)) {
      if (!name.endsWith('.eml')) continue;
      const raw = await readFile(join(dir, name), 'utf8');
      if (raw.includes(address)) return simpleParser(raw);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no message to ${address}`);
}
