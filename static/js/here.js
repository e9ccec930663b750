// Who else is in these minutes, and where: asked every 15 seconds, once a minute while nobody looks at this tab.

const article = document.getElementById("minutes");
const NEAR = 15000, HIDDEN = 60000;
let timer = null;

const strip = () => document.getElementById("here");
const headers = () => ({ ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}"), "HX-Request": "true", "X-Poll": "1" });

function fields(more = {}) {
  const writing = article.querySelector("[data-paragraph-form]")?.id.slice(2) ?? "";
  const data = new FormData();
  Object.entries({ paragraph: writing, version: article.dataset.version, seen: strip()?.dataset.seen ?? "", ...more })
    .forEach(([name, value]) => data.append(name, value));
  return data;
}

function note(name) {
  const words = document.createElement("p");
  words.className = "para__here";
  words.textContent = `${name} is writing here. You can read it; ask before you change it.`;
  return words;
}

/** The paragraphs in which the others write are blue, and the strip names their headings. */
function mark() {
  document.querySelectorAll(".para__here").forEach((one) => one.remove());
  document.querySelectorAll(".para--theirs").forEach((one) => one.classList.remove("para--theirs"));
  for (const other of strip()?.querySelectorAll("[data-at]") ?? []) {
    const place = other.dataset.at ? document.getElementById(`p-${other.dataset.at}`) : null;
    const heading = place?.closest("section")?.querySelector("h2")?.textContent.trim();
    if (place) place.prepend(note(other.dataset.name));
    place?.classList.add("para--theirs");
    const where = other.querySelector("[data-where]");
    if (where) where.textContent = heading ? ` in “${heading}”` : "";
  }
}

/** Say where one is, and hear where the others are. */
export async function tell() {
  clearTimeout(timer);
  timer = setTimeout(tell, document.hidden ? HIDDEN : NEAR);
  const answer = await fetch(article.dataset.here, { method: "POST", body: fields(), headers: headers() }).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return;
  strip()?.replaceWith(document.createRange().createContextualFragment((await answer.text()).trim()));
  mark();
}

if (article.dataset.here) {
  mark();
  tell();
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target.id?.startsWith("p-")) tell(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(); });
  addEventListener("pagehide", () => {
    const data = fields({ leaving: "yes" });
    data.append("csrfmiddlewaretoken", headers()["X-CSRFToken"] ?? "");
    navigator.sendBeacon?.(article.dataset.here, data);
  });
}
