//! Keeps the page's own files, so that it works without a network. The compiler's files are kept by the package.

const CACHE = "playground";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && isOwn(event.request.url)) event.respondWith(fromNetworkOrCache(event.request));
});

/** Addresses of what came before this worker could see it. The answer is whether all of that is kept now. */
addEventListener("message", ({ data, ports: [port] }) => {
  const kept = Promise.all(data.filter(isOwn).map((address) => fromNetworkOrCache(new Request(address))));
  kept.then(() => port.postMessage(true), () => port.postMessage(false));
});

function isOwn(address) {
  const { origin, pathname } = new URL(address);
  const isKeptByPackage = pathname.includes("/files/") && !pathname.endsWith(".json");
  return origin === location.origin && !isKeptByPackage;
}

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
