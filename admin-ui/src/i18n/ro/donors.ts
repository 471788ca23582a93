/** Who gives, and what of them is published (R22, R28). */
export const donors = {
  name: 'Donator |||| Donatori |||| Donatori',
};
