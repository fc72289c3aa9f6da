// Shows the sample that the address asks for: `?article=<name>` names one of the links of the sample picker.
// This file runs before the one that defines <standfirst-article>, so the element starts with the right `src`.

const links = [...document.querySelectorAll("#samples a")];
const nameOf = (link) => new URL(link.href).searchParams.get("article");

const asked = new URLSearchParams(location.search).get("article");
const found = links.find((link) => nameOf(link) === asked);
const chosen = found ?? links[0];

show(chosen);
if (asked !== null && !found) {
  tell(`There is no sample called “${asked}”. This is the first of those there are.`);
}
dateTheEdition();

/** Points the element, its fallback, the title and the marks in the navigation at the sample of one link. */
function show(link) {
  const { src, subject, headline, lang } = link.dataset;
  const element = document.querySelector("standfirst-article");
  for (const [name, value] of Object.entries({ src, subject })) {
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
  element.querySelector("a").setAttribute("href", src);
  if (lang) document.querySelector("title").lang = lang;
  document.title = `${headline} – The Standfirst`;
  for (const other of document.querySelectorAll("#samples a, .sections a")) {
    if (nameOf(other) === nameOf(link)) {
      other.setAttribute("aria-current", other.closest("#samples") ? "page" : "true");
    } else {
      other.removeAttribute("aria-current");
    }
  }
}

/** Says something above the article. */
function tell(text) {
  const note = document.getElementById("note");
  note.textContent = text;
  note.hidden = false;
}

/** Writes today's date into the line above the nameplate, in the language of the page around the article. */
function dateTheEdition() {
  const now = new Date();
  const today = document.getElementById("today");
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  today.dateTime = day.map((part) => String(part).padStart(2, "0")).join("-");
  today.textContent = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" }).format(now);
}
