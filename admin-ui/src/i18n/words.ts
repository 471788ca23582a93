/** A catalogue in another language: the same keys, other words. The compiler refuses one that lacks a key. */
export type WordsLike<T> = { readonly [K in keyof T]: T[K] extends string ? string : WordsLike<T[K]> };
