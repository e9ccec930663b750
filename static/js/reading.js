// The heading that is being read is marked in the list of headings, also after that list was swapped.

let current = "";

function mark() {
  for (const link of document.querySelectorAll("#headings a")) {
    if (link.hash === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const watcher = new IntersectionObserver((entries) => {
  const read = entries.findLast((entry) => entry.isIntersecting);
  if (!read) return;
  current = `#${read.target.getAttribute("aria-labelledby")}`;
  mark();
}, { rootMargin: "-25% 0px -70% 0px" });

document.querySelectorAll("#minutes > section[aria-labelledby^='h-']").forEach((section) => watcher.observe(section));
document.addEventListener("htmx:oobAfterSwap", mark);
