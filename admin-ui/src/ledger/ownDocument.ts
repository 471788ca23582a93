/** Documents that the server names itself, kept in Romanian with their entry: what they name, so that it is said in the page's language. */
export interface OwnDocument {
  readonly name: 'line' | 'pledge' | 'order';
  readonly facts: Readonly<Record<string, string>>;
}

const OWN: readonly (readonly [OwnDocument['name'], RegExp])[] = [
  ['line', /^Extras (?<statement>\d+), linia (?<line>\d+)$/],
  ['pledge', /^Promisiune (?<code>[0-9A-Z]{4}-[0-9A-Z]{4})$/],
  ['order', /^Ordin de plată (?<number>.+)$/s],
];

/** @returns null for what people wrote */
export function ownDocument(document: string): OwnDocument | null {
  for (const [name, pattern] of OWN) {
    const facts = pattern.exec(document)?.groups;
    if (facts) return { name, facts };
  }
  return null;
}
