/** R19, R20, R22, R23 the public pages of the campaign, the sum, the match and the fund. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordEvent } from '../../db/events.ts';
import { sumsOf } from '../../db/money/ledger-rows.ts';
import { lockProject } from '../../db/projects.ts';
import { newId } from '../../db/store.ts';
import { CAMPAIGN_STATES } from '../../domain/campaigns.ts';
import { balanceOf } from '../../domain/ledger.ts';
import { formatLei } from '../../domain/money.ts';
import { type Api, startApi } from './api.ts';
import {
  byBank,
  donorOf,
  enter,
  fundBySql,
  GIVING,
  type Giving,
  givingOf,
  inCash,
  inKind,
  matchBySql,
  open,
  pledged,
  publishedSum,
  SUM_DUE,
  transferred,
} from './giving.ts';

const KILOBYTES = 60_000;
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const page = async ({ slug }: Pick<Giving, 'slug'>, path = '/campaign', locale = 'ro') =>
  open(api, `/p/${slug}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`);
/** Without what is no word: tags and spaces that do not break. */
const words = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&#39;', "'");

describe('the campaign', () => {
  test.each(CAMPAIGN_STATES)(
    'R20 R26 %s has its own words, in both languages, and the funder’s line',
    async (state) => {
      const giving = await givingOf(api, state);
      for (const locale of ['ro', 'en']) {
        const { status, html } = await page(giving, '/campaign', locale);
        expect(status).toBe(200);
        expect(html).toContain('151364');
        expect(Buffer.byteLength(html)).toBeLessThan(KILOBYTES);
        const hidden = state === 'drafted' || state === 'cancelled';
        expect(html.includes('Loc de joacă')).toBe(!hidden);
        expect(html.includes('RO49 AAAA 1B31 0075 9384 0000')).toBe(state === 'open');
        expect(html.includes('campaign/pledge')).toBe(state === 'open');
        expect(html.includes('campaign/subscribe')).toBe(['announced', 'open', 'closed'].includes(state));
        // The navigation leads there only where there is something.
        expect(html.includes(`href="/p/${giving.slug}/campaign?lang=${locale}" aria-current`)).toBe(!hidden);
      }
      const said = words((await page(giving)).html);
      const own = {
        drafted: 'Nu este anunțată nicio strângere de fonduri',
        announced: 'Se poate dona din 10 martie 2026, 08:00',
        open: 'Se poate dona până la 31 martie 2026, 23:59',
        closed: 'Suma strânsă se publică cel târziu la 7 aprilie 2026',
        published: 'Campania s-a încheiat. S-au strâns 0,00 lei',
        cancelled: 'Nu este anunțată nicio strângere de fonduri',
      }[state];
      expect(said).toContain(own);
    },
  );

  test('one that was announced and then cancelled stays public, with its reason', async () => {
    const giving = await givingOf(api, 'cancelled');
    const { projectId, milestoneId, campaignId } = giving;
    await api.store.knex.transaction(async (trx) => {
      await lockProject(trx, projectId);
      const data = { campaignId };
      await recordEvent(trx, { projectId, milestoneId, type: 'campaign.announced', at: GIVING, actorId: null, data });
    });
    const said = words((await page(giving)).html);
    expect(said).toContain('Campania a fost anulată la 20 martie 2026.');
    expect(said).toContain('Motivul: Terenul nu este al comunei.');
  });

  test('R22 a sum that is late is shown as late', async () => {
    const giving = await givingOf(api, 'closed');
    api.setClock(new Date(SUM_DUE.getTime() + 1000));
    for (const path of ['/campaign', '/sum'])
      expect(words((await page(giving, path)).html)).toContain('Suma trebuia publicată la 7 aprilie 2026');
    api.setClock(GIVING);
  });

  test('R20 promises and gifts in kind are told beside what was raised, refunds are taken off', async () => {
    const giving = await givingOf(api);
    const donor = await donorOf(api, giving, 'Ana Exemplu', 'name');
    const [pledge, gift] = await enter(api, giving, [
      pledged(70_000, donor, 'AAAA2222'),
      byBank(50_000),
      inCash(12_345, 'Chitanța 1'),
      inKind(30_000, 'Vopsea (exemplu)'),
    ]);
    await enter(api, giving, [
      byBank(20_000, { kind: 'settlement', aboutId: pledge?.id ?? '', donorId: donor }),
      byBank(-10_000, { kind: 'refund', aboutId: gift?.id ?? '' }),
    ]);
    const said = words((await page(giving)).html);
    expect(said).toContain('Strâns până acum 723,45 lei (după restituiri de 100,00 lei)');
    expect(said).toContain('Promis 700,00 lei (plătite sau nu; ce s-a plătit este deja în suma strânsă)');
    expect(said).toContain('Numele plătitorului nu se publică: donația apare ca anonimă');
    expect(said).toContain('Donații în bunuri și servicii 300,00 lei');
    expect(said).toContain('Donații în bani 3 ');
    expect(said).toContain('Au mai rămas 11 zile');
    expect(said).toContain(
      '500,00 lei · Donator anonim nr. 2 · 15 martie 2026 · prin bancă · după restituiri și corecții 400,00 lei',
    );
    expect(said).toContain('Vopsea (exemplu)');
    expect(said).toContain('200,00 lei · Ana Exemplu');
    // Nobody else learns the code of a pledge.
    expect(said).not.toContain('AAAA2222');
  });

  test.each([
    ['part', 0, '0,00 lei', 'încă 1,00 lei'],
    ['part', 999_950, '9.999,50 lei', 'încă 0,50 lei'],
    ['part', 1_000_000, '10.000,00 lei', 'nimic în plus'],
    ['part', 1_000_001, '10.000,00 lei', 'nimic în plus'],
    ['total', 499_950, '4.999,50 lei', 'nimic în plus'],
    ['total', 600_000, '4.000,00 lei', 'partea primăriei scade cu 1,00 lei'],
    ['total', 1_200_000, '0,00 lei', 'nimic în plus'],
  ] as const)(
    'R19 the cap on the %s: for %d bani the town hall adds %s, for the next leu %s',
    async (on, raised, now, next) => {
      const reading = { value: on, source: 'assumed', rule: 'R19', about: { ro: 'x', en: 'x' } } as const;
      const giving = await givingOf(api, 'open', { settings: { matchCapOn: reading } });
      if (raised > 0) await enter(api, giving, [byBank(raised)]);
      const said = words((await page(giving)).html);
      expect(said).toContain(`Pentru suma strânsă acum ${now}`);
      expect(said).toContain(`Pentru următorul leu donat ${next}`);
      expect(said).toContain(
        on === 'part' ? 'partea ei este de cel mult 10.000,00 lei' : 'sunt împreună de cel mult 10.000,00 lei',
      );
    },
  );

  test('a plan without a match says nothing of one', async () => {
    const giving = await givingOf(api, 'open', { keys: ['A11', 'A12'] });
    expect((await page(giving)).html).not.toContain('Ce adaugă primăria');
  });

  test('an entry changes the page at once; what did not change is not sent again', async () => {
    const giving = await givingOf(api);
    const first = await page(giving);
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const path = `/p/${giving.slug}/campaign?lang=ro`;
    expect((await open(api, path, { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' })).status).toBe(304);
    await enter(api, giving, [byBank(100)]);
    expect((await open(api, path, { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' })).status).toBe(200);
  });

  test('account, holder and code are copied by a script of this server alone, and are whole without it', async () => {
    const { html, headers } = await page(await givingOf(api));
    expect(html).toContain('<script type="module" src="/money/copying.mjs"></script>');
    expect(html).toContain('data-copy="RO49AAAA1B31007593840000"');
    expect(html).toContain('<code class="copy" id="holder">Fundația Exemplu</code>');
    expect(html).toContain('>7K3M-9QTX<');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    const script = await open(api, '/money/copying.mjs');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect((await open(api, '/money/voting.mjs')).status).toBe(404);
  });
});

describe('the gifts', () => {
  test('R22 a donor is named only by choice: the name, the initials, or nothing', async () => {
    const giving = await givingOf(api);
    const names = ['Zenovia Arătata', 'Yolanda Pe-Jumătate', 'Xenia Ascunsa'];
    const [shown, initials, hidden] = [
      await donorOf(api, giving, names[0] ?? '', 'name'),
      await donorOf(api, giving, names[1] ?? '', 'initials'),
      await donorOf(api, giving, names[2] ?? '', 'anonymous', { email: 'xenia@example.org' }),
    ];
    const promised = await donorOf(api, giving, 'Wanda Promițătoare', 'name');
    await enter(api, giving, [
      byBank(100, { donorId: shown }),
      byBank(200, { donorId: initials }),
      byBank(300, { donorId: hidden }),
      byBank(400),
      pledged(500, promised, 'BBBB2222'),
    ]);
    for (const path of ['/campaign', '/campaign/gifts', '/data/gifts.csv', '/data/campaign-ledger.json']) {
      const { html } = await page(giving, path);
      expect(html).toContain('Zenovia Arătata');
      expect(html).toContain('Y. P. J.');
      for (const never of ['Yolanda', 'Xenia', 'Wanda', '@example.org', 'BBBB2222', 'BBBB-2222'])
        expect(html).not.toContain(never);
    }
    await api.store.knex('donors').where({ id: shown }).update({ name: '', shown: 'anonymous', erased_at: GIVING });
    expect((await page(giving, '/campaign/gifts')).html).not.toContain('Zenovia');
  });

  test('paged by their number, so that a page stays while new gifts come; a page is light', async () => {
    const giving = await givingOf(api);
    const donor = await donorOf(api, giving, 'Ș'.repeat(200), 'name');
    await enter(
      api,
      giving,
      Array.from({ length: 90 }, (_, at) => byBank(100 + at, { donorId: donor, document: `Extras ${at}` })),
    );
    const first = await page(giving, '/campaign/gifts');
    expect(first.html).toContain('id="e90"');
    expect(first.html).not.toContain('id="e60"');
    expect(first.html).toContain('lang=ro&amp;before=61');
    expect(Buffer.byteLength(first.html)).toBeLessThan(KILOBYTES);
    await enter(api, giving, [byBank(1)]);
    const second = await page(giving, '/campaign/gifts?before=61');
    expect(second.html).toContain('id="e60"');
    expect(second.html).not.toContain('id="e61"');
    const last = await page(giving, '/campaign/gifts?before=31');
    expect(last.html).toContain('id="e1"');
    expect(last.html).not.toContain('lang=ro&amp;before=');
    for (const bad of ['0', '-1', '1e3', 'x', '99999999999'])
      expect((await page(giving, `/campaign/gifts?before=${bad}`)).status).toBe(404);
  });

  test('what people wrote stays text', async () => {
    const hostile = '"><script>alert(1)</script>';
    const giving = await givingOf(api, 'open', { title: hostile });
    const donor = await donorOf(api, giving, hostile, 'name');
    await enter(api, giving, [inKind(100, hostile, { donorId: donor })]);
    for (const path of ['/campaign', '/campaign/gifts', '/campaign/pledge', '/data']) {
      const { html } = await page(giving, path);
      expect(html).not.toContain('<script>');
    }
  });
});

describe('the sum', () => {
  test('R22 by source, with the match and what happens next; as a page and as a notice', async () => {
    const giving = await givingOf(api);
    const [gift] = await enter(api, giving, [
      byBank(1_000_000),
      inCash(500_001, 'Chitanța 1'),
      inKind(30_000, 'Vopsea'),
    ]);
    await enter(api, giving, [byBank(-100_000, { kind: 'refund', aboutId: gift?.id ?? '' })]);
    expect(words((await page(giving, '/sum')).html)).toContain('Suma se publică după închiderea campaniei');
    expect((await page(giving, '/sum.pdf')).status).toBe(404);
    await publishedSum(api, giving, { computed: 1_000_000, cap: 1_000_000, on: 'part' });
    await matchBySql(api, giving, { raised: 1_400_001, computed: 1_000_000, due: 1_000_000 });
    const { html } = await page(giving, '/sum');
    const said = words(html);
    expect(said).toContain('S-au strâns 14.000,01 lei între 10 martie 2026 și 31 martie 2026');
    expect(said).toContain('Prin bancă, după restituiri 9.000,00 lei');
    expect(said).toContain('În numerar, după restituiri 5.000,01 lei');
    expect(said).toContain('Total strâns 14.000,01 lei');
    expect(said).toContain('Restituit până la închidere (scăzut deja) 1.000,00 lei');
    expect(said).toContain('Bunuri și servicii, evaluate (în afara totalului) 300,00 lei');
    expect(said).toContain('Calculată 10.000,00 lei');
    expect(said).toContain('în așteptarea hotărârii consiliului local');
    expect(said).toContain('Consiliul local hotărăște în aprilie.');
    expect(Buffer.byteLength(html)).toBeLessThan(KILOBYTES);
    for (const locale of ['ro', 'en']) {
      const pdf = await fetch(`${api.url}/p/${giving.slug}/sum.pdf?lang=${locale}`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
  });
});

describe('the match', () => {
  test('R21 each step with its day and its document; a rejection stands where everybody sees it', async () => {
    const giving = await givingOf(api, 'published');
    expect(words((await page(giving, '/match')).html)).toContain('se calculează când se publică suma strânsă');
    const match = await matchBySql(api, giving, {
      raised: 800_000,
      computed: 800_000,
      due: 800_000,
      state: 'rejected',
    });
    const decision = (place: number, outcome: string, number: string, day: string) => ({
      id: newId(),
      match_id: match.id,
      place,
      outcome,
      number,
      decided_on: day,
      words: outcome === 'rejected' ? 'Bugetul nu este rectificat.' : '',
      recorded_at: GIVING,
      recorded_by: api.people.manager.id,
    });
    const { owner } = api.database;
    await owner('match_decisions').insert(decision(1, 'rejected', 'PV 3', '2026-04-10'));
    const rejected = words((await page(giving, '/match')).html);
    expect(rejected).toContain('respinsă de consiliul local');
    expect(rejected).toContain('Consiliul local a respins; document: PV 3 10 aprilie 2026 Bugetul nu este rectificat.');
    await owner('match_decisions').insert(decision(2, 'adopted', 'HCL 12/2026', '2026-05-11'));
    await owner('matches').where({ id: match.id }).update({ state: 'adopted' });
    await owner('matches').where({ id: match.id }).update({
      state: 'contracted',
      contract_number: 'C 9',
      contracted_on: '2026-05-20',
      legal_route: 'Finanțare nerambursabilă, Legea 350/2005',
    });
    const order = { order_number: 'OP 77', paid_on: '2026-06-02' };
    for (const role of ['manager', 'partner'] as const) {
      const release = { match_id: match.id, user_id: api.people[role].id, role, amount: 800_000, ...order };
      await owner('match_releases').insert({ ...release, released_at: GIVING });
    }
    await enter(api, { ...giving, ...match }, [byBank(800_000, { kind: 'payment', document: 'OP 77' })]);
    await owner('matches')
      .where({ id: match.id })
      .update({ state: 'paid', paid: 800_000, ...order });
    const [entry] = await enter(api, giving, [byBank(900_000, { afterClose: true })]);
    const [adjustment] = await enter(api, giving, [
      byBank(-100_000, { kind: 'adjustment', aboutId: entry?.id ?? '', afterClose: true }),
    ]);
    await owner('match_adjustments').insert({
      id: newId(),
      match_id: match.id,
      entry_id: adjustment?.id,
      raised_before: 800_000,
      raised_after: 700_000,
      due_before: 800_000,
      due_after: 700_000,
      state: 'open',
      opened_at: GIVING,
    });
    const { html } = await page(giving, '/match');
    const said = words(html);
    for (const step of [
      'S-a calculat partea primăriei: 8.000,00 lei',
      'Consiliul local a respins; document: PV 3',
      'Consiliul local a aprobat, prin hotărârea HCL 12/2026',
      'Contractul C 9 20 mai 2026 Temeiul: Finanțare nerambursabilă, Legea 350/2005',
      'Primăria a plătit 8.000,00 lei, cu ordinul de plată OP 77 2 iunie 2026',
      'partea primăriei: 7.000,00 lei în loc de 8.000,00 lei; primăriei i se restituie 1.000,00 lei: încă nerestituit',
      '8.000,00 lei · plată',
    ])
      expect(said).toContain(step);
    expect(Buffer.byteLength(html)).toBeLessThan(KILOBYTES);
    expect(words((await page(giving, '/match', 'en')).html)).toContain('The local council rejected it; document: PV 3');
  });
});

describe('the fund', () => {
  test('R23 no total counts a leu twice: what is in the three ledgers adds up to what came in less what was paid', async () => {
    const giving = await givingOf(api);
    expect(words((await page(giving, '/fund')).html)).toContain('Fondul nu este înființat încă');
    await enter(api, giving, [byBank(800_000)]);
    const match = await matchBySql(api, giving, { raised: 800_000, computed: 800_000, due: 800_000 });
    await enter(api, { ...giving, ...match }, [byBank(800_000, { kind: 'payment', document: 'OP 77' })]);
    const fund = await fundBySql(api, giving);
    await transferred(api, giving.projectId, giving, fund, 800_000);
    await transferred(api, giving.projectId, match, fund, 800_000);
    await enter(api, { ...giving, ...fund }, [byBank(-250_000, { kind: 'payment', document: 'Factura 5' })]);
    const { html } = await page(giving, '/fund');
    const said = words(html);
    expect(said).toContain('Fondul satului Exemplu');
    expect(said).toContain('Actul de înființare Actul constitutiv nr. 4');
    expect(said).toContain('A intrat 16.000,00 lei S-a plătit 2.500,00 lei Sold 13.500,00 lei');
    expect(said).toContain('8.000,00 lei · transfer între registre din campanie');
    expect(said).toContain('8.000,00 lei · transfer între registre din partea primăriei');
    expect(said).toContain('−2.500,00 lei · plată nr. 3 · 15 martie 2026 · Factura 5');
    const balances = await Promise.all(
      [giving, match, fund].map(async ({ ledgerId }) => balanceOf(await sumsOf(api.store.knex, ledgerId))),
    );
    expect(balances).toEqual([0, 0, 1_350_000]);
    // What was raised stays what it was, although the money has moved.
    expect(words((await page(giving)).html)).toContain('Strâns până acum 8.000,00 lei');
    // On the project's page too.
    const project = words((await page(giving, '')).html);
    expect(project).toContain(`s-au strâns ${formatLei(800_000).replace('\u00a0', ' ')}`);
    expect(project).toContain('În fondul local de dezvoltare sunt 13.500,00 lei, din banii de mai sus.');
  });
});
