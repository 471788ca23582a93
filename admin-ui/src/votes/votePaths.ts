/** Addresses of a vote's pages. */

export const votePath = (id: string): string => `/votes/${id}/show`;
export const charterPath = (id: string): string => `/votes/${id}/charter`;
export const countPath = (id: string): string => `/votes/${id}/count`;
export const deskPath = (id: string): string => `/votes/${id}/desk`;
export const rollPath = (id: string): string => `/votes/${id}/roll`;
