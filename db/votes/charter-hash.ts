/** The hash under which a charter is public (R13). */
import { type Charter, charterText } from '../../domain/charter.ts';
import { sha256Hex } from '../canonical.ts';

/** SHA-256 of its canonical text, in hexadecimal digits. */
export const charterHash = (charter: Charter): string => sha256Hex(charterText(charter));
