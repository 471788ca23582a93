/** The mail catcher in a process of its own, so that it and what is measured do not share one. Argument: its folder. */
import { startMailCatcher } from '../stack/mail-catcher.ts';

const catcher = await startMailCatcher({ dir: process.argv[2] ?? '', smtpPort: 0, webPort: null });
process.send?.(catcher.smtpUrl);
process.once('disconnect', () => catcher.stop().then(() => process.exit()));
