// Runs Lighthouse on the demo, rendered on the server and in the browser:
//
//     node lighthouse.mjs MODULES ORIGIN CHROMIUM RUNS
//
// `cargo xtask bench lighthouse` starts it. It prints the medians as a Markdown table.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, origin, chromium, runs] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(modules, file)));
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");

const SUBJECT = "https://standfirst.example/world/shared-winter-lane";
const RENDERED = `/render?src=/samples/world.json&subject=${SUBJECT}&reviews=/&as=page`;
/** Each page with what is not loaded. The last one runs no script: what it lacks, the machine lacks. */
const PAGES = [
  ["rendered on the server", RENDERED, []],
  ["rendered in the browser", "/", []],
  ["on the server, without its script: the limit", RENDERED, ["*/standfirst.js"]],
];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift"];
const FLAGS = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];

await seed(12);
const rows = new Map(PAGES.map(([name]) => [name, []]));
const complaints = new Set();
// Page by page within a run, so that whatever else the machine does meets all of them alike.
for (let run = 1; run <= Number(runs); run++) {
  for (const [name, path, blocked] of PAGES) {
    const row = await measure(name, origin + path, blocked);
    rows.get(name).push(row);
    console.error(`run ${run} of ${runs}: ${name}, performance ${row[0]}`);
  }
}
const rounded = (value) => String(Math.round(value * 1000) / 1000);
console.log("| demo | performance | accessibility | best practices | SEO | FCP ms | LCP ms | speed index ms | TBT ms | CLS |");
console.log("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
for (const [name, measured] of rows) {
  const medians = measured[0].map((_, column) => rounded(median(measured.map((row) => row[column]))));
  console.log(`| ${[name, ...medians].join(" | ")} |`);
}
for (const complaint of complaints) console.error(complaint);

/** The scores of the categories, of 100, and then the metrics of one load in the mobile preset. */
async function measure(name, url, blocked) {
  // Root has no namespace to put the sandbox into.
  const flags = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
  const chrome = await launch({ chromePath: chromium, chromeFlags: flags });
  try {
    const settings = { port: chrome.port, output: "json", logLevel: "error", blockedUrlPatterns: blocked };
    const { lhr } = await lighthouse(url, settings);
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    for (const category of Object.values(lhr.categories)) {
      for (const { id, weight } of category.auditRefs) {
        const { score, title } = lhr.audits[id];
        if (weight > 0 && score !== null && score < 0.9) complaints.add(`${name}: ${category.title}: ${title}`);
      }
    }
    const scores = CATEGORIES.map((id) => Math.round(lhr.categories[id].score * 100));
    return [...scores, ...METRICS.map((id) => rounding(id, lhr.audits[id].numericValue))];
  } finally {
    chrome.kill();
  }
}

/** Milliseconds are whole; a layout shift has no unit. */
function rounding(id, value) {
  return id.endsWith("shift") ? value : Math.round(value);
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Leaves some reviews, as a page has them. The same again is none more. */
async function seed(count) {
  for (let number = 0; number < count; number++) {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const text = "The part about who pays is worth the whole of it, and the map at the end answers the rest.";
    const body = { subject: SUBJECT, rating: 1 + ((number * 3 + 3) % 5), title: `Note ${number}`, text, author: "A reader" };
    const answer = await fetch(`${origin}/v1/reviews/${id}`, {
      method: "PUT",
      headers: { authorization: "Bearer another-readers-edit-key-000", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the review service answered ${answer.status} to a review`);
  }
}
