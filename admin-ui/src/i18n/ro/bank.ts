/** Bank statements: imported, previewed, accepted, and their lines decided (R20). */
export const bank = {
  open: 'Extrase de cont',
  noneYet: 'Niciun extras de cont importat încă.',
  until: 'Extrasele ajung până pe %{day}.',
  openLines: {
    one: '%{count} linie de hotărât.',
    few: '%{count} linii de hotărât.',
    other: '%{count} de linii de hotărât.',
  },
};
