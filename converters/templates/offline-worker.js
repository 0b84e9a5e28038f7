/* Reading without a network, of the plans that a reader has asked to keep: docs/assets/offline.js puts
   them into a cache each, by the address of their page, and takes this worker away with the last one.
   With a network a page is always the newest. If that is another edition than the one that is kept, all
   of the latter goes before the page is shown, and so a page never has files of another edition. */
"use strict";

const ROOT = self.registration.scope;

self.addEventListener("install", () => { self.skipWaiting(); });
self.addEventListener("activate", event => { event.waitUntil(self.clients.claim()); });

/* The cache of the plan that an address is of: of its page itself, or of what lies in its folder. */
function nameOf(address) {
  const found = /^plans\/[^/?#]+\//.exec(address.slice(ROOT.length));
  return found ? ROOT + found[0] : "";
}

function kept(address, name) {
  return self.caches.match(address, { cacheName: name });
}

async function page(request) {
  const own = request.url.split(/[?#]/)[0].replace(/index\.html$/, "");
  const name = nameOf(own);
  const isKept = own === name && await self.caches.has(name);
  try {
    const answer = await fetch(request);
    if (isKept && answer.ok) await compare(name, answer.clone());
    return answer;
  } catch (error) {
    const old = isKept && await kept(name, name);
    if (old) return old;
    throw error;
  }
}

/* Empties a cache, if its page is not the one that is published now; the page fills it again. */
async function compare(name, answer) {
  const old = await kept(name, name);
  if (!old || await old.text() === await answer.text()) return;
  const cache = await self.caches.open(name);
  for (const one of await cache.keys()) await cache.delete(one);
}

async function part(request) {
  const name = nameOf(request.url);
  const own = name && await self.caches.has(name) && await kept(request.url, name);
  if (own) return own;
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
    return await kept(request.url, `${ROOT}assets/`) || answer;
  } catch (error) {
    const old = await kept(request.url, `${ROOT}assets/`);
    if (old) return old;
    throw error;
  }
}

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : part(request));
});
