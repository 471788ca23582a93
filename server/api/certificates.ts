/** Certificates: listed, revoked, printed one by one or all of a run together. */
import { z } from 'zod';
import { REGISTER_READERS } from '../../db/register/registering.ts';
import {
  CERTIFICATE_SORTS,
  findCertificate,
  listCertificates,
  printableCertificates,
  revokeCertificate,
} from '../../db/runs/certificates.ts';
import { type CertificateFacts, certificatePath } from '../../domain/certificate.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import type { Server } from '../deps.ts';
import { cleanFileName } from '../files/name.ts';
import { sendZip } from '../files/zip.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id, locale } from '../schema/common.ts';
import { certificate, certificateRevoke } from '../schema/runs.ts';
import { resultOf } from './answers.ts';
import { downloadHeaders, sendPaper } from './paper.ts';

const tag = 'certificates';
/** The plan narrows them in the transaction that decides. */
const writers = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];
const readers = REGISTER_READERS;

const list = {
  name: 'certificates',
  sorts: CERTIFICATE_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: id.optional(),
    runId: id.optional(),
    personId: id.optional(),
    revoked: z.boolean().optional(),
  }),
} as const satisfies List;

/** A name that says whose certificate it is, of characters that every system takes. */
function fileName({ number, printedName }: CertificateFacts): string {
  const name = `${number} ${printedName}.pdf`.replace(/[/\\]/g, '-');
  return cleanFileName(name) ?? `${number.replaceAll('/', '-')}.pdf`;
}

/** One that can be printed: it stands, and its person is not erased (R28). */
async function printable(deps: Server, certificateId: string): Promise<CertificateFacts> {
  const facts = await findCertificate(deps.store.knex, certificateId);
  if (!facts) throw new RequestProblem('not-found');
  if (facts.revokedOn !== null) throw new CommandRefused({ code: 'certificate-revoked' });
  if (facts.printedName === '') throw new CommandRefused({ code: 'person-erased' });
  return facts;
}

export const certificateRoutes = [
  listRoute({
    method: 'get',
    path: '/api/certificates',
    summary: 'Certificates of the projects whose register the caller reads, revoked ones too.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: certificate,
    handler: async ({ deps, caller }, query) => {
      const { rows, total } = await listCertificates(deps.store.knex, query.filter, query, caller.id);
      const shown = rows.map(({ code, ...row }) => ({
        ...row,
        verifyUrl: `${deps.publicUrl}${certificatePath(code)}`,
      }));
      return asJson({ rows: shown, total });
    },
  }),
  route({
    method: 'post',
    path: '/api/certificates/:id/revoke',
    summary: 'Revokes a certificate, with a reason; its page says so from then on.',
    tag,
    access: { who: 'member', object: 'certificate', roles: writers },
    idempotent: true,
    body: certificateRevoke,
    answer: z.object({ id }),
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('certificate.revoke', target.id, body);
      return resultOf(await revokeCertificate(deps.store, { ...input, body }, now), z.object({ id }));
    },
  }),
  route({
    method: 'get',
    path: '/api/certificates/:id/pdf',
    summary: 'A certificate as PDF/A, in one of both languages.',
    tag,
    access: { who: 'member', object: 'certificate', roles: readers },
    query: z.strictObject({ locale: locale.optional() }),
    answer: { produces: 'application/pdf' },
    handler: async ({ deps, target, query, response, ...call }) => {
      const language = query.locale ?? call.locale;
      const facts = await printable(deps, target.id);
      sendPaper(response, await deps.papers.certificate(facts, language), fileName(facts), language);
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/:id/certificates.zip',
    summary: 'The certificates of a run that stand, as one ZIP of PDF/A files.',
    tag,
    access: { who: 'member', object: 'run', roles: readers },
    query: z.strictObject({ locale: locale.optional() }),
    answer: { produces: 'application/zip' },
    handler: async ({ deps, target, query, response, ...call }) => {
      const language = query.locale ?? call.locale;
      const all = await printableCertificates(deps.store.knex, target.id);
      if (all.length === 0) throw new RequestProblem('not-found');
      const files = all.map((facts) => ({
        name: fileName(facts),
        madeAt: new Date(facts.issuedOn),
        make: () => deps.papers.certificate(facts, language),
      }));
      const [first] = all;
      const name = `${first?.number.split('/').slice(0, 2).join('-')} certificate.zip`;
      response.status(200).set(downloadHeaders('application/zip', name, language));
      await sendZip(response, files);
    },
  }),
];
