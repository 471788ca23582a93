/** The address that a request came from, and how often something came from it: in memory only, and never logged. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { ipKeyGenerator } from 'express-rate-limit';

const NEAR = new BlockList();
NEAR.addSubnet('127.0.0.0', 8, 'ipv4');
NEAR.addSubnet('10.0.0.0', 8, 'ipv4');
NEAR.addSubnet('172.16.0.0', 12, 'ipv4');
NEAR.addSubnet('192.168.0.0', 16, 'ipv4');
NEAR.addSubnet('fc00::', 7, 'ipv6');
NEAR.addAddress('::1', 'ipv6');

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function isNear(address: string): boolean {
  if (isIPv4(address)) return NEAR.check(address, 'ipv4');
  return isIPv6(address) && NEAR.check(address, 'ipv6');
}

/**
 * As Express takes it with this server's settings: behind TLS a proxy on this machine or in the private network says who
 * asks, otherwise nobody is believed. Of IPv6 the network of a household counts, since it has as many addresses as it likes.
 */
export function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  let address = plain(request.socket.remoteAddress ?? '');
  if (behindProxy) {
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plain(hop.trim()));
    for (let hop = hops.pop(); hop && isNear(address); hop = hops.pop()) address = hop;
  }
  return ipKeyGenerator(address);
}

export interface Tally {
  /** Counts one more. @returns whether it is still allowed */
  count(address: string): boolean;
}

const MOST_ADDRESSES = 50_000;

/** So many from an address within so many minutes. */
export function createTally({ minutes, most }: { readonly minutes: number; readonly most: number }): Tally {
  const counted = new Map<string, number>();
  let begins = 0;
  return {
    count(address) {
      const now = performance.now();
      // A new time for all of them at once; and what is kept of them has an end.
      if (now - begins > minutes * 60_000 || counted.size >= MOST_ADDRESSES) {
        counted.clear();
        begins = now;
      }
      const soFar = (counted.get(address) ?? 0) + 1;
      counted.set(address, soFar);
      return soFar <= most;
    },
  };
}
