import { homedir } from 'node:os';
import { join } from 'node:path';

export async function findTemporal(): Promise<{ program: string }> {
  return { program: join(homedir(), '.cache', 'jalon', 'bin', 'temporal') };
}
