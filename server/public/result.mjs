/** Counts the vote again in the browser, from the files that the page offers for download, with the same recount.mjs. */
import { recount } from './recount.mjs';

const section = document.getElementById('recount');
const button = section.querySelector('button');
const status = section.querySelector('[role=status]');
const words = section.dataset;
const language = document.documentElement.lang === 'en' ? 'en' : 'ro';

function line(text, kind = 'p') {
  const element = document.createElement(kind);
  element.textContent = text;
  return element;
}

function say(kind, ...lines) {
  status.className = `note${kind}`;
  status.replaceChildren(...lines);
}

async function download(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

async function count() {
  say('', line(words.busy));
  let files;
  try {
    files = await Promise.all([words.record, words.csv].map(download));
  } catch {
    return say(' bad', line(words.failed));
  }
  const [json, csv] = files;
  const record = JSON.parse(json);
  const { findings, notes, fingerprint, rounds } = await recount(record, { csv, fingerprint: words.fingerprint });
  const title = (option) => record.options.find(({ number }) => number === option)?.title ?? '?';
  const counted = rounds.flatMap(({ counts }) =>
    counts.map(({ option, votes }) => `${option}. ${title(option)}: ${votes}`),
  );
  const list = document.createElement('ul');
  if (findings.length === 0) {
    list.append(...counted.map((each) => line(each, 'li')));
    const known = document.createElement('ul');
    known.append(...notes.map((note) => line(note[language], 'li')));
    return say(
      ' good',
      line(words.good),
      list,
      ...(notes.length > 0 ? [line(words.notes), known] : []),
      line(fingerprint),
    );
  }
  list.append(...findings.map((finding) => line(finding[language], 'li')));
  say(' bad', line(words.bad), list);
}

section.hidden = false;
button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    await count();
  } catch {
    say(' bad', line(words.failed));
  } finally {
    button.disabled = false;
  }
});
