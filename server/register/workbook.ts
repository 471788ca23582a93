/** The register as an XLSX file, written in pieces: a long one is never whole in memory. */
import type { Writable } from 'node:stream';
import { type ExportedPerson, eachPerson } from '../../db/register/export-persons.ts';
import type { Store } from '../../db/store.ts';
import { type ColumnField, exportColumns } from '../../domain/import-columns.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';

const SHEET: Readonly<Record<Locale, string>> = { ro: 'Participanți', en: 'Participants' };
const DAYS: readonly ColumnField[] = ['birthDate', 'startedOn', 'consentedOn'];
const WIDTH = 24;
/** The format of texts: a program that opens the file takes nothing in them for a formula. */
const TEXT = '@';

/** Writes the register into a stream and ends it. An imported file of this form gives the same persons. */
export async function writeRegister(
  store: Pick<Store, 'knex'>,
  projectId: string,
  plan: Plan,
  locale: Locale,
  stream: Writable,
): Promise<void> {
  // Loaded when the first register is written: a start of the server would spend a fifth of its time on it.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(SHEET[locale], { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = exportColumns(plan, locale);
  sheet.columns = columns.map(({ heading, field }) => ({
    header: heading,
    width: WIDTH,
    style: { numFmt: DAYS.includes(field) ? 'dd.mm.yyyy' : TEXT },
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  await eachPerson(store, projectId, async (persons) => {
    for (const person of persons) {
      sheet.addRow(columns.map(({ field }) => cellOf(person, field, plan, locale))).commit();
    }
    await drained(stream);
  });
  sheet.commit();
  await workbook.commit();
}

/** Waits for a slow reader, and no longer than it is there. */
async function drained(stream: Writable): Promise<void> {
  if (stream.destroyed) throw new Error('whoever asked for the register is gone');
  if (!stream.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const settle = () => {
      stream.off('drain', settle).off('close', settle);
      resolve();
    };
    stream.on('drain', settle).on('close', settle);
  });
}

function cellOf(person: ExportedPerson, field: ColumnField, plan: Plan, locale: Locale): string | Date | null {
  switch (field) {
    case 'familyName':
      return person.family_name;
    case 'givenName':
      return person.given_name;
    case 'birthDate':
      return dayCell(person.birth_date);
    case 'email':
      return person.email;
    case 'phone':
      return person.phone;
    case 'category':
      return plan.targetGroup.categories.find(({ key }) => key === person.category)?.name[locale] ?? null;
    case 'organisationId':
      return person.organisation;
    case 'startedOn':
      return dayCell(person.started_on);
    case 'consentedOn':
      return dayCell(person.consented_on);
    default: {
      const key = field.slice('fields.'.length);
      const value = person.fields[key] ?? null;
      const choices = plan.participants.fields.find((own) => own.key === key)?.choices ?? [];
      return choices.find((choice) => choice.key === value)?.title[locale] ?? value;
    }
  }
}

const dayCell = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
