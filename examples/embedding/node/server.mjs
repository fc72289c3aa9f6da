// A site of one article, without a framework: node server.mjs
//
//   PORT      where to listen; 0 takes a free port. The address is printed
//   SERVICE   where this server reaches the review service
//   REVIEWS   where browsers reach it
//   SRC       the article's document, which a site of the service lists
//   SUBJECT   what is reviewed

import { createServer } from "node:http";

import { escape, writeArticle } from "./standfirst.mjs";

const { PORT = "3000", SERVICE = "http://127.0.0.1:8787", REVIEWS = SERVICE, SRC, SUBJECT } = process.env;
const HEADLINE = "Five ports agree to share one ice-free lane this winter";

const server = createServer(async (request, response) => {
  if (request.method !== "GET" || request.url !== "/finland") {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page.\n");
    return;
  }
  const page = new URL(request.url, `http://${request.headers.host}`).href;
  // The reviews change, so a browser asks each time.
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" });
  // The head is on its way before the service is asked, so that browsers load the script meanwhile.
  response.write(`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(HEADLINE)}</title>
    <link rel="icon" href="data:,">
    <script type="module" src="${escape(new URL("/standfirst.js", REVIEWS).href)}"></script>
  </head>
  <body>
    <main>
`);
  await writeArticle(response, { service: SERVICE, reviews: REVIEWS, src: SRC, subject: SUBJECT, page, headline: HEADLINE });
  if (!response.destroyed) response.end("\n    </main>\n  </body>\n</html>\n");
});

server.listen(Number(PORT), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/finland`));
