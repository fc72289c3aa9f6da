// The entry of the page that was rendered on a server: it takes the reviews over. The article stays as it is.
import { hydrate } from "preact";

import { followFragments } from "./article.jsx";
import { Reviews } from "./reviews.jsx";

const host = document.querySelector("[data-rival]");
const { base, subject } = host.dataset;
const first = JSON.parse(document.getElementById("first-page").textContent);
followFragments(host.shadowRoot.querySelector(".article-root"));
hydrate(<Reviews {...{ base, subject, first }} />, host.shadowRoot.querySelector(".reviews-root"));
