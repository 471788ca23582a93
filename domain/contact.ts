/** The forms of an e-mail address and a telephone number. */

/** Characters; a longer address is not held against the form, whose work grows with the square of the length. */
export const EMAIL_LENGTH = 254;
/** An address that can stand in a mail header: one line, no control characters. */
export const EMAIL_FORM = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/;
export const PHONE_FORM = /^\+?[0-9 ()./-]{5,30}$/;

export const isEmail = (text: string): boolean => text.length <= EMAIL_LENGTH && EMAIL_FORM.test(text);
export const isPhone = (text: string): boolean => PHONE_FORM.test(text);
