/** Why a command on the participant register was refused, in words. */
import type { Locale, LocalText } from './lifecycle.ts';
import { formatNumber, listed } from './locale.ts';
import type { Refusal } from './refusal.ts';

export type RegisterRefusal = Extract<
  Refusal,
  {
    readonly code:
      | 'fields-refused'
      | 'record-changed'
      | 'person-exists'
      | 'person-merged'
      | 'person-erased'
      | 'merge-with-itself'
      | 'organisation-exists'
      | 'import-ended'
      | 'import-has-refused'
      | 'import-undecided'
      | 'import-changed';
  }
>;

/** The most rows that a sentence names. */
const ROWS_NAMED = 10;

/** `rândul 4`, `rândurile 3 și 7`, `rândurile 2, 3, … și încă 20`. */
export function rowsInWords(rows: readonly number[], locale: Locale): string {
  const named = rows.slice(0, ROWS_NAMED).map((row) => String(row));
  const more = rows.length - named.length;
  const all =
    more > 0
      ? `${named.join(', ')} ${locale === 'ro' ? 'și încă' : 'and'} ${formatNumber(more, locale)}${locale === 'ro' ? '' : ' more'}`
      : listed(named, locale);
  if (locale === 'ro') return `${rows.length === 1 ? 'rândul' : 'rândurile'} ${all}`;
  return `${rows.length === 1 ? 'row' : 'rows'} ${all}`;
}

export function wordsOfRegister(refusal: RegisterRefusal): { readonly title: LocalText; readonly detail: LocalText } {
  switch (refusal.code) {
    case 'fields-refused': {
      const all = (locale: Locale) => [...new Set(refusal.faults.map(({ reason }) => reason[locale]))].join(' ');
      return {
        title: { ro: 'Unele câmpuri trebuie corectate', en: 'Some fields need correcting' },
        detail: { ro: all('ro'), en: all('en') },
      };
    }
    case 'record-changed': {
      const { by } = refusal;
      return {
        title: { ro: 'Între timp, datele au fost schimbate', en: 'The record was changed meanwhile' },
        detail: {
          ro: `${by ?? 'Altcineva'} a schimbat aceste date după ce le-ați deschis. Nu s-a suprascris nimic: reîncărcați-le și faceți din nou modificarea.`,
          en: `${by ?? 'Somebody else'} changed this record after you opened it. Nothing was overwritten: reload it and make your change again.`,
        },
      };
    }
    case 'person-exists':
      return {
        title: { ro: 'Persoana este deja în registru', en: 'The person is in the register already' },
        detail: {
          ro: 'În registru există deja o persoană cu acest nume și cu aceeași dată a nașterii, sau tot fără ea. O persoană apare o singură dată: completați fișa care există; dacă este altcineva, scrieți data nașterii.',
          en: 'The register already holds a person of this name with the same date of birth, or also without one. A person appears once: complete the record that is there; if this is somebody else, give the date of birth.',
        },
      };
    case 'person-merged':
      return {
        title: { ro: 'Fișa a fost unită cu alta', en: 'This record went into another one' },
        detail: {
          ro: 'Datele acestei persoane se află acum în fișa cu care a fost unită. Lucrați cu aceea.',
          en: 'The data of this person are now in the record that it was merged into. Work with that one.',
        },
      };
    case 'person-erased':
      return {
        title: { ro: 'Persoana a fost anonimizată', en: 'The person was anonymised' },
        detail: {
          ro: 'Datele acestei persoane au fost șterse la cerere; fișa rămâne numai pentru numărători și nu se mai schimbă.',
          en: "This person's data were erased; the record stays for the counts only and no longer changes.",
        },
      };
    case 'merge-with-itself':
      return {
        title: { ro: 'Este aceeași fișă', en: 'This is the same record' },
        detail: {
          ro: 'O fișă nu se unește cu ea însăși. Alegeți cealaltă fișă a persoanei.',
          en: 'A record is not merged with itself. Choose the other record of the person.',
        },
      };
    case 'organisation-exists':
      return {
        title: { ro: 'Organizația există deja', en: 'The organisation is there already' },
        detail: {
          ro: 'Există deja o organizație cu acest nume, scris poate cu alte litere mari sau fără diacritice. Folosiți-o pe aceea.',
          en: 'There is already an organisation of this name, perhaps with other capitals or without diacritics. Use that one.',
        },
      };
    case 'import-ended': {
      const committed = refusal.state === 'committed';
      return {
        title: { ro: 'Importul s-a încheiat', en: 'The import has ended' },
        detail: {
          ro: `Acest import a fost ${committed ? 'înregistrat' : 'abandonat'} deja. Pentru alte date, încărcați fișierul din nou.`,
          en: `This import was ${committed ? 'committed' : 'dropped'} already. For other data, upload the file again.`,
        },
      };
    }
    case 'import-has-refused':
      return {
        title: { ro: 'Fișierul are rânduri refuzate', en: 'The file has refused rows' },
        detail: {
          ro: `Un import se înregistrează în întregime sau deloc. Corectați în fișier ${rowsInWords(refusal.rows, 'ro')} și încărcați-l din nou.`,
          en: `An import is committed as a whole or not at all. Correct ${rowsInWords(refusal.rows, 'en')} in the file and upload it again.`,
        },
      };
    case 'import-undecided':
      return {
        title: { ro: 'Unele rânduri cer o hotărâre', en: 'Some rows need a decision' },
        detail: {
          ro: `Pentru ${rowsInWords(refusal.rows, 'ro')}, spuneți dacă este o persoană nouă sau una care există deja în registru.`,
          en: `For ${rowsInWords(refusal.rows, 'en')}, say whether it is a new person or one who is in the register already.`,
        },
      };
    case 'import-changed':
      return {
        title: { ro: 'Între timp registrul s-a schimbat', en: 'The register changed meanwhile' },
        detail: {
          ro: `De la previzualizare s-a schimbat registrul: ${rowsInWords(refusal.rows, 'ro')} nu mai înseamnă ce s-a arătat. Nu s-a înregistrat nimic: priviți din nou și hotărâți.`,
          en: `The register changed since the preview: ${rowsInWords(refusal.rows, 'en')} no longer mean what was shown. Nothing was committed: look again and decide.`,
        },
      };
  }
}
