// Stands after Pagefind's own worker. Filters and the list of pages and chunks come as short JSON, a third of their size
// (pagefind_files.py); Pagefind is handed them in its own form: CBOR (RFC 8949) behind the word pagefind_dcd.
(() => {
  const fetched = self.fetch.bind(self);
  function head(major, number, out) {
    if (number < 24) return out.push((major << 5) | number);
    const width = number < 0x100 ? 0 : number < 0x10000 ? 1 : 2;
    out.push((major << 5) | (24 + width));
    for (let byte = (1 << width) - 1; byte >= 0; byte--) out.push((number >>> (8 * byte)) & 255);
  }
  const text = new TextEncoder();
  function write(value, out) {
    if (typeof value === "number") return head(0, value, out);
    const items = typeof value === "string" ? text.encode(value) : value;
    head(items === value ? 4 : 3, items.length, out);
    for (const item of items) if (items === value) write(item, out); else out.push(item);
  }
  // Steps from one number to the next, a character each.
  function summed(steps) {
    let at = 0;
    return Array.from(steps, (step) => { const code = step.codePointAt(0); return (at += code - (code < 0xd800 ? 35 : 35 + 0x800)); });
  }
  const filter = ([name, values]) => [name, values.map(([value, steps]) => [value, summed(steps)])];
  const meta = ([version, runs, [name, from, to, none], ...rest]) => [
    version,
    runs.flatMap(([own, start, lengths]) => lengths.map((length, i) => [`${own}-${start + i}`, length])),
    [["", "", none], ...from.map((word, i) => [word, to[i], `${name}-${i}`])],
    ...rest,
  ];
  self.fetch = async (address, ...options) => {
    const answer = await fetched(address, ...options), kind = /\.pf_(filter|meta)(?:\?|$)/.exec(address)?.[1];
    if (!kind || !answer.ok) return answer;
    const body = await answer.blob(), [first] = new Uint8Array(await body.slice(0, 1).arrayBuffer());
    const open = first === 0x1f ? new Response(body.stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(body);
    const out = [...text.encode("pagefind_dcd")];
    write((kind === "meta" ? meta : filter)(await open.json()), out);
    return new Response(new Uint8Array(out));
  };
})();
