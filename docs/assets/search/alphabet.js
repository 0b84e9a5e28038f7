/* Texts as they were before they were written in an alphabet, see converters/text/alphabet.py. In the
   page and in a worker. `library.plain`. */
(function () {
  "use strict";

  const library = (self.library = self.library || {});

  library.plain = (text, alphabet) => {
    const codes = new Uint16Array(text.length);
    for (let at = 0; at < codes.length; at += 1) {
      const code = text.charCodeAt(at);
      codes[at] = code < 0xc0 || code >= 0x800 ? code : alphabet.charCodeAt(code - 0xc0);
    }
    return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(codes);
  };
})();
