/** Whether an uploaded file is a list of participants at all: XLSX or CSV, by its content and its name. */
import { fileTypeFromFile } from 'file-type';
import type { Kind } from '../files/kind.ts';
import { endingOf } from '../files/name.ts';

export const CSV = 'text/csv';

const NOT_A_LIST = {
  ro: 'O listă de participanți se primește ca XLSX sau CSV. Deschideți fișierul și salvați-l în unul dintre aceste formate, fără parolă și fără macrocomenzi.',
  en: 'A list of participants is taken as XLSX or CSV. Open the file and save it in one of these forms, without a password and without macros.',
};

/** The encoding and the rows are judged when the file is read. */
export async function kindOfList(path: string, name: string): Promise<Kind> {
  const ending = endingOf(name);
  const found = await fileTypeFromFile(path);
  if (found?.ext === 'xlsx' && ending === 'xlsx') return { ok: true, type: found.mime };
  if (!found && (ending === 'csv' || ending === 'txt')) return { ok: true, type: CSV };
  return { ok: false, reason: NOT_A_LIST };
}
