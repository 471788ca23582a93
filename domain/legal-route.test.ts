import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LEGAL_ROUTE_HELP, namesSponsorship } from './legal-route.ts';

describe('R21 the match is no sponsorship, however that is written', () => {
  test.each([
    'sponsorizare',
    'Contract de SPONSORIZARE nr. 5',
    'sponsorízare',
    's p o n s o r i z a r e',
    'spon-\nsorizare',
    'sponzorizare',
    'sponsorship of the initiative',
    'sponsor',
    'Legea 32/1994',
    'legea nr. 32/1994',
    'Legea nr. 32 din 1994',
    'Legea nr. 32 din 19 mai 1994',
    'LEGII NR.32/1994 privind sponsorizarea',
    'Legea 32 / 1994',
    'Legea 32-1994',
    'L. 32/94',
    'L32/1994',
    'Law 32/1994',
    'Law no. 32 of 1994',
    'Law no. 32 of 19 May 1994',
    'Legea numărul 32',
    'în temeiul legii 32',
    'Ｌegea ３２/１９９４',
    'art. 1 din 32/1994',
  ])('R21 “%s” is refused', (route) => expect(namesSponsorship(route)).toBe(true));

  test.each([
    'Finanțare nerambursabilă, Legea nr. 350/2005',
    'Legea nr. 32/2000',
    'Legea 132/1994',
    'Legea 32 din 2009',
    'Legea nr. 324/1994',
    'HCL nr. 32/2023',
    'Cooperare și asociere, art. 129 alin. (9) lit. a) din Codul administrativ',
    'Contract de asociere nr. 321/1994',
    'OUG nr. 57/2019',
    'Suma de 32 lei din 94 de bani',
    'răspunsul consiliului',
  ])('R21 “%s” is taken', (route) => expect(namesSponsorship(route)).toBe(false));

  test('R21 whatever stands around it, it is found; and reading any text ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        expect(namesSponsorship(`${before} sponsorizare ${after}`)).toBe(true);
        expect(namesSponsorship(`${before} Legea 32/1994 ${after}`)).toBe(true);
      }),
    );
    expect(namesSponsorship(`32${'. '.repeat(250)}x`)).toBe(false);
  });

  test('R21 the help names usual routes, and none that is refused', () => {
    for (const words of Object.values(LEGAL_ROUTE_HELP)) expect(namesSponsorship(words)).toBe(false);
  });
});
