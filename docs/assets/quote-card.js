/* A quote as a picture: the words, where they stand, what in them is the editor's, and a QR code of
   their address. Loaded when somebody wants one. `library.quoteCard`; it is drawn by day, whatever the
   scheme of the page, for it is shown elsewhere. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const { element, button } = library;
  const QR = "assets/vendor/qrcode-generator-2.0.4.js"; // the global `qrcode`

  /* All lengths are pixels of the picture. */
  const WIDTH = 1080;
  const MARGIN = 90;
  const INSIDE = WIDTH - 2 * MARGIN;
  const CODE = 216;
  const GAP = 48;
  const SIZES = [[30, 60], [80, 52], [160, 45], [Infinity, 40]]; // of the words, by how many they are
  const LEADING = 1.75;
  const MOST = 480; // characters that are shown; the address has them all

  /* The colours of the day, as in variables.css. */
  const PAPER = "#fbfaf6";
  const INK = "#1b1a18";
  const QUIET = "#4b4741";
  const CINNABAR = "#a62b19";
  const RULE = "#dcd7cb";

  /* The strokes of mark/icon.svg, on a square of 64. */
  const STROKES = [
    "M6 21H28", "M17.5 7V58", "M17 22Q14 34 6 43", "M19 27L27 36", "M43 6L45.500 15",
    "M31 18.500H59", "M40 23Q37 30 31 35", "M49.500 23Q53 29 58.500 34", "M52 33Q47 50 30 57", "M37 33Q43 50 59.500 57",
  ];

  /* Marks that no line begins with, and marks that none ends with (clreq 3.1.3). */
  const NOT_FIRST = "，。、；：？！）》〉」』】〕］”’…—·％,.;:?!)]%";
  const NOT_LAST = /[（《〈「『【〔［“‘]+$/;
  const WORDS = /[A-Za-z0-9.+/%-]{1,24}|[^]/gu;

  /* A text in lines no wider than that; a mark that may not begin one hangs out of the one before. */
  function linesOf(pen, text, width) {
    const lines = [];
    text.split("\n").forEach(paragraph => {
      let line = "";
      for (const [word] of paragraph.matchAll(WORDS)) {
        if (!line || NOT_FIRST.includes(word) || pen.measureText(line + word).width <= width) {
          line += word;
          continue;
        }
        const carried = (NOT_LAST.exec(line) || [""])[0];
        if (carried.length < line.length) {
          lines.push(line.slice(0, line.length - carried.length));
          line = carried;
        }
        line += word.trimStart();
      }
      lines.push(line);
    });
    return lines;
  }

  function facesOf() {
    const style = getComputedStyle(document.documentElement);
    return { song: style.getPropertyValue("--song"), hei: style.getPropertyValue("--hei") };
  }

  /* A block of text: its lines, their font and colour, and how high each is. */
  function block(pen, text, font, size, leading, colour, width) {
    pen.font = font.replace("SIZE", `${size}px`);
    const lines = text ? linesOf(pen, text, width) : [];
    return { lines, font: pen.font, size, pitch: Math.round(size * leading), colour };
  }

  function heightOf(one) {
    return one.lines.length * one.pitch;
  }

  /* Writes it from a height on; gives the height where it ends. */
  function write(pen, one, top, left = MARGIN) {
    pen.font = one.font;
    pen.fillStyle = one.colour;
    one.lines.forEach((line, at) => { pen.fillText(line, left, top + (at + 0.5) * one.pitch); });
    return top + heightOf(one);
  }

  function drawMark(pen, left, top, size) {
    pen.save();
    pen.translate(left, top);
    pen.scale(size / 64, size / 64);
    pen.fillStyle = CINNABAR;
    pen.fillRect(0, 0, 64, 64);
    pen.strokeStyle = PAPER;
    pen.lineWidth = 5;
    STROKES.forEach(stroke => { pen.stroke(new Path2D(stroke)); });
    pen.restore();
  }

  /* The modules are whole pixels, so that their edges are sharp. */
  function drawCode(pen, url, right, bottom) {
    const code = window.qrcode(0, "M");
    code.addData(url);
    code.make();
    const count = code.getModuleCount();
    const module = Math.max(3, Math.floor(CODE / count));
    const left = right - module * count;
    const top = bottom - module * count;
    pen.fillStyle = INK;
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        if (code.isDark(row, column)) pen.fillRect(left + column * module, top + row * module, module, module);
      }
    }
  }

  function draw({ words, citation, url, note }) {
    const canvas = element("canvas");
    const pen = canvas.getContext("2d");
    const { song, hei } = facesOf();
    const all = Array.from(words);
    const shown = all.length > MOST ? `${all.slice(0, MOST).join("")}……` : words;
    const size = SIZES.find(one => all.length <= one[0])[1];
    const beside = INSIDE - CODE - GAP;
    const name = document.querySelector(".masthead__name").textContent;
    const edition = document.querySelector(".document").dataset.edition || "";
    const quoted = block(pen, shown, `SIZE ${song}`, size, LEADING, INK, INSIDE);
    const cited = block(pen, `——${citation}`, `SIZE ${song}`, 30, 1.6, INK, beside);
    const noted = block(pen, note, `SIZE ${hei}`, 24, 1.6, CINNABAR, beside);
    const told = block(pen, `${edition ? `${edition}。` : ""}非官方文本，以发文机关公布者为准。`, `SIZE ${hei}`, 24, 1.6, QUIET, beside);
    const head = MARGIN + 64 + 56;
    const rule = head + heightOf(quoted) + 56;
    const foot = rule + 44;
    const below = Math.max(CODE, heightOf(cited) + heightOf(noted) + heightOf(told) + 24);
    canvas.width = WIDTH;
    canvas.height = foot + below + MARGIN;
    pen.textBaseline = "middle";
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawMark(pen, MARGIN, MARGIN, 64);
    write(pen, { lines: [name], font: `30px ${song}`, pitch: 64, colour: QUIET }, MARGIN, MARGIN + 84);
    write(pen, quoted, head);
    pen.fillStyle = RULE;
    pen.fillRect(MARGIN, rule, INSIDE, 2);
    write(pen, told, write(pen, noted, write(pen, cited, foot) + 12) + 12);
    drawCode(pen, url, WIDTH - MARGIN, foot + below);
    return canvas;
  }

  /* As an image and not as a canvas: a long press on one saves it, and its text is read out. */
  function show(canvas, quote) {
    const image = element("img", "quote-card");
    const sheet = element("dialog", "sheet of-card");
    const status = element("span");
    status.setAttribute("role", "status");
    image.src = canvas.toDataURL("image/png");
    image.width = canvas.width;
    image.height = canvas.height;
    image.alt = `${quote.words}——${quote.citation}。右下角的二维码是它的地址。`;
    const blob = act => canvas.toBlob(made => { act(made); }, "image/png");
    const save = button("保存图片", () => { blob(made => { library.save("引文.png", made, "image/png"); }); });
    const copy = button("复制图片", () => {
      const made = new Promise(resolve => { blob(resolve); });
      navigator.clipboard.write([new ClipboardItem({ "image/png": made })])
        .then(() => { status.textContent = "已复制"; }, () => { status.textContent = "浏览器不许复制图片，请保存或长按"; });
    });
    const tools = element("p", "card-tools", window.ClipboardItem && navigator.clipboard ? [save, copy, status] : [save, status]);
    const quit = button("关闭", () => { sheet.close(); });
    sheet.setAttribute("aria-label", "引文的图");
    sheet.append(element("div", "", ["引文的图", quit]), image, tools);
    sheet.addEventListener("click", event => {
      if (event.target === sheet) sheet.close();
    });
    sheet.addEventListener("close", () => { sheet.remove(); });
    document.body.append(sheet);
    sheet.showModal();
  }

  /* Draws a quote, {words, citation, url, note}, and shows the picture. */
  library.quoteCard = quote => library.script(QR).then(() => { show(draw(quote), quote); });
})();
