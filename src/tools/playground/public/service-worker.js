//! Keeps the page's own files, so that it works without a network. The compiler's files are kept by the package.

const CACHE = "playground";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isKeptByPackage = pathname.includes("/files/") && !pathname.endsWith(".json");
  if (method !== "GET" || origin !== location.origin || isKeptByPackage) return;
  event.respondWith(fromNetworkOrCache(event.request));
});

/** The network's answer is newer. */
async function fromNetworkOrCache(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept === undefined) throw error;
    return kept;
  }
}
