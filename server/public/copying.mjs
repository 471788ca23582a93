// Copies what stands in a place of the page by one tap, and says so. Without this script it can be selected all the same.

/** Where the browser gives no clipboard (a page without TLS), the words are selected and copied as by hand. */
async function copy(text, place) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: by hand.
    }
  }
  const selection = getSelection();
  selection?.selectAllChildren(place);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  const place = document.getElementById(button.dataset.of);
  const status = document.getElementById('copied');
  if (!place || !status) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await copy(button.dataset.copy, place);
    // Said anew each time, also where it says the same.
    status.textContent = '';
    setTimeout(() => {
      status.textContent = done ? button.dataset.done : status.dataset.failed;
    }, 50);
  });
}
