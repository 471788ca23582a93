/**
 * What became of a message at the mail server, judged from the error that nodemailer gives.
 * The line that matters: before any of its bytes was handed over a message can safely be sent again;
 * afterwards only the server's own answer says whether it was taken.
 */
import type { NodemailerError } from 'nodemailer';

export type Outcome =
  | { readonly kind: 'accepted' }
  /** The server answered no: for good (5xx), or for now (4xx). */
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly answer: string }
  /** The server was not reached, or would not talk: nothing is wrong with the message. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** The connection broke after handover, before the answer. */
  | { readonly kind: 'uncertain'; readonly reason: string };

/** Errors about the message itself; every other code is about the server or the way to it. */
const ABOUT_THE_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE']);
const ABOUT_THE_SERVER = new Set([
  'ECONNECTION',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROXY',
  'EMAXLIMIT',
]);

/**
 * @param handedOver whether the server had begun to read the message (it does so only after it agreed to DATA)
 */
export function judge(error: NodemailerError, handedOver: boolean): Outcome {
  const { code = '', responseCode, message } = error;
  const answer = error.response ?? message;
  const saidNo = responseCode !== undefined && responseCode >= 400;
  if (ABOUT_THE_MESSAGE.has(code)) {
    if (saidNo) return { kind: 'refused', permanent: error.permanent === true, answer };
    // Nodemailer itself refused to hand it over: an address that is none, or larger than the server takes.
    if (responseCode === undefined && !handedOver) return { kind: 'refused', permanent: true, answer };
  }
  // "421 closing": said instead of taking the message.
  if (saidNo) return { kind: 'unreached', reason: answer };
  if (handedOver) return { kind: 'uncertain', reason: message };
  if (ABOUT_THE_SERVER.has(code)) return { kind: 'unreached', reason: message };
  // Something unforeseen, perhaps in this very message: counted, so that it cannot be tried for ever.
  return { kind: 'refused', permanent: false, answer };
}
