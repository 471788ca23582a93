/** Addresses of a campaign's pages, its ledger, donors and bank statements. */

export const campaignPath = (id: string): string => `/campaigns/${id}/show`;
export const preparePath = (id: string): string => `/campaigns/${id}/prepare`;
export const bankPath = (campaignId: string): string => `/campaigns/${campaignId}/bank`;
export const bankImportPath = (campaignId: string): string => `/campaigns/${campaignId}/bank/import`;
export const bankLinesPath = (campaignId: string): string => `/campaigns/${campaignId}/bank/lines`;
export const statementPath = (id: string): string => `/bank-statements/${id}/show`;
export const donorsPath = (campaignId: string): string => `/campaigns/${campaignId}/donors`;
export const ledgerPath = (ledgerId: string): string => `/ledgers/${ledgerId}/show`;
export const entryPath = (entryId: string): string => `/ledger-entries/${entryId}/show`;
