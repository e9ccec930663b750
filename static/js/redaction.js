// Selecting words in the minutes opens the form with that sentence and those words. Without this script the same
// form opens by the link after each sentence.
const source = document.querySelector("#source");
const panel = document.querySelector("#mark_words");

function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const node = selection.anchorNode?.parentElement?.closest("[data-sentence]");
  const end = selection.focusNode?.parentElement?.closest("[data-sentence]");
  const words = selection.toString().trim();
  return node && node === end && words ? { sentence: node, words } : null;
}

function open(found) {
  panel.hidden = false;
  panel.querySelector("[name=sentence]").value = found.sentence.dataset.sentence;
  panel.querySelector("[name=words]").value = found.words;
  panel.querySelector("#mark-sentence").textContent = found.sentence.textContent;
}

if (source && panel) {
  source.addEventListener("mouseup", () => {
    const found = chosen();
    if (found) open(found);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key.toLowerCase() !== "r" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const found = chosen();
    if (!found) return;
    event.preventDefault();
    open(found);
    panel.querySelector("[name=code]").focus();
  });
}
