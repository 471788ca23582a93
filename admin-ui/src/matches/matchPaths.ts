/** Addresses of a match's and a fund's pages. */

export const matchPath = (id: string): string => `/matches/${id}/show`;
export const fundPath = (id: string): string => `/funds/${id}/show`;
