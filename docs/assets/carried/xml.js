/* XML as text: what stands in an element is escaped by who puts it there. `library.xml`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});

  function escaped(text) {
    return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
  }

  /* An element with its attributes and with what is written in it. */
  function tag(name, attributes, ...inside) {
    const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
    return inside.length ? `<${name}${told}>${inside.join("")}</${name}>` : `<${name}${told}/>`;
  }

  /* A part without anything in it (converters/writing/xml_elements.py), with this in it. */
  function filled(part, inside) {
    return part.replace(/ \/>\s*$/, () => `>${inside}</${/<([\w:]+)[^<]*$/.exec(part)[1]}>\n`);
  }

  library.xml = { escaped, tag, filled };
})();
