/** What `jalon start` says to the person who typed it. */
import type { Locale } from '../../domain/lifecycle.ts';
import type { SampleUser } from './samples.ts';

/** The language of the terminal: Romanian where it says so, English elsewhere. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  return /^ro\b|^ro_/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ro' : 'en';
}

export interface StartWords {
  readonly starting: string;
  /** Ports that were free when they were chosen. */
  readonly taken: (ports: string) => string;
  readonly ready: (seconds: string) => string;
  readonly runsAlready: (home: string, pid: number) => string;
  readonly isJustStarting: string;
  readonly links: Readonly<Record<'public' | 'admin' | 'mail' | 'temporal' | 'api', string>>;
  readonly samples: string;
  readonly roles: Readonly<Record<SampleUser['role'], string>>;
  readonly howToStop: string;
  readonly stopping: string;
  readonly stopped: string;
  readonly gaveUp: string;
}

export const START_WORDS: Readonly<Record<Locale, StartWords>> = {
  ro: {
    starting: 'Jalon pornește …',
    taken: (ports) => `ocupat între timp de alt program: ${ports}; se pornește din nou pe porturi libere`,
    ready: (seconds) => `Jalon este gata (${seconds} s).`,
    runsAlready: (home, pid) => `Jalon rulează deja din ${home} (procesul ${pid}).`,
    isJustStarting: 'Tocmai pornește; linkurile apar în fereastra în care a fost pornit.',
    links: {
      public: 'Pagini publice',
      admin: 'Administrare',
      mail: 'Mesaje prinse',
      temporal: 'Temporal',
      api: 'Descrierea API',
    },
    samples:
      'Proiectul Cojocna începe azi, cu utilizatori de probă. Linkuri de autentificare, fiecare bun o singură dată, șapte zile:',
    roles: {
      administrator: 'administrator',
      manager: 'coordonator',
      staff: 'responsabil',
      partner: 'primărie',
      auditor: 'auditor',
    },
    howToStop: 'Ctrl-C oprește totul; npm start continuă de unde a rămas. Alt link: npm run jalon -- user link ADRESĂ',
    stopping: 'Se oprește …',
    stopped: 'Oprit. Nimic nu s-a pierdut.',
    gaveUp: 'Jalon s-a oprit:',
  },
  en: {
    starting: 'Jalon is starting …',
    taken: (ports) => `taken by another program meanwhile: ${ports}; starting again on free ports`,
    ready: (seconds) => `Jalon is ready (${seconds} s).`,
    runsAlready: (home, pid) => `Jalon runs already from ${home} (process ${pid}).`,
    isJustStarting: 'It is just starting; its links appear in the window where it was started.',
    links: {
      public: 'Public pages',
      admin: 'Administration',
      mail: 'Caught mail',
      temporal: 'Temporal',
      api: 'API description',
    },
    samples: 'The Cojocna project begins today, with sample users. Sign-in links, each good once, for seven days:',
    roles: {
      administrator: 'administrator',
      manager: 'manager',
      staff: 'staff',
      partner: 'town hall',
      auditor: 'auditor',
    },
    howToStop: 'Ctrl-C stops all of it; npm start goes on from there. Another link: npm run jalon -- user link ADDRESS',
    stopping: 'Stopping …',
    stopped: 'Stopped. Nothing is lost.',
    gaveUp: 'Jalon has stopped:',
  },
};
