// Search over Pagefind, which is loaded on first use: instant results in the header (#bp-search, a form in
// templates/frame/partials/header.html) and the page /search/ (#bp-search-page, templates/search.html).
// The address bar is the only state of that page. What Pagefind found enters the document as text, never as HTML.
(() => {
  const header = document.getElementById("bp-search");
  const page = document.getElementById("bp-search-page");
  const first = (page ?? header)?.querySelector("form");
  if (!first) return;
  const root = new URL("..", first.action); // the form leads to <root>search/
  const LETTERS = 2, SHORT = 6, LONG = 10, FOLD = 8, PAUSE = 150;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const later = (act) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, PAUSE); };
  };
  const quoted = (query) => `“${query.replace(/["“”]/g, "")}”`;
  const counted = (n, query, missing = []) =>
    `${n || "No"} ${n === 1 ? "result" : "results"}${query && ` for ${quoted(query)}`}` +
    (n && missing.length ? `; none has ${missing.map(quoted).join(" or ")}` : "");
  const FAILED = "The search could not be loaded. Try again, or browse the site.";

  let engine;
  const load = () => (engine ??= start().catch((error) => { engine = undefined; throw error; }));
  async function start() {
    const response = await fetch(new URL("search/bundle.json", root), { cache: "no-store" });
    const parts = (await response.json()).parts.map((part) => new URL(part, root).href);
    const { createInstance } = await import(`${parts[0]}pagefind.js`);
    // The address of a part carries its digest, so nothing below it needs a fresh copy.
    const options = (i) => ({ baseUrl: root.pathname, metaCacheTag: "", mergeFilter: { part: `${i}` } });
    const index = createInstance({ ...options(0), basePath: parts[0] });
    await index.init();
    for (let i = 1; i < parts.length; i++) await index.mergeIndex(parts[i], options(i));
    const search = (query, filters, sort = {}) => index.search(query || null, { filters, sort });
    return { search, parts: [...parts.keys()], values: await index.filters() };
  }

  // Where Pagefind knows no such word, it takes what begins alike, be it one letter, or leaves the word out. A word is
  // missing when the best hits share no beginning with it; where all are missing, nothing was found.
  const folded = (word) => word.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const wordsOf = (query) => [...new Set(query.split(/\s+/))].filter(folded);
  async function ask(query, filters) {
    const found = await (await load()).search(query.replace(/[“”]/g, '"'), filters);
    const best = await Promise.all(found.results.slice(0, LONG).map((hit) => hit.data()));
    const there = best.flatMap(({ content, locations, meta }) => {
      const words = content.split(" ");
      return [...locations.map((at) => words[at] ?? ""), ...Object.values(meta)].map(folded);
    });
    const words = wordsOf(query), missing = words.filter((word) => !there.some((other) => other.includes(folded(word).slice(0, 4))));
    return words.length && missing.length === words.length ? { results: [], filters: {}, missing } : { ...found, missing };
  }

  // What matches, as queues whose heads are next: one when sorted by relevance; by date one for each part of the
  // index (Pagefind joins the parts by score only), and one for pages without a date.
  async function queues(all, query, filters, byDate) {
    if (!byDate) return [all.results];
    const { search, parts } = await load();
    const inPart = async (i) => (await search(query, { ...filters, part: `${i}` }, { date: "desc" })).results;
    const dated = await Promise.all(parts.map(inPart));
    const ids = new Set(dated.flat().map((hit) => hit.id));
    return [...dated, all.results.filter((hit) => !ids.has(hit.id))];
  }
  async function take(from, n) {
    const heads = from.flatMap((queue) => queue.slice(0, n).map(async (hit) => ({ ...(await hit.data()), queue })));
    const found = await Promise.all(heads);
    if (from.length > 1) found.sort((a, b) => (b.meta.date ?? "").localeCompare(a.meta.date ?? ""));
    const next = found.slice(0, n);
    for (const { queue } of next) queue.shift();
    return next;
  }

  // Values of facets are "id Label" (templates/partials/search-data.html).
  const idOf = (value) => value.split(" ", 1)[0];
  const labelOf = (value) => value.slice(value.indexOf(" ") + 1);
  const day = (date) => new Date(date).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  function marked(excerpt, full) {
    const from = full ? 0 : excerpt.lastIndexOf(" ", excerpt.indexOf("<mark>") - 40) + 1; // two lines must show a mark
    const pieces = excerpt.slice(from).split(/<mark>(.*?)<\/mark>/).map((piece, i) => {
      const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      return i % 2 ? make("mark", {}, text) : text;
    });
    return [from ? "… " : "", ...pieces, " …"];
  }
  // The headings, claims and questions (whatever has an id and words) that hold most of the words sought.
  function places({ anchors, content, locations, url }) {
    const words = content.split(" ");
    const named = anchors.filter(({ element }) => element !== "h1").sort((a, b) => a.location - b.location);
    // A table row or a card has no words of its own: its first sentence names it.
    const name = ({ location, text }) => text?.trim() || words.slice(location, location + 30).join(" ").match(/^.*?[.?!](?=[ \p{Lu}]|$)|^.*/u)[0];
    const hits = new Map();
    for (const word of locations) {
      const place = named.findLast((anchor) => anchor.location <= word);
      if (place) hits.set(place, (hits.get(place) ?? 0) + 1);
    }
    const best = [...hits].sort((a, b) => b[1] - a[1]).slice(0, 3);
    return best.map(([place]) => make("li", {}, make("a", { href: `${url}#${place.id}` }, name(place))));
  }
  function item(data, full) {
    const { filters = {}, meta, url } = data;
    const kind = filters.type ?? filters.kind;
    const facts = [kind && labelOf(kind[0]), meta.event, meta.date && day(meta.date)].filter(Boolean).join(" · ");
    const title = make("a", { className: "bp-hit__title", href: url }, meta.title ?? url);
    const hit = make("li", { className: "bp-hit" }, full ? make("h3", {}, title) : title);
    if (facts) hit.append(make("p", { className: "bp-hit__facts" }, facts));
    hit.append(make("p", { className: "bp-hit__excerpt" }, ...marked(data.excerpt, full)));
    const found = full ? places(data) : [];
    if (found.length) hit.append(make("ul", { className: "bp-hit__places" }, ...found));
    return hit;
  }

  function inHeader() {
    const form = header.querySelector("form");
    const field = form.elements.q;
    const status = make("p", { className: "bp-unseen", role: "status" });
    const panel = make("div", { className: "bp-search__panel", hidden: true });
    header.append(status, panel);
    let turn = 0, before;
    const close = () => { turn++; panel.hidden = true; status.textContent = ""; };
    async function show() {
      const query = field.value.trim(), mine = ++turn;
      if (query.length < LETTERS) return close();
      let text, hits = [];
      try {
        const { results, missing } = await ask(query);
        text = counted(results.length, query, missing);
        hits = (await take([results], SHORT)).map((data) => item(data));
      } catch { text = FAILED; }
      if (mine !== turn || !header.contains(document.activeElement)) return;
      const inside = panel.contains(document.activeElement);
      const all = make("a", { href: `${form.action}?${new URLSearchParams({ q: query })}` }, `${text}: all, with filters`);
      panel.replaceChildren(make("ol", {}, ...hits), hits.length ? all : make("p", {}, text, ". ", make("a", { href: form.action }, "Other ways to find it")));
      panel.hidden = false;
      if (inside) panel.querySelector("a").focus();
      status.textContent = hits.length ? `${text}. Use the arrow keys.` : text;
    }
    field.addEventListener("focus", () => { load().catch(() => {}); if (panel.hidden) show(); });
    field.addEventListener("input", later(show));
    header.addEventListener("keydown", (event) => {
      const stops = [field, ...(panel.hidden ? [] : panel.querySelectorAll("a"))];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = stops.indexOf(document.activeElement);
      if (step && at >= 0) stops[(at + step + stops.length) % stops.length].focus();
      else if (event.key === "Escape" && (before || !panel.hidden)) {
        const back = before ?? field;
        before = undefined;
        if (back === document.body) document.activeElement.blur(); else back.focus();
        close();
      } else return;
      event.preventDefault();
    });
    header.addEventListener("focusout", ({ relatedTarget: to }) => { if (to && !header.contains(to)) { before = undefined; close(); } });
    document.addEventListener("pointerdown", ({ target }) => { if (!header.contains(target)) close(); });
    return () => { before = document.activeElement; };
  }

  function onPage() {
    const form = page.querySelector("form");
    const part = (name) => page.querySelector(`[data-search="${name}"]`);
    const [status, list, more, none, alone, clear] = ["status", "hits", "more", "none", "alone", "clear"].map(part);
    const facets = [...page.querySelectorAll("[data-facet]")];
    const boxes = () => [...page.querySelectorAll("[data-facet] input")];
    const unfolded = new Set();
    const typed = () => new URLSearchParams(location.search);
    let turn = 0, rest = [], settled = true;

    const ready = () => load().then(({ values }) => {
      for (const facet of facets) if (!facet.querySelector("input")) fill(facet, values[facet.dataset.facet] ?? {});
    });
    function fill(facet, values) {
      const key = facet.dataset.facet, seen = new Map(typed().getAll(key).map((id) => [id, { id, label: id, n: 0 }]));
      for (const [value, n] of Object.entries(values)) {
        const old = seen.get(idOf(value));
        seen.set(idOf(value), { id: idOf(value), label: labelOf(value), n: n + (old?.n ?? 0) });
      }
      const isYear = (a) => /^\d{4}$/.test(a.id);
      const order = (a, b) => (isYear(a) && isYear(b) ? b.id - a.id : b.n - a.n || a.label.localeCompare(b.label));
      for (const { id, label } of [...seen.values()].sort(order)) {
        const box = make("input", { type: "checkbox", name: key, value: id });
        box.setAttribute("form", form.id);
        facet.append(make("label", {}, box, make("span", {}, `${label} `, make("small", {}))));
      }
      const unfold = make("button", { type: "button", onclick: () => { unfolded.add(facet); unfold.hidden = true; show(); } });
      facet.append(unfold);
    }
    function count(facet, counts = {}) {
      const sums = {}, unfold = facet.querySelector("button");
      for (const [value, n] of Object.entries(counts)) sums[idOf(value)] = (sums[idOf(value)] ?? 0) + n;
      let shown = 0, folded = 0;
      for (const box of facet.querySelectorAll("input")) {
        const n = sums[box.value] ?? 0, fits = n || box.checked;
        const show = box.checked || (fits && (shown < FOLD || unfolded.has(facet)));
        if (show) shown++; else if (fits) folded++;
        box.parentElement.hidden = !show;
        box.parentElement.querySelector("small").textContent = `(${n})`;
      }
      unfold.textContent = `Show ${folded} more`;
      unfold.hidden = !folded;
      facet.hidden = !shown;
    }
    async function show() {
      const mine = ++turn, params = typed(), query = (params.get("q") ?? "").trim();
      try {
        await ready();
        const { values } = await load();
        const chosen = {};
        for (const box of boxes()) box.checked = params.getAll(box.name).includes(box.value);
        for (const { dataset: { facet: key } } of facets) {
          const ids = params.getAll(key), any = Object.keys(values[key] ?? {}).filter((value) => ids.includes(idOf(value)));
          if (ids.length) chosen[key] = { any: any.length ? any : ids };
        }
        const all = await ask(query, chosen);
        const counts = { ...all.filters };
        for (const key of Object.keys(chosen)) { // a facet counts what choosing more of it would add
          const { [key]: _, ...others } = chosen;
          counts[key] = (await ask(query, others)).filters[key];
        }
        const total = all.results.length;
        const next = await queues(all, query, chosen, total && (!query || params.get("sort") === "date"));
        const hits = await take(next, LONG);
        if (mine !== turn) return;
        rest = next;
        for (const facet of facets) count(facet, counts[facet.dataset.facet]);
        list.replaceChildren(...hits.map((data) => item(data, true)));
        status.textContent = query || total ? counted(total, query, all.missing) : "";
        clear.hidden = !Object.keys(chosen).length;
        none.hidden = total > 0;
        more.hidden = !rest.some((queue) => queue.length);
        if (!total) await suggest(query, chosen);
      } catch (error) {
        if (mine === turn) status.textContent = FAILED;
        console.warn(error);
      }
    }
    // Nothing holds all the words: each word alone, and all of them without the filters.
    async function suggest(query, chosen) {
      const words = wordsOf(query);
      const tries = [...(Object.keys(chosen).length ? [query] : []), ...(words.length > 1 ? words : [])];
      const links = await Promise.all(tries.map(async (q) => {
        const n = (await ask(q)).results.length, what = q ? quoted(q) : "everything";
        const text = `${what} ${q === query ? "without filters" : "alone"} (${n})`;
        return n ? [make("li", {}, make("a", { href: `?${new URLSearchParams({ q })}` }, text))] : [];
      }));
      alone.replaceChildren(...links.flat());
    }
    async function commit(push) {
      await ready().catch(() => {});
      const params = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
      const address = `?${params}`;
      if (address !== (location.search || "?")) history[push || settled ? "pushState" : "replaceState"](null, "", address);
      settled = push;
      show();
    }
    const restore = () => {
      const params = typed();
      settled = true;
      form.elements.q.value = params.get("q") ?? "";
      form.elements.sort.value = params.get("sort") ?? "";
      show();
    };
    form.elements.q.addEventListener("input", later(() => commit(false)));
    page.addEventListener("change", ({ target }) => { if (target.form === form && target.name !== "q") commit(true); });
    form.addEventListener("submit", (event) => { event.preventDefault(); commit(true); });
    clear.addEventListener("click", () => {
      for (const box of boxes()) box.checked = false;
      form.elements.q.focus();
      commit(true);
    });
    more.addEventListener("click", async () => {
      const hits = (await take(rest, LONG)).map((data) => item(data, true));
      list.append(...hits);
      more.hidden = !rest.some((queue) => queue.length);
      hits[0]?.querySelector("a").focus();
    });
    window.addEventListener("popstate", restore);
    for (const element of page.querySelectorAll("[data-search-without]")) element.hidden = true;
    for (const element of page.querySelectorAll("[data-search-with]")) element.hidden = false;
    part("facets").open = matchMedia("(min-width: 60em)").matches;
    restore();
  }

  const slash = () => { try { return localStorage.bpSlash !== "off"; } catch { return true; } };
  const remember = header ? inHeader() : () => {};
  if (page) onPage();
  const key = page?.querySelector("[data-search=key]"); // WCAG 2.1.4: a key of one character can be switched off
  if (key) {
    key.checked = slash();
    key.addEventListener("change", () => { try { localStorage.bpSlash = key.checked ? "on" : "off"; } catch { /* not kept */ } });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || !slash()) return;
    event.preventDefault();
    remember();
    const field = first.elements.q;
    field.focus();
    field.select();
  });
})();
