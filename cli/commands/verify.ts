import { contentPath } from '../../db/files.ts';
import { openPool } from '../../db/store.ts';
import { verify } from '../../db/verify.ts';
import { homeOf } from '../../stack/home.ts';
import { asksForHelp, type Command } from '../command.ts';
import { databaseOf } from '../installation.ts';

const USAGE = `jalon verify

Recomputes the chain of events of every project, the texts beside it and the files, and holds plan, states, dates,
figures, evidence, members, amendments, the register, runs with their attendance and certificates, and submitted
indicators against what the events say; the words of messages are in no event. Prints the last link of each chain: noted
elsewhere, it also proves that no event was cut off at the end. Exit code 1 when something does not agree.`;

export const verifyCommand: Command = async (args, { env, out }) => {
  if (asksForHelp(args, USAGE)) {
    out(USAGE);
    return 0;
  }
  const files = homeOf(env).files;
  const db = openPool(await databaseOf(env, 'app'), 2);
  try {
    // One state of the database, also while people work.
    const result = await db.transaction((trx) => verify(trx, (sha256) => contentPath(files, sha256)), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
    for (const { project, seq, hash } of result.heads) out(`${project}: event ${seq}, ${hash}`);
    for (const { project, record, what } of result.findings) out(`NOT RIGHT: ${project} ${record} ${what}`.trim());
    out(`${result.events} events, ${result.files} files, ${result.findings.length} findings.`);
    return result.findings.length === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
};
