/* Elements that scripts make: `library.element`, `library.button`; what floats over the page beside
   what it is of, `library.float`; what is put on the clipboard, `library.copy`; or into a file, `library.save`,
   which may have to be made first, `library.saving`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const MARGIN = 12; // pixels that stay free on either side of what floats

  /* `content` is text, an element, or an array of them. */
  library.element = (tag, className, content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (content !== undefined) made.append(...[].concat(content));
    return made;
  };

  library.button = (word, act, className) => {
    const made = library.element("button", className, word);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  /* Puts `card` under `box`, `gap` pixels from it; over it if there alone it is seen whole. */
  library.float = (card, box, gap, mayRise) => {
    card.style.insetInlineStart = "0"; // near the edge it would be measured narrower than it is
    const most = document.documentElement.clientWidth - card.offsetWidth - MARGIN;
    const rises = mayRise && box.bottom + card.offsetHeight + gap > innerHeight;
    card.style.insetInlineStart = `${Math.max(MARGIN, Math.min(box.left, most)) + scrollX}px`;
    card.style.insetBlockStart = `${(rises ? box.top - card.offsetHeight - gap : box.bottom + gap) + scrollY}px`;
  };

  /* Saves a text, or what else a Blob can hold, as a file. */
  library.save = (name, content, type) => {
    const link = library.element("a");
    link.href = URL.createObjectURL(new Blob([content], { type: typeof content === "string" ? `${type};charset=utf-8` : type }));
    link.download = name;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 10000);
  };

  /* A button that makes a file and saves it: `make` gives a promise of [its name, a Blob]. `status` says
     how it goes, `failed` what to do if it does not. */
  library.saving = (word, status, make, failed = "没有做成，请再试一次") => library.button(word, () => {
    status.textContent = "正在做……";
    make().then(([name, file]) => {
      library.save(name, file, file.type);
      status.textContent = "已存";
    }).catch(() => { status.textContent = failed; });
  });

  /* Copies words and calls `done`. Where a browser refuses, they are put selected into a field in
     `holder`, named by `asked`, and `status` says so. */
  library.copy = (words, { asked = "请复制这段文字", status, holder, done = () => { status.textContent = "已复制"; } }) => {
    const fail = () => {
      const field = holder.querySelector("textarea.to-copy") || library.element("textarea", "to-copy");
      Object.assign(field, { value: words, rows: 4, readOnly: true });
      field.setAttribute("aria-label", asked);
      status.textContent = "浏览器不许写入剪贴板。文字已选中，请自行复制：";
      holder.append(field);
      field.focus();
      field.select();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, fail);
    else fail();
  };
})();
