/** The page that shows caught mails. Their HTML is hostile: it is shown in a frame without scripts, forms or network. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

export interface CaughtMails {
  names(): readonly string[];
  read(name: string): Promise<Buffer>;
}

const MAILS_A_PAGE = 50;

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
/** `sandbox` without a word: no scripts, no forms, no origin; images only where the mail carries them itself. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: cid:";

/** `/` the list, `/<name>` one mail, `/<name>/html` its HTML alone, `/<name>/source` the file. */
export function serveMailPage(mails: CaughtMails): Server {
  return createServer((request, response) => {
    answer(mails, new URL(request.url ?? '/', 'http://mail').pathname, request.url ?? '/', response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end('This mail cannot be shown.');
    });
  });
}

async function answer(mails: CaughtMails, path: string, url: string, response: ServerResponse): Promise<void> {
  const [, name = '', view = ''] = path.split('/');
  if (name === '') {
    const page = Number(new URL(url, 'http://mail').searchParams.get('page') ?? '0');
    send(response, 'text/html; charset=utf-8', await list(mails, Number.isSafeInteger(page) && page > 0 ? page : 0));
    return;
  }
  // Only names we made ourselves lead to a file.
  if (!mails.names().includes(name)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such mail.');
    return;
  }
  const source = await mails.read(name);
  if (view === 'source') {
    send(response, 'text/plain; charset=utf-8', source);
    return;
  }
  const mail = await simpleParser(source);
  if (view === 'html') send(response, 'text/html; charset=utf-8', mail.html || '', MAIL_POLICY);
  else send(response, 'text/html; charset=utf-8', show(name, mail));
}

function send(response: ServerResponse, type: string, body: string | Buffer, policy = PAGE_POLICY): void {
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body);
}

async function list(mails: CaughtMails, page: number): Promise<string> {
  const newestFirst = mails.names().toReversed();
  const shown = newestFirst.slice(page * MAILS_A_PAGE, (page + 1) * MAILS_A_PAGE);
  const rows = await Promise.all(
    shown.map(async (name) => {
      const mail = await simpleParser(await mails.read(name), { skipTextToHtml: true, skipImageLinks: true });
      return `<tr><td><a href="/${htmlText(name)}">${htmlText(mail.subject || '(fără subiect)')}</a></td>
<td>${htmlText(addresses(mail.to))}</td><td>${htmlText(mail.date?.toISOString() ?? '')}</td></tr>`;
    }),
  );
  const link = (to: number, words: string) => `<a href="/?page=${to}">${words}</a>`;
  const newer = page > 0 ? link(page - 1, '← mai noi / newer') : '';
  const older = (page + 1) * MAILS_A_PAGE < newestFirst.length ? link(page + 1, 'mai vechi / older →') : '';
  return frame(
    'Mesaje prinse · caught mails',
    `<p>Aceste mesaje nu au plecat nicăieri. · None of these was delivered. (${newestFirst.length})</p>
<table><thead><tr><th>Subiect · Subject</th><th>Către · To</th><th>Data · Date</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table><p>${newer} ${older}</p>`,
  );
}

function show(name: string, mail: ParsedMail): string {
  const file = htmlText(name);
  const attachments = mail.attachments
    .map((part) => `<li>${htmlText(part.filename ?? part.contentType)}</li>`)
    .join('');
  return frame(
    htmlText(mail.subject || '(fără subiect)'),
    `<p><a href="/">← toate · all</a> · <a href="/${file}/source">sursa · source</a></p>
<dl><dt>De la · From</dt><dd>${htmlText(mail.from?.text ?? '')}</dd><dt>Către · To</dt><dd>${htmlText(addresses(mail.to))}</dd>
<dt>Data · Date</dt><dd>${htmlText(mail.date?.toISOString() ?? '')}</dd></dl>
${attachments === '' ? '' : `<ul>${attachments}</ul>`}
<h2>Text</h2><pre>${linked(htmlText(mail.text ?? ''))}</pre>
${mail.html ? `<h2>HTML</h2><iframe src="/${file}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="HTML"></iframe>` : ''}`,
  );
}

function addresses(to: AddressObject | AddressObject[] | undefined): string {
  return (to === undefined ? [] : [to].flat()).map(({ text }) => text).join(', ');
}

/** Turns addresses in already escaped text into links. */
function linked(escaped: string): string {
  return escaped.replaceAll(
    /https?:\/\/[^\s<>"']+/g,
    (url) => `<a href="${url}" rel="noreferrer noopener" target="_blank">${url}</a>`,
  );
}

function htmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function frame(title: string, body: string): string {
  return `<!doctype html><html lang="ro"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
dt{font-weight:600}dd{margin:0 0 .4rem}pre{white-space:pre-wrap;background:#f6f6f4;padding:1rem;border-radius:4px}
iframe{width:100%;height:32rem;border:1px solid #ccc;border-radius:4px}a{color:#0b57a4}
</style><h1>${title}</h1>${body}</html>`;
}
