/* A plan for reading without a network: kept on this device when it is asked for, after its size is told,
   and taken away again. What is kept is shown by `offline-worker.js`, which is there only for that. From
   disk everything is there anyway. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { root, element, button } = library;
  const place = document.querySelector('.record a[href$=".epub"]');
  const PARTS = "link[rel='stylesheet'], link[rel='icon'], script[src]";
  const LATER = ["search/alphabet.js", "search/folding.js", "search/marks.js", "search/match-bar.js", "citation-files.js"]; // scripts that a page loads when it needs them
  const KB = 1024;

  if (!place || location.protocol === "file:" || !navigator.serviceWorker || !window.caches) return;

  const page = `${root}plans/${library.work}/`; // the name of what is kept of it, too
  const shared = `${root}assets/`; // and of what all pages have: it is named by its content
  const line = element("p", "offline");
  place.closest("p").after(line);

  /* A promise of all files of the page as it is published now: [address, answer, size]. They are of one
     edition: which scripts and sheets there are, the page says that is one of them. */
  function files() {
    const get = address => fetch(address, { cache: "no-cache" }).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.clone().blob().then(blob => ({ address, answer, size: blob.size }));
    });
    return get(page).then(first => first.answer.clone().text().then(html => {
      const published = new DOMParser().parseFromString(html, "text/html");
      const full = address => new URL(address, page).href;
      const parts = Array.from(published.querySelectorAll(PARTS), one => full(one.getAttribute("src") || one.getAttribute("href")));
      const received = published.querySelector("[data-received]");
      if (received) parts.push(full(received.dataset.received), full("texts.js"), full("menu.js"), full("names/"));
      const folder = parts.find(address => address.endsWith("/loading.js")).replace(/loading\.js$/, "");
      return Promise.all(Array.from(new Set([...parts, ...LATER.map(name => folder + name)]), get)).then(others => [first, ...others]);
    }));
  }

  function put(all) {
    return Promise.all([caches.open(shared), caches.open(page)]).then(([common, own]) =>
      Promise.all(all.map(one => (one.address.startsWith(shared) ? common : own).put(one.address, one.answer))));
  }

  function keep(all) {
    return put(all).then(() => navigator.serviceWorker.register(`${root}offline-worker.js`, { scope: root })).then(show);
  }

  /* With the last plan goes all that was kept for any, and the worker. */
  function takeAway() {
    return caches.delete(page)
      .then(() => caches.keys())
      .then(names => names.some(name => name.startsWith(`${root}plans/`)) || caches.delete(shared)
        .then(() => navigator.serviceWorker.getRegistration(root))
        .then(worker => worker && worker.scope === root && worker.unregister()))
      .then(show);
  }

  function ask(all) {
    const size = Math.round(all.reduce((sum, one) => sum + one.size, 0) / KB);
    const sheet = element("dialog", "sheet");
    const quit = button("不存", () => { sheet.close(); });
    const yes = button("存下", () => {
      sheet.close();
      keep(all).catch(fail);
    });
    const told = `这份规划的全文，连同所用的样式和脚本，共 ${size} KB。存下以后，没有网络时打开同一个地址就能读；校勘记、检索和别的规划不在其中。有网络时总是看最新的一版。随时可以在题录里移去。`;
    sheet.setAttribute("aria-label", "离线阅读");
    sheet.append(element("div", "", ["离线阅读", quit]), element("p", "offline-told", told), element("p", "card-tools", [yes]));
    sheet.addEventListener("close", () => { sheet.remove(); });
    document.body.append(sheet);
    sheet.showModal();
    yes.focus();
  }

  function fail() {
    line.replaceChildren("离线阅读：没有存成，请再试一次 ", begin);
  }

  const begin = button("存在这台设备上……", () => {
    line.replaceChildren("离线阅读：正在算有多大……");
    files().then(all => {
      line.replaceChildren("离线阅读：", begin);
      ask(all);
    }).catch(fail);
  }, "link");

  function show() {
    return caches.has(page).then(isKept => {
      if (!isKept) return line.replaceChildren("离线阅读：", begin);
      line.replaceChildren("离线阅读：已存在这台设备上 ", button("移去", () => { takeAway().catch(fail); }, "link"));
      // A newer edition was shown since: what was kept of the older one is gone.
      return caches.match(page, { cacheName: page }).then(kept => kept || files().then(put));
    });
  }

  show().catch(() => {});
})();
