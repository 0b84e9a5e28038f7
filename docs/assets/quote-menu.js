/* What is offered of the words that a reader has selected inside one clause: the quote with its source,
   the link to it, the same for a bibliography, where else these words stand, the clause beside others,
   and the quote handed on. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, passage } = library;
  const PAUSE = 250; // milliseconds after which a selection is made

  const text = document.querySelector(".document");
  if (!text) return;

  let menu = null;
  let timer = 0;

  /* It is of the words that are selected: it goes as soon as they are others. A tap on it may collapse
     the selection first. */
  function watch() {
    if (isUsed()) return;
    if (!getSelection().isCollapsed) withdraw();
    clearTimeout(timer);
    const own = (timer = setTimeout(() => {
      const selection = getSelection();
      if (isUsed()) return;
      withdraw();
      if (selection.isCollapsed || !selection.rangeCount) return;
      const selected = selection.getRangeAt(0);
      if (!text.contains(selected.commonAncestorContainer)) return;
      passage.load().then(() => {
        if (own !== timer) return; // the selection has changed since
        const place = passage.placeOf(selected);
        if (place) present(selected, place, passage.addressOf(place, selected.commonAncestorContainer));
      }, () => {});
    }, PAUSE));
  }

  function present(selected, place, id) {
    const range = selected.cloneRange(); // a tap on what is offered may collapse the selection
    const whole = place.unit.text.slice(place.start, place.end);
    const words = whole.replace(/[\n\t]/g, " ");
    const url = passage.linkTo(place, id);
    const citation = library.copying.citation(`#${encodeURIComponent(id)}`);
    const quoted = () => library.copying.quote(range, words, citation, url);
    const status = element("span");
    status.setAttribute("role", "status");
    const link = copying("复制链接", "请复制这个链接", () => url);
    link.setAttribute("aria-keyshortcuts", "c");
    menu = element("div", "passage-offer", [
      copying("复制引文", "请复制这段文字", quoted),
      link,
      keeping(library.button("参考文献", refer)),
      leading("查这几个字", `search/?q=${encodeURIComponent(query(whole))}`),
    ]);
    const unit = place.unit.id && place.unit.pieces[0].closest(".unit");
    if (unit) menu.append(leading("比较", library.comparisonOf(unit, place.unit.id)));
    menu.append(keeping(library.button("分享", share)), status);
    menu.setAttribute("role", "region");
    menu.setAttribute("aria-label", "选中的文字");
    document.body.append(menu);
    const count = text.dataset.view === "received" ? 0 : library.copying.doubtful(range);
    const hints = [count ? `其中 ${count} 处由校者推定或不可读` : "", matchMedia("(hover: hover)").matches ? "按 Tab 选用，c 复制链接" : ""].filter(Boolean);
    const boxes = Array.from(selected.getClientRects());
    const own = menu;
    const set = () => { library.float(own, boxes[boxes.length - 1], 8); };
    set();
    setTimeout(() => { // to be announced
      status.textContent = hints.join("；");
      set(); // it has become wider
    }, 0);

    function copying(word, asked, content) {
      return keeping(library.button(word, () => {
        library.copy(content(), { asked, status, holder: own });
      }));
    }

    /* The words in a bibliography: the menu has that instead. */
    function refer() {
      const where = citation.slice(text.dataset.citation.length);
      const note = `所引：“${words}”。${library.copying.noteOn(range)}`;
      const copy = copying("复制（GB/T 7714）", "请复制这条参考文献", () => library.referenceTo(url));
      copy.setAttribute("aria-keyshortcuts", "c");
      own.replaceChildren(copy, ...library.referenceFiles(where, url, status, note).map(keeping), status);
      status.textContent = "";
      set();
      copy.focus({ preventScroll: true });
    }

    /* By what the system offers: a message, another program, a device near by; else as a picture. */
    function share() {
      if (navigator.share) {
        navigator.share({ title: citation, text: quoted() }).catch(() => {}); // who thinks better of it is told nothing
        return;
      }
      const note = library.copying.noteOn(range);
      library.script("assets/quote-card.js")
        .then(() => library.quoteCard({ words: whole, citation, url, note }))
        .then(withdraw, () => { status.textContent = "没有取到，请再试一次"; });
    }
  }

  /* Something to press that does not take the selection away. */
  function keeping(one) {
    one.addEventListener("pointerdown", event => { event.preventDefault(); });
    return one;
  }

  function leading(word, address) {
    return keeping(Object.assign(element("a", "", word), { href: library.page(address) }));
  }

  /* What the search is asked: these very words, of several lines the longest. */
  function query(words) {
    const longest = words.split(/[\n\t]/).reduce((one, other) => other.length > one.length ? other : one).trim();
    return longest.includes('"') ? longest : `"${longest}"`;
  }

  function isUsed() {
    return Boolean(menu && menu.contains(document.activeElement));
  }

  function withdraw() {
    if (menu) menu.remove();
    menu = null;
  }

  /* It stands at the end of the page, far from who selects by keyboard: Tab leads into it, and round. */
  function move(event) {
    const stops = Array.from(menu.querySelectorAll("button, a, textarea"));
    const at = stops.indexOf(document.activeElement);
    const isBack = event.shiftKey || event.key === "ArrowLeft";
    event.preventDefault();
    stops[at < 0 ? 0 : (at + (isBack ? -1 : 1) + stops.length) % stops.length].focus({ preventScroll: true });
  }

  document.addEventListener("selectionchange", watch);
  addEventListener("hashchange", withdraw); // who goes elsewhere has done with it
  document.addEventListener("keydown", event => {
    if (!menu || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") withdraw();
    else if (event.key === "c" && !menu.contains(event.target)) menu.querySelector("[aria-keyshortcuts]").click();
    else if (event.key === "Tab" || (isUsed() && !event.target.matches("textarea") && /^Arrow(Left|Right)$/.test(event.key))) move(event);
  });
  document.addEventListener("pointerdown", event => {
    if (menu && !menu.contains(event.target)) withdraw();
  });
})();
