// What others do on the same article meanwhile: asked now and then, told without moving anything.
const EVERY = 10_000; // milliseconds

// `busy()` says that acts are on their way: their answers bring the news along.
export function watch(page, busy) {
  setInterval(async () => {
    if (document.hidden || busy()) return;
    const {state, step, version} = page.part.dataset;
    try {
      const address = `${page.root.dataset.news}?${new URLSearchParams({step, version})}`;
      const headers = {"If-None-Match": `"${state}"`};
      const response = await fetch(address, {headers, cache: "no-store"});
      if (response.redirected) return page.tell("login", 0);
      if (response.status !== 200 || busy() || page.part.dataset.state !== state) return;
      const news = await response.json();
      page.showBar(news.text, "", () => show(page));
    } catch {
      // Without a connection there are no news; acts say so themselves.
    }
  }, EVERY);
}

async function show(page) {
  try {
    const response = await fetch(location.pathname, {headers: {"X-Desk": "part"}});
    if (response.headers.get("X-Desk") !== "part") return;
    page.replace(await response.text());
    page.showBar("");
  } catch {
    page.tell("offline", 0);
  }
}
