// Builds the site that the benchmark serves: bundles the rivals, renders the pages that a server would have rendered,
// and compresses every file as a careful server does.
//
// node build.mjs WIDGET MODULES ESBUILD OUT < FIRST_PAGE
//   WIDGET      the folder of the built widget
//   MODULES     the node_modules folder of the rivals
//   ESBUILD     the folder of the package esbuild
//   OUT         the folder of the site, made anew
//   FIRST_PAGE  what the review service answers for the subject, as JSON

import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import * as pages from "./pages.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [widget, modules, esbuildFolder, out] = process.argv.slice(2);
const esbuild = createRequire(import.meta.url)(esbuildFolder);
const first = JSON.parse(await text(process.stdin));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const samples = path.join(here, "../../static/samples");
await cp(widget, path.join(out, "widget"), { recursive: true });
await cp(samples, path.join(out, "samples"), { recursive: true });
for (const [folder, from, names] of [
  ["waline", "@waline/client/dist", ["waline.js", "waline.css"]],
  ["artalk", "artalk/dist", ["Artalk.js", "Artalk.css"]],
]) {
  for (const name of names) await cp(path.join(modules, from, name), path.join(out, folder, name));
}

const options = { bundle: true, format: "esm", jsx: "automatic", jsxImportSource: "preact", nodePaths: [modules], logLevel: "warning" };
const entry = (name) => path.join(here, "preact", name);
await esbuild.build({
  ...options,
  entryPoints: [entry("client.jsx"), entry("hydrate.jsx")],
  outdir: path.join(out, "preact"),
  minify: true,
  target: "es2022",
});
const server = path.join(out, "..", "server.mjs");
await esbuild.build({ ...options, entryPoints: [entry("server.jsx")], outfile: server, platform: "node" });
const { plain, takeover } = await import(pathToFileURL(server));

const article = JSON.parse(await readFile(path.join(samples, path.basename(pages.ARTICLE.src)), "utf8"));
const shown = { article, first, base: "/", subject: pages.ARTICLE.subject };
for (const [name, html] of Object.entries({
  "widget.html": pages.widget(pages.ARTICLE),
  "widget-large.html": pages.widget(pages.LARGE),
  "preact-client.html": pages.client(pages.ARTICLE),
  "preact-client-large.html": pages.client(pages.LARGE),
  "preact-takeover.html": pages.takeover(takeover(shown), first),
  "waline.html": pages.waline(),
  "artalk.html": pages.artalk(),
  "plain.html": pages.plain(plain(shown)),
})) {
  await writeFile(path.join(out, name), html);
}

const body = Array.from({ length: 1_000 }, (_, index) => article.body[index % article.body.length]);
await writeFile(path.join(out, path.basename(pages.LARGE.src)), JSON.stringify({ ...article, body }));

for (const file of await readdir(out, { recursive: true, withFileTypes: true })) {
  if (!file.isFile() || !/\.(css|html|js|json|svg|wasm)$/.test(file.name)) continue;
  const place = path.join(file.parentPath ?? file.path, file.name);
  const raw = await readFile(place);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  await writeFile(`${place}.br`, brotliCompressSync(raw, { params }));
}
