/** What is wrong with a field, in plain words: the rule and the way out. */
import type { z } from 'zod';
import type { LocalText } from '../domain/lifecycle.ts';
import { plural } from '../domain/locale.ts';
import { type Bani, describeLeiFault, type LeiFault } from '../domain/money.ts';

type Issue = z.core.$ZodIssue;

/** Fields whose form needs its own sentence. */
const FORMS: Readonly<Record<string, LocalText>> = {
  email: {
    ro: 'Scrieți o singură adresă de e-mail, ca nume@exemplu.ro, de cel mult 254 de caractere.',
    en: 'Write one e-mail address, like name@example.org, of at most 254 characters.',
  },
  slug: {
    ro: 'Folosiți litere mici fără diacritice, cifre și „-”, cel mult 60 de caractere; primul să nu fie „-”.',
    en: 'Use small letters, digits and "-", at most 60 characters; do not begin with "-".',
  },
  link: {
    ro: 'Scrieți adresa completă a unei pagini publice, începând cu https:// sau http://.',
    en: 'Write the full address of a public page, beginning with https:// or http://.',
  },
};

const FORMATS: Readonly<Record<string, LocalText>> = {
  date: { ro: 'Scrieți o zi care există, ca AAAA-LL-ZZ.', en: 'Write a day that exists, as YYYY-MM-DD.' },
  datetime: {
    ro: 'Scrieți un moment UTC, ca 2022-07-27T08:00:00Z.',
    en: 'Write an instant in UTC, like 2022-07-27T08:00:00Z.',
  },
  uuid: { ro: 'Trebuie un identificator (UUID) din listă.', en: 'An identifier (UUID) from the list is needed.' },
};

/** Rules of our own, by the name that their schema gives them. */
const RULES: Readonly<Record<string, LocalText>> = {
  years: { ro: 'Scrieți o zi dintre anii 1900 și 2199.', en: 'Write a day between the years 1900 and 2199.' },
  'above-zero': { ro: 'Suma trebuie să fie mai mare decât zero.', en: 'The amount has to be above zero.' },
  once: { ro: 'Aceeași persoană apare de două ori.', en: 'The same person appears twice.' },
};

const TYPES: Readonly<Record<string, LocalText>> = {
  string: { ro: 'Aici trebuie un text.', en: 'A text is needed here.' },
  number: { ro: 'Aici trebuie un număr.', en: 'A number is needed here.' },
  int: { ro: 'Aici trebuie un număr întreg.', en: 'A whole number is needed here.' },
  boolean: { ro: 'Aici trebuie „true” sau „false”.', en: 'Either true or false is needed here.' },
  array: { ro: 'Aici trebuie o listă.', en: 'A list is needed here.' },
  object: { ro: 'Aici trebuie un obiect JSON.', en: 'A JSON object is needed here.' },
};

const ELSE: LocalText = { ro: 'Valoarea nu este acceptată.', en: 'This value is not accepted.' };
const MISSING: LocalText = { ro: 'Câmpul este obligatoriu.', en: 'This field is required.' };

const characters = (count: number | bigint): string =>
  plural(Number(count), 'ro', { one: 'caracter', few: 'caractere', other: 'de caractere' });
const elements = (count: number | bigint): string =>
  plural(Number(count), 'ro', { one: 'element', few: 'elemente', other: 'de elemente' });

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): LocalText {
  const { minimum } = issue;
  if (issue.origin === 'string' && Number(minimum) <= 1) return MISSING;
  if (issue.origin === 'string')
    return {
      ro: `Sunt necesare cel puțin ${characters(minimum)}.`,
      en: `At least ${minimum} characters are needed.`,
    };
  if (issue.origin === 'array')
    return {
      ro: `Alegeți cel puțin ${elements(minimum)}.`,
      en: `Choose at least ${minimum}.`,
    };
  return { ro: `Valoarea cea mai mică este ${minimum}.`, en: `The least value is ${minimum}.` };
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): LocalText {
  const { maximum } = issue;
  if (issue.origin === 'string')
    return {
      ro: `Textul poate avea cel mult ${characters(maximum)}. Scurtați-l.`,
      en: `The text may have at most ${maximum} characters. Shorten it.`,
    };
  if (issue.origin === 'array')
    return {
      ro: `Lista poate avea cel mult ${elements(maximum)}.`,
      en: `The list may have at most ${maximum}.`,
    };
  return { ro: `Valoarea cea mai mare este ${maximum}.`, en: `The greatest value is ${maximum}.` };
}

/** R18: why an amount was not taken, with what it may mean. */
function leiWords(params: Record<string, unknown>): LocalText {
  const { fault, readings } = params as { fault: LeiFault; readings: readonly Bani[] };
  return { ro: describeLeiFault(fault, readings, 'ro'), en: describeLeiFault(fault, readings, 'en') };
}

/** One issue in words. `reportInput` must have been on, so that a missing field can be told from a wrong one. */
export function describeIssue(issue: Issue): LocalText {
  const field = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : (TYPES[issue.expected] ?? ELSE);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return FORMS[field] ?? tooBig(issue);
    case 'invalid_format':
      return FORMS[field] ?? FORMATS[issue.format] ?? ELSE;
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { ro: `Alegeți una dintre valorile: ${values}.`, en: `Choose one of: ${values}.` };
    }
    case 'custom':
      if (issue.params?.rule === 'lei') return leiWords(issue.params);
      return RULES[String(issue.params?.rule)] ?? ELSE;
    default:
      return ELSE;
  }
}

/** The first fault of each field, by the field's path with dots, as forms show it. */
export function fieldErrors(issues: readonly Issue[]): Record<string, LocalText> {
  const errors: Record<string, LocalText> = {};
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        errors[[...issue.path, key.slice(0, 100)].join('.')] ??= {
          ro: 'Acest câmp nu este cunoscut. Ștergeți-l.',
          en: 'This field is not known. Remove it.',
        };
      continue;
    }
    errors[issue.path.join('.') || 'body'] ??= describeIssue(issue);
  }
  return errors;
}
