// Shared by every page: the status line, focus after a swap, the end of a session, the error summary.
// Nothing here is needed to use the service; it only shortens and announces.

const status = document.getElementById("status");
let quiet;

/** Say an outcome in the page's one live region; it leaves after ten seconds. */
export function say(words) {
  if (!status) return;
  clearTimeout(quiet);
  status.textContent = words;
  quiet = setTimeout(() => { status.textContent = ""; }, 10000);
}

// Servers say it with HX-Trigger: {"status": "Saved 10:42"}; scripts with new CustomEvent("status", {detail: "…"}).
document.addEventListener("status", (event) => say(event.detail?.value ?? event.detail));

// --- Focus -----------------------------------------------------------------------------------------------------

/** Focus the error summary if there is one inside `root`. */
function focusSummary(root) {
  const summary = root.querySelector?.("[data-focus]");
  summary?.focus();
  return Boolean(summary);
}

let focusWasInside = false;
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
document.addEventListener("htmx:beforeSwap", (event) => {
  focusWasInside = event.detail.target?.contains(document.activeElement) ?? false;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const fragment = document.getElementById(event.detail.target.id) ?? event.detail.elt;
  if (focusSummary(fragment)) return;
  if (!focusWasInside || fragment.contains(document.activeElement)) return;
  const heading = fragment.querySelector("h1, h2, h3, h4") ?? fragment;
  heading.setAttribute("tabindex", "-1");
  heading.focus();
});

// A link in the summary goes to a field or to a group of them; focus its first control.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".summary-error a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  const control = place.matches("input, select, textarea, button") ? place : place.querySelector("input, select, textarea");
  (control ?? place).focus();
  (control ?? place).scrollIntoView({ block: "center" });
});

// --- Requests that the page makes by itself do not count as somebody doing something ---------------------------

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.triggeringEvent) event.detail.headers["X-Poll"] = "1";
});
document.addEventListener("htmx:responseError", () => say("That did not work. Load the page again and try once more."));
document.addEventListener("htmx:sendError", () => say("No network. Nothing is lost; try again when it is back."));

// --- The end of a session --------------------------------------------------------------------------------------

const seconds = Number(document.body.dataset.sessionSeconds);
const notice = document.getElementById("session_notice");
const warnBefore = 120;
let endsAt = Date.now() + seconds * 1000;

/** The sign-in page, which comes back here afterwards. */
export function signInAgain() {
  if ("recording" in document.body.dataset) return; // the recorder says it, and goes on
  location.assign(`${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Somebody did something that the server saw: the session is whole again. */
function renewed() {
  endsAt = Date.now() + seconds * 1000;
  if (notice) notice.hidden = true;
}

/** Ask the server to keep the session. */
async function stay() {
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const answer = await fetch(document.body.dataset.stay, { method: "POST", headers, redirect: "manual" });
  if (answer.ok) renewed();
  else signInAgain();
}

/** Show the notice two minutes before, and go to the sign-in page when it is over. */
function tick() {
  const left = Math.round((endsAt - Date.now()) / 1000);
  if (left <= 0) return signInAgain();
  if (left > warnBefore || !notice) return;
  const words = left > 60 ? "You will be signed out in 2 minutes." : "You will be signed out in less than a minute.";
  const place = notice.querySelector("[data-words]");
  if (place.textContent !== words) place.textContent = words;
  notice.hidden = false;
}

// Typing or clicking is doing something, even where nothing is sent: tell the server, every five minutes at most.
const renewAfter = Math.min(300, seconds / 4) * 1000;
function active() {
  if (Date.now() < endsAt - seconds * 1000 + renewAfter || !notice?.hidden) return;
  renewed();
  stay();
}

if (seconds) {
  setInterval(tick, 5000);
  document.addEventListener("keydown", active);
  document.addEventListener("pointerdown", active);
  document.addEventListener("session:used", renewed);
  notice?.querySelector("[data-stay-button]").addEventListener("click", stay);
  document.addEventListener("htmx:afterRequest", (event) => {
    const polled = event.detail.requestConfig?.headers["X-Poll"] === "1";
    if (event.detail.successful && !polled) renewed();
  });
}

// An answer that is the sign-in page means the session is over: go there whole, not inside a fragment.
document.addEventListener("htmx:beforeSwap", (event) => {
  const path = new URL(event.detail.xhr.responseURL || location.href).pathname;
  if (document.body.dataset.signIn && path === document.body.dataset.signIn) {
    event.detail.shouldSwap = false;
    signInAgain();
  }
});

// --- Our own messages instead of the browser's bubbles, so that every mistake is named and stays in view --------

/** Leave the judging of forms to the server, which names every mistake at once. */
function judgeOnServer(root) {
  for (const form of root.querySelectorAll?.("form[method='post']") ?? []) form.noValidate = true;
}
judgeOnServer(document);
document.addEventListener("htmx:load", (event) => judgeOnServer(event.target.parentElement ?? event.target));

// --- Small manners ---------------------------------------------------------------------------------------------

// The account menu closes with Escape and when the focus leaves it.
const menu = document.querySelector(".me");
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

focusSummary(document);
