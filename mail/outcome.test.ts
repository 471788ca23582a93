import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NodemailerError } from 'nodemailer';
import { judge } from './outcome.ts';

const error = (facts: Partial<NodemailerError>): NodemailerError => Object.assign(new Error('what happened'), facts);

describe('what became of a message', () => {
  test.each([
    [
      'a recipient refused for good',
      { code: 'EENVELOPE', responseCode: 550, permanent: true, response: '550 no' },
      false,
    ],
    ['a content refused for good', { code: 'EMESSAGE', responseCode: 554, permanent: true, response: '554 no' }, true],
    ['an address that is none', { code: 'EENVELOPE' }, false],
    ['a message larger than the server takes', { code: 'EMESSAGE' }, false],
  ])('%s has failed', (_what, facts, handedOver) => {
    expect(judge(error(facts), handedOver)).toMatchObject({ kind: 'refused', permanent: true });
  });

  test.each([
    ['a recipient deferred', { code: 'EENVELOPE', responseCode: 450, permanent: false, response: '450 later' }, false],
    ['a content deferred', { code: 'EMESSAGE', responseCode: 451, permanent: false, response: '451 later' }, true],
    ['something unforeseen', {}, false],
  ])('%s is tried again, and counted', (_what, facts, handedOver) => {
    expect(judge(error(facts), handedOver)).toMatchObject({ kind: 'refused', permanent: false });
  });

  test.each([
    ['no server', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, false],
    ['no such host', { code: 'EDNS' }, false],
    [
      'a greeting that refuses',
      { code: 'EPROTOCOL', responseCode: 554, permanent: true, response: '554 go away' },
      false,
    ],
    ['a password refused', { code: 'EAUTH', responseCode: 535, permanent: true, response: '535 no' }, false],
    ['a connection that broke before handover', { code: 'ECONNECTION' }, false],
    [
      '421 instead of an answer',
      { code: 'ECONNECTION', responseCode: 421, permanent: false, response: '421 bye' },
      true,
    ],
  ])('%s says nothing about the message', (_what, facts, handedOver) => {
    expect(judge(error(facts), handedOver)).toMatchObject({ kind: 'unreached' });
  });

  test('R24 once handed over, only the word of the server makes a message be sent again', () => {
    const facts = fc.record({
      code: fc.constantFrom('ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EPROTOCOL', 'ESTREAM', 'EMESSAGE', 'EUNHEARDOF'),
      responseCode: fc.option(fc.integer({ min: 200, max: 399 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(facts, ({ code, responseCode }) => {
        const given = responseCode === undefined ? { code } : { code, responseCode, permanent: false };
        expect(judge(error(given), true).kind).toBe('uncertain');
      }),
    );
  });
});
