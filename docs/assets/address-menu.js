/* What an address offers: its link, a citation, a reference, the text with its source, the line of
   the file, the clause beside others (`library.comparisonOf`), and where an error is reported. How a place
   is told in a bibliography: `library.referenceTo`, `library.referenceFiles`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button } = library;
  const text = document.querySelector(".document");
  if (!text) return;

  const FILES = [
    ["RIS", "ris", "application/x-research-info-systems"],
    ["BibTeX", "bib", "application/x-bibtex"],
    ["CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"],
  ];
  const QUOTED = 300; // characters of a text that go into the report of an error

  let menu = null;
  let opener = null;

  /* The element that an address means: a heading stands for its whole clause. */
  function meant(link) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && /^H[2-6]$/.test(target.tagName) ? target.closest(".unit") : target;
  }

  function wordsOf(link) {
    const address = text.querySelector(`.address[href="${CSS.escape(link.hash).replace(/^\\#/, "#")}"]`);
    return (link.classList.contains("label") && address ? address : link).getAttribute("aria-label") || "";
  }

  /* What the clauses are about, and how the plan is cited; asked for when somebody points at an address. */
  function loadMenu() {
    return library.script(`plans/${library.work}/menu.js`);
  }

  /* As the reference is to be dated: the day on which the reader cites. */
  library.today = function () {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-");
  };

  /* The form for an error (.github/ISSUE_TEMPLATE/error.yml), filled in as far as can be. */
  function report(form, target, citation, url) {
    const quote = library.copying.textOf(target);
    const fields = { template: "error.yml", title: `指误：${citation}`, clause: target.id || url.split("#")[1], page: url };
    fields.quote = quote.length > QUOTED ? `${quote.slice(0, QUOTED)}……` : quote;
    const link = element("a", "", "报告这里的错误");
    return Object.assign(link, { href: `${form}?${new URLSearchParams(fields)}`, target: "_blank", rel: "noopener" });
  }

  function action(word, content, status, detail) {
    return button(detail ? [word, element("small", "", detail)] : word, () => {
      library.copy(content(), { status, holder: menu });
    });
  }

  /* A place by its address as a reference of today (GB/T 7714). */
  library.referenceTo = url => `${text.dataset.reference}[${library.today()}]. ${url}.`;

  /* The same as an item of a bibliography: buttons for a file of each format. `words` say which place it is,
     `note` what else is to be said of it. */
  library.referenceFiles = (words, url, status, note = "") => {
    const [, id = ""] = url.split("#");
    const key = id.replace(/~.*(?=\.)/, ""); // of selected words the hash alone: a key holds no ~
    return FILES.map(([word, ending, type]) => button(word, () => {
      Promise.all([library.script("assets/citation-files.js"), loadMenu()]).then(() => {
        const { item: plan } = library.menu;
        const item = { ...plan, URL: url, note: plan.note + note };
        Object.assign(item, { id: [plan.id, key].filter(Boolean).join(":"), title: [plan.title, words].filter(Boolean).join(": ") });
        library.save(`${item.id.slice(1).replace(":", "-")}.${ending}`, library.citationFiles[ending](item), type);
      }, () => { status.textContent = "没有取到，请再试一次"; });
    }));
  };

  /* The clause alone, on paper; if there are more below it, how many. */
  function printing(unit, citation, url) {
    const count = library.unitsOf(unit).length;
    const below = count > 1 ? element("small", "", `连同以下各条，共 ${count} 段`) : "";
    return button(["打印这一条", below], () => {
      close(true);
      library.printClause(unit, citation, url);
    });
  }

  /* The clause as a Word document. */
  function saving(citation, url, status) {
    const id = decodeURIComponent(url.split("#")[1]);
    const make = () => library.script("assets/carried/word-clause.js")
      .then(() => library.wordClause(library.work, id, citation, url))
      .then(file => [`${library.work}-${id}.docx`, file]);
    return library.saving("存为 Word", status, make, "没有做成；整份的 Word 文件在页首");
  }

  /* A line with the ways to what the clause is about, once that is known; if it is about anything. */
  function topicsOf(unit) {
    const made = element("p", "topics-of-clause", "主题");
    made.hidden = true;
    loadMenu().then(() => {
      const { topics, clauses } = library.menu;
      const own = new Set(Array.from(unit.querySelectorAll("[id]")).flatMap(one => clauses[one.id] || []));
      made.append(...Array.from(own).flatMap(id => {
        return [" ", Object.assign(element("a", "", topics[id]), { href: library.page(`topics/${id}/`) })];
      }));
      made.hidden = !own.size;
    }, () => {}); // then nothing is told
    return made;
  }

  /* The page that has a clause beside those that stand beside it here; `mayStandAlone`, by itself, for
     others to be chosen there. */
  function comparisonOf(unit, id, mayStandAlone) {
    const own = `a=${library.work}/${id}`;
    const others = mayStandAlone ? [] : Array.from(unit.querySelectorAll(".related a"), (link, at) => {
      const [, work, clause] = /plans\/([^/?#]+)\/(?:index\.html)?#(.+)$/.exec(link.href) || [];
      return work && `${"bcde"[at]}=${work}/${clause}`;
    }).filter(Boolean);
    return `compare/?${[own, ...others].join("&")}`;
  }

  library.comparisonOf = comparisonOf;

  function comparing(unit, id) {
    const link = (word, address) => Object.assign(element("a", "", word), { href: library.page(address) });
    const made = [link("比较：选别的条款", comparisonOf(unit, id, true))];
    const others = unit.querySelectorAll(".related a").length;
    if (others) made.unshift(link(`比较：与另见的 ${others} 条并排`, comparisonOf(unit, id)));
    return made;
  }

  function close(giveBack) {
    if (!menu) return;
    menu.remove();
    menu = null;
    opener.removeAttribute("aria-expanded");
    if (giveBack) opener.focus();
  }

  function open(link) {
    close(false);
    opener = link;
    const target = meant(link);
    if (!target) return;
    const words = wordsOf(link);
    const citation = text.dataset.citation + words;
    const url = library.here() + link.hash;
    const reference = library.referenceTo(url);
    const status = element("p");
    status.setAttribute("role", "status");
    const quit = button("关闭", close.bind(null, true));
    menu = element("div", "address-menu", [
      element("div", "", [element("span", "", words), element("span", "", link.hash), quit]),
      action("复制链接", () => url, status),
      action("复制引文", () => citation, status, citation),
      action("复制参考文献（GB/T 7714）", () => reference, status, reference),
      element("div", "files", [element("span", "", "引文文件"), ...library.referenceFiles(words, url, status)]),
      action("复制文本（附出处）", () => library.copying.quote(target, library.copying.textOf(target), citation, url), status),
    ]);
    const unit = target.closest(".unit");
    if (unit) menu.append(printing(unit, citation, url), saving(citation, url, status));
    const line = (unit || target).querySelector(".line-number");
    if (line) menu.append(Object.assign(element("a", "", `看原文第 ${line.dataset.line} 行`), { href: line.href }));
    if (unit) menu.append(topicsOf(unit), ...comparing(unit, decodeURIComponent(link.hash.slice(1))));
    const form = document.querySelector('meta[name="issues"]');
    if (form) menu.append(report(form.content, target, citation, url));
    menu.append(status);
    menu.setAttribute("role", "dialog");
    menu.setAttribute("aria-label", words);
    document.body.append(menu);
    library.float(menu, link.getBoundingClientRect(), 6);
    link.setAttribute("aria-expanded", "true");
    menu.querySelectorAll(":scope > button")[0].focus({ preventScroll: true });
  }

  /* The menu stands at the end of the page, but Tab goes on from the address that it is of. */
  function leave(event) {
    const stops = Array.from(menu.querySelectorAll("button, a, textarea")).filter(one => 
       one.offsetParent // a wide window shows no button to close
    );
    if (document.activeElement !== stops[event.shiftKey ? 0 : stops.length - 1]) return;
    if (event.shiftKey) event.preventDefault(); // back at the address itself
    close(true);
  }

  ["pointerover", "focusin"].forEach(type => {
    text.addEventListener(type, event => {
      if (event.target.closest("a.address, a.label, a.ordinal")) loadMenu().catch(() => {});
    });
  });
  text.addEventListener("click", event => {
    const link = event.target.closest("a.address, a.label, a.ordinal");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    setTimeout(open.bind(null, link), 0); // after the browser has gone to the address
  });
  document.addEventListener("click", event => {
    if (menu && !menu.contains(event.target) && !event.target.closest("a.address, a.label, a.ordinal")) close(false);
  });
  document.addEventListener("keydown", event => {
    if (!menu) return;
    if (event.key === "Escape") return close(true);
    if (event.key === "Tab") return leave(event);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const items = Array.from(menu.querySelectorAll(":scope > button, :scope > a, .files button, .topics-of-clause a"));
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = items.indexOf(document.activeElement);
    event.preventDefault();
    items[(at + step + items.length) % items.length].focus();
  });
  document.addEventListener("focusin", event => {
    if (menu && !menu.contains(event.target) && event.target !== opener) close(false);
  });
})();
