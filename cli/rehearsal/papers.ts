/** Sample evidence: real files of the kinds that people upload, with invented content that says so. */

/** A one-pixel PNG: for photographs and screenshots. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A form with one file for a requirement, as a browser sends it. */
export function filePaper(milestone: string, requirement: string, number: number, day: string): FormData {
  const picture = /foto|captur/.test(requirement);
  const name = `${milestone}-${requirement}-${number}.${picture ? 'png' : 'txt'}`;
  const content = picture
    ? new Uint8Array(PIXEL)
    : `Document de probă, conținut inventat.\n${milestone}, ${requirement}, exemplarul ${number}, ${day}.\n`;
  const form = new FormData();
  form.set('requirement', requirement);
  form.set('description', `Exemplu: ${requirement}, ${number}`);
  form.set('datedOn', day);
  form.set('file', new Blob([content]), name);
  return form;
}

/** The address of an invented public page. */
export function linkPaper(milestone: string, requirement: string, number: number, day: string): object {
  return {
    requirement,
    name: `Pagină publică ${number} (exemplu)`,
    link: `https://example.org/${milestone.toLowerCase()}/${requirement}-${number}`,
    datedOn: day,
  };
}
