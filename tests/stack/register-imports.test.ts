/** Lists of participants: read, shown, committed as a whole or laid aside; and the register as a file again. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Api, startApi, type Visitor } from './api.ts';
import { addPerson, CNP, COMPLETE, commit, csv, everythingKept, personCount, preview, upload } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A1', 'A15']);
let api: Api;
let staff: Visitor;
let manager: Visitor;
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
});

const find = async (q: string) => {
  const filter = encodeURIComponent(JSON.stringify({ projectId: project.id, q }));
  return (await staff.get(`/api/persons?filter=${filter}`)).json<{ id: string; startedOn: string }[]>();
};
const whole = async (id: string) => (await staff.get(`/api/persons/${id}`)).json();
const importedRows = async (id: string) =>
  (await api.store.knex('imports').where({ id }).first<{ rows: unknown[]; state: string }>('rows', 'state')) ?? {
    rows: [],
    state: '',
  };

describe('a preview', () => {
  test('shows what each row would become, and writes nothing', async () => {
    const known = await addPerson(staff, project.id, { familyName: 'Popescu', givenName: 'Ion' });
    const found = await preview(
      staff,
      project.id,
      csv(
        [
          ['Ionescu', 'Maria', '01.02.1980', 'fundatie', '43'],
          ['POPESCU', 'Ion', '1990-12-31', '', ''],
          ['Popescu', 'Ion', '31/12/1991', '', ''],
          ['Popesscu', 'Ion', '31.12.1990', '', ''],
          ['Ionescu', 'Maria', '01.02.1980', '', ''],
          ['', 'Vasile', '30.02.1990', 'nimeni', ''],
        ],
        ['Nume', 'Prenume', 'Data nașterii', 'Categoria', 'Pantofi'],
      ),
    );
    expect(found.columns).toEqual([
      { heading: 'Nume', field: 'familyName' },
      { heading: 'Prenume', field: 'givenName' },
      { heading: 'Data nașterii', field: 'birthDate' },
      { heading: 'Categoria', field: 'category' },
      { heading: 'Pantofi', field: null },
    ]);
    expect(found.counts).toEqual({ new: 1, matched: 2, doubtful: 2, refused: 1 });
    expect(found.rows.map(({ row, outcome, person }) => [row, outcome, person?.name ?? null])).toEqual([
      [2, 'new', null],
      [3, 'matched', 'Popescu Ion'],
      [4, 'doubtful', 'Popescu Ion'],
      [5, 'doubtful', 'Popescu Ion'],
      [6, 'matched', 'Ionescu Maria'],
      [7, 'refused', null],
    ]);
    expect(found.rows[1]?.person).toEqual({ id: known.id, name: 'Popescu Ion', birthDate: '1990-12-31' });
    expect(found.rows[4]?.reasons).toEqual([{ column: null, text: 'Is also in row 2 of the file.' }]);
    expect(found.rows[5]?.reasons.map(({ column }) => column)).toEqual(['Nume', 'Data nașterii', 'Categoria']);
    expect(await personCount(api, project.id)).toBe(1);
    const inRomanian = await staff.send('PATCH', '/api/me', { locale: 'ro' });
    expect(inRomanian.status).toBeLessThan(300);
    const again = (await staff.get(`/api/imports/${found.id}`)).json<typeof found>();
    await staff.send('PATCH', '/api/me', { locale: 'en' });
    expect(again.rows[2]?.reasons[0]?.text).toBe('Același nume, altă dată a nașterii.');
  });

  test('the file itself is not kept', async () => {
    await preview(staff, project.id, csv([['Ionescu', 'Maria', '']]));
    expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
    expect(await api.store.knex('files').select()).toEqual([]);
  });

  test('who reads the register may not import, and nobody sees another project’s import', async () => {
    const { auditor, partner, administrator, stranger } = api.people;
    const { id } = await preview(staff, project.id, csv([['Ionescu', 'Maria', '']]));
    for (const who of [auditor, partner, administrator]) {
      expect((await upload(who, project.id, csv([['A', 'B', '']]))).status).toBe(403);
      expect((await who.get(`/api/imports/${id}`)).status).toBe(403);
    }
    expect((await stranger.get(`/api/imports/${id}`)).status).toBe(404);
    expect((await commit(stranger, id)).status).toBe(404);
  });
});

describe('the list of imports', () => {
  const listed = (who: Visitor, filter: object) =>
    who.get(`/api/imports?filter=${encodeURIComponent(JSON.stringify(filter))}`);

  test('shows what waits for a decision, newest first, and with its figures what became of the others', async () => {
    await addPerson(staff, project.id, { familyName: 'Popescu', givenName: 'Ion' });
    const first = await preview(staff, project.id, csv([['Popescu', 'Ion', '31.12.1991']]), 'prima.csv');
    api.setClock(new Date('2026-03-02T10:01:00Z'));
    const second = await preview(
      manager,
      project.id,
      csv([
        ['Ionescu', 'Maria', ''],
        ['Popescu', '', ''],
      ]),
      'a doua.csv',
    );
    api.setClock(new Date('2026-03-02T10:00:00Z'));
    const open = (await listed(staff, { projectId: project.id, state: 'previewed' })).json<object[]>();
    expect(open).toEqual([
      {
        id: second.id,
        projectId: project.id,
        fileName: 'a doua.csv',
        state: 'previewed',
        madeBy: { id: manager.id, name: expect.any(String) },
        madeAt: expect.any(String),
        counts: { new: 1, matched: 0, doubtful: 0, refused: 1 },
      },
      expect.objectContaining({ id: first.id, counts: { new: 0, matched: 0, doubtful: 1, refused: 0 } }),
    ]);
    await staff.command(`/api/imports/${second.id}/drop`, {});
    const left = (await listed(staff, { projectId: project.id, state: 'previewed' })).json<{ id: string }[]>();
    expect(left.map(({ id }) => id)).toEqual([first.id]);
    const all = (await listed(staff, { projectId: project.id })).json<{ state: string; counts: object }[]>();
    expect(all.map(({ state, counts }) => [state, counts])).toContainEqual([
      'dropped',
      { new: 0, matched: 0, doubtful: 0, refused: 0 },
    ]);
  });

  test('is for those who import, a project at a time', async () => {
    const { auditor, partner, administrator, stranger } = api.people;
    for (const who of [auditor, partner]) expect((await listed(who, { projectId: project.id })).status).toBe(403);
    for (const who of [administrator, stranger])
      expect((await listed(who, { projectId: project.id })).status).toBe(404);
    expect((await listed(staff, {})).problem()).toMatchObject({ status: 400, type: '/problems/query-not-valid' });
  });
});

test('a decision for each of many rows fits in one request; there is a limit all the same', async () => {
  const many = 6_000;
  const found = await preview(staff, project.id, csv([['Ionescu', 'Maria', '01.02.1980']]));
  const decisions = Array.from({ length: many }, (_, index) => ({ row: index + 2, person: project.id }));
  expect(JSON.stringify({ decisions }).length).toBeGreaterThan(256 * 1024);
  expect((await commit(staff, found.id, decisions)).status).toBe(200);
  const tooMuch = await commit(staff, found.id, Array(6).fill(decisions).flat());
  expect(tooMuch.problem()).toMatchObject({ status: 413, type: '/problems/body-too-large' });
  expect(tooMuch.problem().detail).toContain('2 MB');
  const elsewhere = await staff.command(`/api/imports/${found.id}/drop`, { padding: 'x'.repeat(300 * 1024) });
  expect(elsewhere.problem()).toMatchObject({ status: 413, detail: expect.stringContaining('256 kB') });
});

describe('all or nothing', () => {
  test('one refused row, and nothing is written', async () => {
    const found = await preview(
      staff,
      project.id,
      csv([
        ['Ionescu', 'Maria', '01.02.1980'],
        ['Popescu', '', ''],
      ]),
    );
    const answer = await commit(staff, found.id);
    expect(answer.problem()).toMatchObject({ status: 409, type: '/problems/import-has-refused' });
    expect(answer.problem().detail).toContain('row 3');
    expect(await personCount(api, project.id)).toBe(0);
  });

  test('doubtful rows need a decision: a new person, or one who is there', async () => {
    const known = await addPerson(staff, project.id, {
      familyName: 'Popescu',
      givenName: 'Ion',
      birthDate: null,
      startedOn: '2026-03-02',
      fields: {},
    });
    const headings = ['Nume', 'Prenume', 'Data nașterii', 'Gen', 'Prima zi'];
    const list = csv(
      [
        ['Popescu', 'Ion', '31.12.1990', 'M', '01.03.2026'],
        ['Popescu', 'Ion', '31.12.1950', 'M', ''],
      ],
      headings,
    );
    const found = await preview(staff, project.id, list);
    expect(found.counts).toMatchObject({ doubtful: 2 });
    expect((await commit(staff, found.id)).problem().type).toBe('/problems/import-undecided');
    const unknown = await commit(staff, found.id, [
      { row: 2, person: project.id },
      { row: 3, person: 'new' },
    ]);
    expect(unknown.problem()).toMatchObject({ status: 422, errors: { decisions: expect.any(String) } });
    expect(await personCount(api, project.id)).toBe(1);
    const answer = await commit(staff, found.id, [
      { row: 2, person: known.id },
      { row: 3, person: 'new' },
    ]);
    expect(answer.json()).toEqual({ id: found.id, added: 1, matched: 1 });
    // R2: what lacks is filled in, the earliest start stays.
    expect(await whole(known.id)).toMatchObject({
      birthDate: '1990-12-31',
      startedOn: '2026-03-01',
      fields: { gender: 'masculin' },
      ageGroup: '25-54',
      version: 2,
    });
    expect(await importedRows(found.id)).toEqual({ rows: [], state: 'committed' });
    expect((await commit(staff, found.id)).problem().type).toBe('/problems/import-ended');
  });

  test('R2 a row may be the person of an earlier row of the same file', async () => {
    const list = csv([
      ['Popescu', 'Ion', ''],
      ['Popescu', 'Ion', '31.12.1990'],
      ['Popescu', 'Ion', '31.12.1990'],
    ]);
    const found = await preview(staff, project.id, list);
    const [first] = found.rows;
    expect(found.rows.map(({ outcome }) => outcome)).toEqual(['new', 'doubtful', 'matched']);
    expect(found.rows[1]?.person?.name).toBe('Popescu Ion');
    const answer = await commit(staff, found.id, [{ row: 3, person: found.rows[1]?.person?.id }]);
    expect(answer.json()).toEqual({ id: found.id, added: 1, matched: 2 });
    expect(first?.outcome).toBe('new');
    expect(await find('popescu')).toMatchObject([{ birthDate: '1990-12-31' }]);
  });

  test('what a record holds is never overwritten by a list', async () => {
    const known = await addPerson(staff, project.id, {
      familyName: 'Popescu',
      givenName: 'Ion',
      email: 'ion@example.org',
    });
    const headings = ['Nume', 'Prenume', 'Data nașterii', 'E-mail', 'Categoria', 'Gen', 'Satul de domiciliu'];
    const found = await preview(
      staff,
      project.id,
      csv([['POPESCU', 'ION', '31.12.1990', 'alt@example.org', 'ong', 'M', 'Iuriu']], headings),
    );
    await commit(staff, found.id);
    expect(await whole(known.id)).toMatchObject({
      familyName: 'Popescu',
      email: 'ion@example.org',
      category: 'fundatie',
      fields: { ...COMPLETE, residence: 'Iuriu' },
    });
  });

  test('organisations are added once, and found without regard to capitals and diacritics', async () => {
    const headings = ['Nume', 'Prenume', 'Organizația'];
    const found = await preview(
      staff,
      project.id,
      csv(
        [
          ['A', 'Ana', 'Asociația X'],
          ['B', 'Ion', 'ASOCIATIA x'],
          ['C', 'Vlad', ''],
        ],
        headings,
      ),
    );
    await commit(staff, found.id);
    const organisations = await api.store.knex('organisations').where({ project_id: project.id }).pluck('name');
    expect(organisations).toEqual(['Asociația X']);
    expect((await staff.get(`/api/projects/${project.id}/register`)).json().organisations).toBe(1);
  });

  test('laid aside, an import loses its rows', async () => {
    const found = await preview(staff, project.id, csv([['Ionescu', 'Maria', '']]));
    expect((await staff.command(`/api/imports/${found.id}/drop`)).json()).toEqual({ id: found.id });
    expect(await importedRows(found.id)).toEqual({ rows: [], state: 'dropped' });
    expect((await commit(staff, found.id)).problem().type).toBe('/problems/import-ended');
    expect((await staff.get(`/api/imports/${found.id}`)).json()).toMatchObject({ state: 'dropped', rows: [] });
  });

  test('a preview that nobody ended is laid aside after a week', async () => {
    const old = await preview(staff, project.id, csv([['Ionescu', 'Maria', '']]));
    api.setClock(new Date('2026-03-11T10:00:00Z'));
    await preview(staff, project.id, csv([['Popescu', 'Ion', '']]));
    api.setClock(new Date('2026-03-02T10:00:00Z'));
    expect(await importedRows(old.id)).toEqual({ rows: [], state: 'dropped' });
  });
});

describe('R2 the register moves while an import is looked at', () => {
  const LIST = csv(
    Array.from({ length: 40 }, (_, at) => [`Familia ${String.fromCharCode(65 + (at % 26))}${at}`, 'Ana', '31.12.1990']),
  );
  const people = async () => {
    const found = await preview(staff, project.id, LIST);
    return {
      found,
      decisions: found.rows.filter(({ outcome }) => outcome === 'doubtful').map(({ row }) => ({ row, person: 'new' })),
    };
  };

  test('R2 two imports of the same file at once leave one record a person', async () => {
    const [one, other] = [await people(), await people()];
    const answers = await Promise.all([
      commit(staff, one.found.id, one.decisions),
      commit(manager, other.found.id, other.decisions),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const added = answers.map((answer) => answer.json<{ added: number }>().added).sort();
    expect(added).toEqual([0, 40]);
    expect(await personCount(api, project.id)).toBe(40);
  });

  test('R2 without birth dates the second one has to be looked at again', async () => {
    const list = csv([
      ['Popescu', 'Ion', ''],
      ['Ionescu', 'Maria', ''],
    ]);
    const [one, other] = [await preview(staff, project.id, list), await preview(staff, project.id, list)];
    const answers = await Promise.all([commit(staff, one.id), commit(manager, other.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await personCount(api, project.id)).toBe(2);
    const late = answers[0]?.status === 409 ? one : other;
    const again = (await staff.get(`/api/imports/${late.id}`)).json<typeof late>();
    expect(again.counts).toMatchObject({ doubtful: 2, new: 0 });
  });

  test('R2 the same command again is answered the same', async () => {
    const { found, decisions } = await people();
    const send = () => staff.command(`/api/imports/${found.id}/commit`, { decisions }, 'commit-only-once');
    const [one, two] = await Promise.all([send(), send()]);
    expect(two?.json()).toEqual(one?.json());
    expect(await personCount(api, project.id)).toBe(40);
  });

  test('R2 a person who was merged does not come back with the same file', async () => {
    const list = csv([
      ['Popescu', 'Ion', '31.12.1990'],
      ['Pop', 'Ion', '31.12.1990'],
    ]);
    const first = await preview(staff, project.id, list);
    await commit(staff, first.id, [{ row: 3, person: 'new' }]);
    const [[pop], [popescu]] = [
      (await find('ion')).filter((row) => 'familyName' in row && row.familyName === 'Pop'),
      await find('popescu'),
    ];
    await staff.command(`/api/persons/${popescu?.id}/merge`, { into: pop?.id, reason: 'Nume prescurtat.' });
    const second = await preview(staff, project.id, list);
    expect(second.rows.map(({ outcome, person }) => [outcome, person?.id])).toEqual([
      ['matched', pop?.id],
      ['matched', pop?.id],
    ]);
    await commit(staff, second.id);
    expect(await personCount(api, project.id)).toBe(1);
  });

  test('a record that is gone meanwhile is not written to', async () => {
    const known = await addPerson(staff, project.id, { familyName: 'Popescu', givenName: 'Ion' });
    const headings = ['Nume', 'Prenume', 'Data nașterii'];
    const found = await preview(staff, project.id, csv([['Popescu', 'Ion', '31.12.1990']], headings));
    const renamed = { ...COMPLETE };
    await staff.command(`/api/persons/${known.id}/change`, {
      familyName: 'Ionescu',
      givenName: 'Vasile',
      birthDate: '1950-01-01',
      fields: renamed,
      version: 1,
    });
    expect((await commit(staff, found.id)).problem().type).toBe('/problems/import-changed');
    expect((await commit(staff, found.id)).json()).toMatchObject({ added: 1, matched: 0 });
  });
});

describe('hostile files', () => {
  async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Foaie');
    sheet.addRow(['Nume', 'Prenume']);
    fill(sheet);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  test.each([
    ['a formula', 'x.xlsx', () => workbook((sheet) => sheet.addRow(['Pop', { formula: 'A1' }])), 'cell B2'],
    ['merged cells', 'x.xlsx', () => workbook((sheet) => sheet.mergeCells('A1:B1')), 'A1:B1'],
    ['a million rows', 'x.csv', () => `Nume;Prenume\n${'A;B\n'.repeat(1_000_000)}`, '20,000'],
    [
      'another encoding',
      'x.csv',
      () => Uint8Array.from([...Buffer.from('Nume;Prenume\n'), ...Array(9).fill(0xf4)]),
      'encoding',
    ],
    ['no headings', 'x.csv', () => 'Pop;Ana\nPop;Ion', 'Family name, Given name'],
    [
      'an archive that is no workbook',
      'x.xlsx',
      () => Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'),
      'XLSX or CSV',
    ],
    [
      'a picture that says it is a list',
      'x.csv',
      () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'XLSX or CSV',
    ],
    ['a list that says it is a picture', 'x.png', () => 'Nume;Prenume\nPop;Ana', 'XLSX or CSV'],
    ['nothing', 'x.csv', () => '', 'empty'],
  ] as [string, string, () => string | Uint8Array | Promise<Uint8Array>, string][])(
    '%s ends with a clear answer',
    async (_, name, make, words) => {
      const answer = await upload(staff, project.id, await make(), name);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(words);
      expect(await api.store.knex('imports').where({ project_id: project.id })).toEqual([]);
      expect(await readdir(join(api.filesDir, 'incoming'))).toEqual([]);
    },
  );

  test('a file over 10 MB is not even received, and another content than a form is refused', async () => {
    expect((await upload(staff, project.id, new Uint8Array(10 * 2 ** 20 + 1))).status).toBe(413);
    expect((await staff.command(`/api/projects/${project.id}/imports`, {})).status).toBe(415);
  });

  test('R14 a column with national identity numbers is refused and named, and nothing of it is kept', async () => {
    const list = csv(
      [
        ['Pop', 'Ana', '', CNP],
        ['Pop', 'Ion', '', ''],
      ],
      ['Nume', 'Prenume', 'Gen', 'Observații'],
    );
    const answer = await upload(staff, project.id, list);
    expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/file-refused' });
    expect(answer.problem().detail).toContain('Observații');
    const named = await upload(staff, project.id, csv([['Pop', 'Ana', '']]), `lista ${CNP}.csv`);
    expect(named.status).toBe(422);
    const headed = await upload(staff, project.id, csv([['Pop', 'Ana', 'x']], ['Nume', 'Prenume', CNP]));
    expect(headed.text).not.toContain(CNP);
    expect((await everythingKept(api)).includes(CNP)).toBe(false);
  });

  test('hostile text is text', async () => {
    const rows = ['+1', '-2', '@x', '<script>', '{{y}}', "' or 1=1 --", '王小明', '__proto__'].map((name) => [
      name,
      'Ana',
      '',
    ]);
    const found = await preview(staff, project.id, csv(rows));
    expect(found.counts).toMatchObject({ refused: 0 });
    expect((await commit(staff, found.id)).json()).toMatchObject({ added: rows.length });
  });
});

test('the exported register is text and days, has no formulas, and gives the same persons when it comes back', async () => {
  const names = ['+40 722', '-1', '@SUM(A1)', 'Șerban', 'Zamfir'];
  for (const familyName of names) {
    await addPerson(staff, project.id, {
      familyName,
      birthDate: '1990-12-31',
      consentedOn: '2026-03-01',
      fields: { ...COMPLETE, residence: '=1+1' },
    });
  }
  const gone = await addPerson(staff, project.id, { familyName: 'Plecat' });
  await staff.command(`/api/persons/${gone.id}/erase`, { reason: 'La cerere.' });
  const response = await fetch(`${api.url}/api/projects/${project.id}/register.xlsx?locale=ro`, {
    headers: { Cookie: staff.cookie },
  });
  expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; /);
  const bytes = Buffer.from(await response.arrayBuffer());
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const [sheet] = book.worksheets;
  expect(sheet?.rowCount).toBe(names.length + 1);
  sheet?.eachRow((row) =>
    row.eachCell((cell) => {
      expect(cell.formula).toBeUndefined();
      if (cell.type === ExcelJS.ValueType.String && row.number > 1) expect(cell.numFmt).toBe('@');
    }),
  );
  expect(sheet?.getCell('A2').value).toBe('-1');
  expect(sheet?.getCell('C2').value).toEqual(new Date('1990-12-31T00:00:00Z'));

  // What a program would take for a formula is text in the file; a list with such texts is read again all the same.
  const found = await preview(staff, project.id, bytes, 'registru.xlsx');
  expect(found.columns.every(({ field }) => field !== null)).toBe(true);
  expect(found.counts).toEqual({ new: 0, matched: names.length, doubtful: 0, refused: 0 });
  await commit(staff, found.id);
  expect(await personCount(api, project.id)).toBe(names.length + 1);
});
