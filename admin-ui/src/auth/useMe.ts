import { useGetIdentity } from 'react-admin';
import type { Me } from '../api/types.ts';
import type { Identity } from './authProvider.ts';

/** Who is signed in, once known. */
export function useMe(): Me | undefined {
  const { identity } = useGetIdentity();
  return (identity as Identity | undefined)?.me;
}
