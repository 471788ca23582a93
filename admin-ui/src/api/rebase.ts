/** A form that was opened on one version of a record and meets a newer one: nothing that was typed is lost. */

/** What the fields of a form hold, each as its input writes it. */
export type Typed = Readonly<Record<string, string>>;

export interface Rebased<T extends Typed> {
  /** Fields the person changed keep what was typed; the others take what the record holds now. */
  readonly values: T;
  /** The fields that somebody else changed and that the person changed too, to something else. */
  readonly clashes: readonly (keyof T & string)[];
  /** The fields that somebody else changed and that the person had left alone. */
  readonly taken: readonly (keyof T & string)[];
}

/**
 * @param base what the record held when the form was opened
 * @param typed what the form holds
 * @param current what the record holds now, with the same fields
 */
export function rebase<T extends Typed>(base: T, typed: T, current: T): Rebased<T> {
  const changed = Object.keys(current).filter((field) => current[field] !== base[field]);
  const touched = (field: string) => typed[field] !== base[field];
  const values = Object.fromEntries(
    Object.entries(current).map(([field, now]) => [field, touched(field) ? typed[field] : now]),
  );
  return {
    values: values as T,
    clashes: changed.filter((field) => touched(field) && typed[field] !== current[field]),
    taken: changed.filter((field) => !touched(field)),
  };
}
