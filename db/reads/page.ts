/** A page of a list: sorted by a column that the list names, never by what a request names. */
import type { Knex } from 'knex';
import type { Reader } from '../store.ts';

export type Order = 'ASC' | 'DESC';

export interface Page<S extends string = string> {
  readonly sort: S;
  readonly order: Order;
  readonly from: number;
  readonly limit: number;
}

export interface Rows<T> {
  readonly rows: T[];
  /** Of all pages together. */
  readonly total: number;
}

/**
 * Runs a query a page at a time.
 * @param columns the column behind each name that may be sorted by; `id` settles ties so that pages never overlap
 */
export async function readPage<S extends string, T>(
  query: Knex.QueryBuilder,
  page: Page<S>,
  columns: Readonly<Record<S, string>>,
  id: string,
): Promise<Rows<T>> {
  return takePage(query, page, (sorted) =>
    sorted.orderBy([
      { column: columns[page.sort], order: page.order, nulls: 'last' },
      { column: id, order: 'asc' },
    ]),
  );
}

/**
 * The same for a list that sorts by more than one column.
 * @param sort puts the order on the query; it has to settle ties
 */
export async function takePage<T>(
  query: Knex.QueryBuilder,
  page: Pick<Page, 'from' | 'limit'>,
  sort: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<Rows<T>> {
  const counting = countOf(query);
  const rows: T[] = await sort(query).offset(page.from).limit(page.limit);
  // The count is asked for only where this page does not tell it.
  if (rows.length < page.limit && (rows.length > 0 || page.from === 0)) return { rows, total: page.from + rows.length };
  const [counted] = await counting;
  return { rows, total: counted?.count ?? 0 };
}

/**
 * The same for a long list: rows and total come in one statement.
 * @param matching what is counted: without what is only shown, whose joins would keep an index from counting alone
 * @param listed the page's rows with everything that is shown, in their order
 */
export async function takeLongPage<T extends object>(
  reader: Reader,
  matching: Knex.QueryBuilder,
  listed: Knex.QueryBuilder,
): Promise<Rows<T>> {
  const counted = matching.clone().clearSelect().count({ list_total: '*' });
  // The count beside each row of the page, in the page's order; beside nothing where the page is empty.
  const { rows: found } = await reader.raw<{ rows: (T & { in_list: true | null; list_total: number })[] }>(
    'select * from (?) as counted left join lateral (?) as page on true',
    [counted, listed.clone().select(reader.raw('true as in_list'))],
  );
  const rows = found.flatMap(({ in_list: inList, list_total: _, ...row }) => (inList ? [row as unknown as T] : []));
  return { rows, total: found[0]?.list_total ?? 0 };
}

const countOf = (query: Knex.QueryBuilder) => query.clone().clearSelect().count<{ count: number }[]>({ count: '*' });

/** Letters without their marks, in small: a search for "invatare" finds "Învățare". Expects an SQL text expression. */
export const bare = (expression: string): string =>
  `regexp_replace(normalize(lower(${expression}), NFD), '[\\u0300-\\u036f]', '', 'g')`;

/** A LIKE pattern for "contains", in which the searcher's own % and _ mean themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
