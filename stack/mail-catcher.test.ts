import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nodemailer from 'nodemailer';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';

let dir: string;
let catcher: MailCatcher;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jalon-mail-'));
  catcher = await startMailCatcher({ dir, smtpPort: 0, webPort: 0 });
});
afterEach(async () => {
  await catcher.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function send(mail: { subject: string; text?: string; html?: string }): Promise<void> {
  const transport = nodemailer.createTransport(catcher.smtpUrl);
  await transport.sendMail({ from: 'jalon@example.org', to: 'expert@example.org', ...mail });
  transport.close();
}

async function page(path = ''): Promise<Response> {
  return fetch(new URL(path, catcher.webUrl ?? ''));
}

describe('the mail catcher', () => {
  test('keeps every mail as a file of its owner, and shows it', async () => {
    await send({ subject: 'Termen: 3 zile', text: 'Vedeți http://127.0.0.1:1/admin/' });
    await catcher.until(1);
    const [name = ''] = catcher.names();
    expect(statSync(join(dir, name)).mode & 0o077).toBe(0);
    expect((await catcher.read(name)).toString()).toContain('Subject: Termen: 3 zile');
    expect(await (await page()).text()).toContain(`<a href="/${name}">Termen: 3 zile</a>`);
    const shown = await (await page(name)).text();
    expect(shown).toContain('<a href="http://127.0.0.1:1/admin/"');
    expect(await (await page(`${name}/source`)).text()).toContain('To: expert@example.org');
  });

  test('shows the mails of earlier runs, the newest first', async () => {
    await send({ subject: 'first' });
    await catcher.stop();
    catcher = await startMailCatcher({ dir, smtpPort: 0, webPort: 0 });
    await send({ subject: 'second' });
    await catcher.until(2);
    expect(await (await page()).text()).toMatch(/second[\s\S]*first/);
  });

  test('hostile words stay words', async () => {
    const hostile = `<script>alert(1)</script>"'&`;
    await send({ subject: hostile, text: hostile, html: '<p>ok</p>' });
    await catcher.until(1);
    const [name = ''] = catcher.names();
    for (const path of ['', name]) {
      const text = await (await page(path)).text();
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script&gt;');
    }
  });

  test('HTML of a mail runs nothing and reaches nothing', async () => {
    await send({ subject: 'html', html: '<script>alert(1)</script><img src="http://example.org/seen">' });
    await catcher.until(1);
    const [name = ''] = catcher.names();
    const policy = (await page(`${name}/html`)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toContain('allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).toContain("default-src 'none'");
    expect(await (await page(name)).text()).toContain('<iframe src="/');
  });

  test.each(['../secrets.json', '%2e%2e%2fsecrets.json', 'no-such.eml', '__proto__'])('%s is no mail', async (path) => {
    expect((await page(path)).status).toBe(404);
  });

  test('a mail that is too large is refused', async () => {
    const text = `${'x'.repeat(70)}\n`.repeat(500_000);
    await expect(send({ subject: 'large', text })).rejects.toMatchObject({ responseCode: 552 });
    expect(catcher.names()).toEqual([]);
  });
});
