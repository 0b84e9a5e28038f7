/* Files packed into one (PKWARE APPNOTE 6.3), as they are or as another such file has them packed: the
   same bytes each time. `library.zip`. */
(function () {
  "use strict";

  const library = (window.library = window.library || {});
  const LOCAL = 0x04034b50;
  const CENTRAL = 0x02014b50;
  const END = 0x06054b50;
  const VERSION = 20;
  const EARLIEST = 0x21; // the first day that a file can state
  const STORED = 0;

  const CRC = new Uint32Array(256).map((_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function crc(data) {
    let value = 0xffffffff;
    data.forEach(byte => { value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8); });
    return (value ^ 0xffffffff) >>> 0;
  }

  /* A file to be packed as it is: {path, method, crc, size, data}; of text or bytes. */
  function member(path, content) {
    const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return { path, method: STORED, crc: crc(data), size: data.length, data };
  }

  /* Bytes of numbers of 2 or 4 bytes each. */
  function bytes(fields) {
    const made = new DataView(new ArrayBuffer(fields.reduce((sum, field) => sum + field[1], 0)));
    let at = 0;
    fields.forEach(([value, size]) => {
      if (size === 4) made.setUint32(at, value, true);
      else made.setUint16(at, value, true);
      at += size;
    });
    return new Uint8Array(made.buffer);
  }

  /* What is said of a member in both places. */
  function told(one, name) {
    return [[VERSION, 2], [0, 2], [one.method, 2], [0, 2], [EARLIEST, 2], [one.crc, 4], [one.data.length, 4], [one.size, 4], [name.length, 2], [0, 2]];
  }

  /* Some members as one file, in their order: a Blob of that type. */
  function packed(members, type) {
    const parts = [];
    const central = [];
    let at = 0;
    members.forEach(one => {
      const name = new TextEncoder().encode(one.path);
      const head = bytes([[LOCAL, 4], ...told(one, name)]);
      central.push(bytes([[CENTRAL, 4], [VERSION, 2], ...told(one, name), [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), name);
      parts.push(head, name, one.data);
      at += head.length + name.length + one.data.length;
    });
    const size = central.reduce((sum, part) => sum + part.length, 0);
    const end = bytes([[END, 4], [0, 2], [0, 2], [members.length, 2], [members.length, 2], [size, 4], [at, 4], [0, 2]]);
    return new Blob([...parts, ...central, end], { type });
  }

  /* The members of a packed file, as they are packed there. */
  function read(buffer) {
    const view = new DataView(buffer);
    let end = buffer.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
    if (end < 0) throw new Error("no packed file");
    const found = [];
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left; left -= 1) {
      const name = view.getUint16(at + 28, true);
      const start = view.getUint32(at + 42, true);
      const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      found.push({
        path: new TextDecoder().decode(new Uint8Array(buffer, at + 46, name)),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        size: view.getUint32(at + 24, true),
        data: new Uint8Array(buffer, from, view.getUint32(at + 20, true)),
      });
      at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return found;
  }

  /* A promise of the text of a member. */
  function text(one) {
    if (one.method === STORED) return Promise.resolve(new TextDecoder().decode(one.data));
    return new Response(new Blob([one.data]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  }

  const handed = {}; // by address, files of a copy on disk, written to the base 64

  function hand(address, data) {
    handed[address] = data;
  }

  /* A promise of the members of a file of the site. A page from disk may not read one, but there each
     that is asked for has a script beside it, which hands it over (converters/site/disk_copy.py). */
  function load(address) {
    if (location.protocol === "file:") {
      return library.script(`${address}.js`).then(() => read(Uint8Array.from(atob(handed[address]), one => one.charCodeAt(0)).buffer));
    }
    return fetch(new URL(address, library.root)).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.arrayBuffer();
    }).then(read);
  }

  library.zip = { member, packed, read, text, load, hand };
})();
