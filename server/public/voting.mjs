/**
 * The ballot in the browser. It reads the code from the part of the address behind "#", which no server gets, draws the
 * receipt before anything is sent, and sends the vote once its choice was checked. After a lost answer it looks the receipt
 * up, and sending again is safe: a code votes once.
 */

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RECEIPT_LENGTH = 16;
const ANSWER_MS = 20_000;

const at = (id) => document.getElementById(id);
const [voting, form, check, done, status] = ['voting', 'ballot', 'check', 'done', 'status'].map(at);
const { vote } = voting.dataset;

/** What is being voted: drawn anew for another code or another choice. */
let ballot = null;

/** Each of 256 values of a byte stands for one of 32 letters, all alike. */
const drawReceipt = () =>
  [...crypto.getRandomValues(new Uint8Array(RECEIPT_LENGTH))].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
const printed = (receipt) => receipt.toUpperCase().match(/.{4}/g).join('-');
const meant = (typed) =>
  typed
    .toLowerCase()
    .replace(/[\s\u2010-\u2015-]+/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');

function say(words, bad = false) {
  status.textContent = words;
  status.className = words === '' ? '' : `note${bad ? ' bad' : ''}`;
}

function show(section) {
  for (const each of [form, check, done]) each.hidden = each !== section;
  if (section !== form) section.focus();
}

// ------------------------------------------------------------------------------------------------ the code of the link

function takeCode() {
  let written = location.hash.slice(1);
  try {
    written = decodeURIComponent(written);
  } catch {}
  const code = meant(written.replace(/^[a-z]+=/i, ''));
  if (!/^[0-9a-hjkmnp-tv-z]{20}$/.test(code)) return;
  at('code').value = code.toUpperCase().match(/.{4}/g).join('-');
  // Out of the address bar and of the history: whoever comes after must not find it there.
  history.replaceState(null, '', location.pathname + location.search);
}

takeCode();
addEventListener('hashchange', takeCode);

// ------------------------------------------------------------------------------------------------ check

function fault(name, there) {
  form.querySelector(`[data-fault=${name}]`).hidden = !there;
  return there;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  say('');
  const chosen = form.querySelector('[name=choice]:checked');
  const code = at('code').value;
  const noCode = fault('code', !/^[0-9a-hjkmnp-tv-z]{20}$/.test(meant(code)));
  const noChoice = fault('choice', !chosen);
  if (noCode) return at('code').focus();
  if (noChoice) return form.querySelector('[name=choice]').focus();
  const choice = Number(chosen.value);
  if (ballot?.code !== code || ballot.choice !== choice) ballot = { code, choice, receipt: drawReceipt() };
  for (const place of voting.querySelectorAll('[data-shows=receipt]')) place.textContent = printed(ballot.receipt);
  check.querySelector('[data-shows=choice]').textContent = chosen.dataset.title;
  at('send').textContent = voting.dataset.send;
  show(check);
});

at('back').addEventListener('click', () => {
  say('');
  show(form);
  at('code').focus();
});
at('print').addEventListener('click', () => print());
at('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(printed(ballot.receipt));
    say(voting.dataset.copied);
  } catch {
    // Where a page may not copy, the receipt is marked, to be copied by hand.
    getSelection().selectAllChildren(check.querySelector('[data-shows=receipt]'));
  }
});

// ------------------------------------------------------------------------------------------------ send

/** @returns status and document of the answer. @throws where there is none */
async function ask(path, body) {
  const answer = await fetch(`/ballots/${vote}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
    body: JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return { status: answer.status, document: await answer.json() };
}

const isInBox = async () => (await ask('/receipt', { receipt: ballot.receipt })).document.inBox === true;

/** Nobody knows whether the vote arrived: it can be sent again, unchanged, and nothing else. */
function unsure() {
  at('send').textContent = voting.dataset.again;
  at('back').hidden = true;
  say(voting.dataset.lost, true);
}

function finish() {
  at('code').value = '';
  say('');
  show(done);
}

async function lookUp() {
  say(voting.dataset.looking);
  try {
    if (await isInBox()) return finish();
  } catch {}
  unsure();
}

async function send() {
  say(voting.dataset.sending);
  let answer;
  try {
    answer = await ask('', ballot);
  } catch {
    return lookUp();
  }
  const { status: code, document: problem } = answer;
  if (code === 201) return finish();
  if (code === 503 && problem.type === '/problems/unsure') return lookUp();
  // After a lost answer, or sent twice: then this very ballot may be the one in the box.
  if (problem.type === '/problems/already-voted' && (await isInBox().catch(() => false))) return finish();
  at('back').hidden = false;
  say([problem.title, problem.detail].filter(Boolean).join('. '), true);
}

at('send').addEventListener('click', async () => {
  const buttons = [...check.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    await send();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
});
