/** Lists: what may be sorted by and filtered on is written down; everything else is refused with words. */
import { z } from 'zod';
import type { Order, Page } from '../db/reads/page.ts';
import type { LocalText } from '../domain/lifecycle.ts';
import { RequestProblem } from './problem.ts';

/** What one list offers. */
export interface List<S extends string = string, F extends z.ZodObject = z.ZodObject> {
  /** Name in `Content-Range`. */
  readonly name: string;
  /** The first one is the default. */
  readonly sorts: readonly [S, ...S[]];
  readonly defaultOrder: Order;
  readonly filters: F;
}

/** A list request, checked: sorted by one of the list's fields, `filter` holds only what its schema allows. */
export type ListQuery<S extends string = string, F = Readonly<Record<string, unknown>>> = Page<S> & {
  readonly filter: F;
};

/** The most rows that one answer holds. */
export const MAX_ROWS = 1000;
const DEFAULT_ROWS = 100;

/** One id or several, as getMany and getManyReference send them. */
export const oneOrMore = <T extends z.ZodType>(value: T) =>
  z
    .union([value, z.array(value).max(MAX_ROWS)])
    .transform((given): z.output<T>[] => (Array.isArray(given) ? given : [given]));

function refuse(parameter: string, rule: LocalText): never {
  throw new RequestProblem('query-not-valid', { facts: { parameter, rule } });
}

function json(parameter: string, text: unknown): unknown {
  if (text === undefined) return undefined;
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // Said below.
  }
  return refuse(parameter, { ro: 'trebuie să fie JSON', en: 'it must be JSON' });
}

const sortShape = z.tuple([z.string(), z.enum(['ASC', 'DESC'])]);
const rangeShape = z.tuple([z.int().min(0).max(1_000_000_000), z.int().min(0).max(1_000_000_000)]);

/** Reads `sort`, `range` and `filter`; unknown names and malformed values are a 400. */
export function readListQuery(list: List, query: Readonly<Record<string, unknown>>): ListQuery {
  for (const name of Object.keys(query))
    if (!['sort', 'range', 'filter'].includes(name))
      refuse(name.slice(0, 40), { ro: 'se acceptă sort, range și filter', en: 'sort, range and filter are taken' });
  const sort = json('sort', query.sort);
  const [field, order] =
    sort === undefined
      ? [list.sorts[0], list.defaultOrder]
      : (sortShape.safeParse(sort).data ??
        refuse('sort', { ro: 'forma este ["câmp","ASC"]', en: 'the form is ["field","ASC"]' }));
  if (!list.sorts.includes(field)) {
    const fields = list.sorts.join(', ');
    refuse('sort', { ro: `se poate sorta după ${fields}`, en: `rows can be sorted by ${fields}` });
  }
  const range = json('range', query.range);
  const [from, to] =
    range === undefined
      ? [0, DEFAULT_ROWS - 1]
      : (rangeShape.safeParse(range).data ?? refuse('range', { ro: 'forma este [0,24]', en: 'the form is [0,24]' }));
  if (to < from || to - from >= MAX_ROWS)
    refuse('range', { ro: `cel mult ${MAX_ROWS} de rânduri`, en: `at most ${MAX_ROWS} rows` });
  const filter = list.filters.safeParse(json('filter', query.filter) ?? {});
  if (!filter.success) {
    const names = Object.keys(list.filters.shape).join(', ');
    const wrong = filter.error.issues
      .flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]))
      .map((name) => name.slice(0, 40))
      .join(', ');
    refuse(`filter: ${wrong}`, {
      ro: `filtrele acceptate, fiecare cu forma lui, sunt ${names}`,
      en: `the filters, each in its form, are ${names}`,
    });
  }
  return { sort: field, order, from, limit: to - from + 1, filter: filter.data };
}

/** `projects 0-24/319`; an empty page has a star for its range. */
export function contentRange(name: string, from: number, rows: number, total: number): string {
  return rows === 0 ? `${name} */${total}` : `${name} ${from}-${from + rows - 1}/${total}`;
}
