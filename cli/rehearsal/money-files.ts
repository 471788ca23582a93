/** Somebody who wants to see each leu: downloads the ledgers as open data, the statement to the community and a receipt. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES } from '../../domain/lifecycle.ts';
import type { People, PlayedMoney } from './play.ts';
import type { World } from './world.ts';

export async function keepMoneyFiles(
  { publicUrl }: World,
  { staff }: Pick<People, 'staff'>,
  projectId: string,
  { receipted }: PlayedMoney,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { slug } = await staff.get<{ slug: string }>(`/api/projects/${projectId}`);
  const download = async (address: string, name: string): Promise<Buffer> => {
    const response = await fetch(`${publicUrl}${address}`);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const content = Buffer.from(await response.arrayBuffer());
    await writeFile(join(folder, name), content);
    return content;
  };
  const descriptor = await download(`/p/${slug}/data/datapackage.json`, 'datapackage.json');
  const { resources } = JSON.parse(descriptor.toString()) as {
    readonly resources: readonly { readonly path: string }[];
  };
  for (const { path } of resources) await download(`/p/${slug}/data/${path}`, path);
  for (const locale of LOCALES) await download(`/p/${slug}/sum.pdf?lang=${locale}`, `sum.${locale}.pdf`);
  await writeFile(join(folder, 'receipt.pdf'), await staff.download(`/api/ledger-entries/${receipted}/receipt`));
}
