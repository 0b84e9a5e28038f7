/* How a reader arrives at a plan: by `?at=` in place of a fragment, which some programs cut off; at an
   address that the plan does not have; from the search, `?q=`, and only then is anything else loaded. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element } = library;
  const asked = new URLSearchParams(location.search);
  const text = document.querySelector(".document");
  const MOST = 3; // addresses that are offered
  let note = null;

  function layer(part) {
    const found = /^(\D*)(\d*)/.exec(part);
    return { all: part, kind: found[1], number: Number(found[2]) };
  }

  /* The addresses nearest to one that is not there: with most layers in common that above it, then its
     neighbours. A short form has only the last of the layers. */
  function nearest(id) {
    const wanted = id.split("-").map(layer);
    return Array.from(text.querySelectorAll("a.address"), link => {
      const own = link.hash.slice(1).split("-").map(layer);
      while (own.length && own[0].kind !== wanted[0].kind) own.shift();
      let same = 0;
      for (; own[same] && wanted[same] && own[same].all === wanted[same].all; same += 1);
      const is = own[same] ? wanted[same] && own.length === same + 1 && own[same].kind === wanted[same].kind : same;
      return is && { link, same, gap: own[same] ? Math.abs(own[same].number - wanted[same].number) : -1 };
    }).filter(Boolean).sort((one, other) => other.same - one.same || one.gap - other.gap).slice(0, MOST);
  }

  function check() {
    if (note) note.remove();
    let id = location.hash.slice(1).replace(/(:~:|~).*/, ""); // what follows is of words in it
    try {
      id = decodeURIComponent(id);
    } catch {} // as it stands, then
    if (!id || document.getElementById(id)) return;
    const near = nearest(id);
    note = element("p", "no-address");
    note.setAttribute("role", "alert");
    note.append(`本规划没有 ${id} 这个地址，链接可能抄错了。${near.length ? "最近的是：" : ""}`);
    near.forEach((one, number) => {
      const link = element("a");
      link.href = one.link.hash;
      link.textContent = one.link.getAttribute("aria-label");
      note.append(number ? "、" : "", link);
    });
    text.closest("article").prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }

  if (text) {
    if (asked.get("at")) {
      const id = location.hash.slice(1) || asked.get("at");
      asked.delete("at");
      history.replaceState(history.state, "", location.pathname + (String(asked) ? `?${asked}` : ""));
      location.replace(`#${id}`);
    }
    check();
    addEventListener("hashchange", check);
  }

  if (!(asked.get("q") || "").trim()) return;
  for (const name of ["folding", "marks", "match-bar"]) {
    library.script(`assets/search/${name}.js`, true).catch(() => {}); // then nothing is marked
  }
})();
