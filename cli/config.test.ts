import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fromRoot } from '../root.ts';
import { demand, readSettings, SettingsRefused } from './config.ts';

const PRODUCTION = {
  DATABASE_URL: 'postgres://jalon_app:secret@db.example.org/jalon',
  TEMPORAL_ADDRESS: 'temporal.example.org:7233',
  SMTP_URL: 'smtps://user:password@mail.example.org',
  MAIL_FROM: 'Jalon <jalon@example.org>',
  PUBLIC_URL: 'https://jalon.example.org/',
  PORT: '8080',
  SESSION_SECRET: 'x'.repeat(32),
  SEALING_SECRET: 'y'.repeat(32),
};

describe('settings', () => {
  test('nothing is needed where everything is our own', () => {
    expect(readSettings({})).toEqual({
      databaseUrl: null,
      databaseOwnerUrl: null,
      temporalAddress: null,
      temporalNamespace: 'default',
      temporalTaskQueue: 'jalon',
      smtpUrl: null,
      mailFrom: null,
      publicUrl: null,
      host: '127.0.0.1',
      port: null,
      sessionSecret: null,
      sealingSecret: null,
      logLevel: 'info',
    });
  });

  test('an empty variable is one that is not set', () => {
    expect(readSettings({ DATABASE_URL: '', PORT: ' ', LOG_LEVEL: '' })).toEqual(readSettings({}));
  });

  test('the public address has no slash at its end', () => {
    expect(readSettings(PRODUCTION).publicUrl).toBe('https://jalon.example.org');
  });

  test.each([
    ['DATABASE_URL', 'mysql://db.example.org/jalon'],
    ['DATABASE_OWNER_URL', 'db.example.org'],
    ['TEMPORAL_ADDRESS', 'temporal.example.org'],
    ['TEMPORAL_ADDRESS', 'temporal.example.org:99999'],
    ['SMTP_URL', 'mail.example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['HOST', 'two words'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['SESSION_SECRET', 'x'.repeat(31)],
    ['SEALING_SECRET', 'x'.repeat(31)],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ ...PRODUCTION, [name]: value })).toThrow(name);
  });

  test('everything that is wrong is named at once, and no value is repeated', () => {
    const refused = () => readSettings({ DATABASE_URL: 'mysql://user:qwertz@host/x', PORT: 'none', LOG_LEVEL: 'loud' });
    expect(refused).toThrow(SettingsRefused);
    expect(refused).toThrow(/DATABASE_URL[\s\S]*PORT|PORT[\s\S]*DATABASE_URL/);
    expect(refused).not.toThrow(/qwertz/);
  });

  test('what a program cannot do without is named as a whole', () => {
    expect(() => demand(readSettings({ PORT: '1' }), ['databaseUrl', 'sessionSecret', 'port'])).toThrow(
      'not set: DATABASE_URL, SESSION_SECRET ',
    );
    expect(demand(readSettings(PRODUCTION), ['port']).port).toBe(8080);
  });

  test('the table in docs/configuration.md names every variable that is read, and no other', () => {
    const source = readFileSync(fromRoot('cli', 'config.ts'), 'utf8');
    const read = new Set([...source.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name));
    const [table = ''] = readFileSync(fromRoot('docs', 'configuration.md'), 'utf8').split('\n## ');
    const documented = new Set([...table.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name));
    expect(documented).toEqual(new Set([...read, 'JALON_HOME']));
  });
});
