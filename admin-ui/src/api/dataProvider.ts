import simpleRestProvider from 'ra-data-simple-rest';
import type { CreateParams, DataProvider } from 'react-admin';
import { CommandKey } from './commandKey.ts';
import { API, httpClient, send } from './http.ts';
import { problemOf } from './useCommand.ts';

const rest = simpleRestProvider(API, httpClient);

/** A create form hands its key over as `meta.commandKey`; one that does not gets a key for this one request. */
function keyOf(params: CreateParams): CommandKey {
  const given: unknown = params.meta?.commandKey;
  return given instanceof CommandKey ? given : new CommandKey();
}

/** The dialect of `ra-data-simple-rest`; whatever is created carries an idempotency key. */
export const dataProvider: DataProvider = {
  ...rest,
  create: async (resource, params) => {
    const key = keyOf(params);
    try {
      const data = await send<never>('POST', resource, params.data, key.for([resource, params.data]));
      key.answered(201);
      return { data };
    } catch (error) {
      key.answered(problemOf(error).status);
      throw error;
    }
  },
};
