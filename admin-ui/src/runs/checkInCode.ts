/** The code that was typed or pasted: also where somebody pasted the whole address that the QR code holds. */
export function codeOf(typed: string): string {
  const last = typed.trim().replace(/\/+$/, '').split('/').at(-1) ?? '';
  return last.toLowerCase().replace(/[^0-9a-z]/g, '');
}
