/**
 * Keeps the survey's own files on the phone, so that it opens and goes on without a network.
 *
 * Only files of this page are kept here, the same for everyone; the page itself keeps the questions.
 * A new version waits until no tab uses the old one: its files belong together.
 */

/* The build fills in the list, and a digest of it as the version. */
/** @type {string[]} */
const FILES = __FILES__;
/** @type {string} */
const VERSION = __VERSION__;

/** Addresses of the files, wherever the survey is served. */
const KEPT = new Set(FILES.map((path) => new URL(path, location.href).pathname));

/** @type {any} the worker's own scope; its types are not those of a page */
const worker = self;

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)));
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(dropOldVersions().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' || KEPT.has(pathname)) event.respondWith(fromPhone(request));
});

async function dropOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('survey-') && name !== VERSION);
  return Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function fromPhone(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
