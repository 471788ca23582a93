/** A list of names and values, as the public pages write it. */
import { type Content, type Html, html } from './html.ts';

/** Name and value; what has no value is left out. */
export type Facts = readonly (readonly [name: string, value: Content])[];

export const factList = (facts: Facts): Html => html`<dl>
${facts.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
