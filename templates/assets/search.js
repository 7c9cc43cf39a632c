// Search over Pagefind, which is loaded on first use: instant results in the header (#bp-search, a form in
// templates/frame/partials/header.html) and the page /search/ (#bp-search-page, templates/search.html).
// The address bar is the only state of that page. What Pagefind found enters the document as text, never as HTML.
(() => {
  const header = document.getElementById("bp-search");
  const page = document.getElementById("bp-search-page");
  const first = (page ?? header)?.querySelector("form");
  if (!first) return;
  const root = new URL("..", first.action); // the form leads to <root>search/
  const LETTERS = 2, DIGITS = 8, SHORT = 6, LONG = 10, DEEP = 20, FOLD = 8, EARLY = 30, ALONE = 2, FEW = 3, MANY = 12, OPEN = 3, FEW_PARTS = 6, PAUSE = 200;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const later = (act) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, PAUSE); };
  };
  const quoted = (query) => `“${query.replace(/["„“”]/g, "") || query}”`;
  const counted = (n, query, missing = [], alike = []) =>
    (n && alike.length ? `No page has ${alike.map(quoted).join(" or ")}. ` : "") +
    `${n || "No"} ${n === 1 ? "result" : "results"}${query && !(n && alike.length) ? ` for ${quoted(query)}` : ""}` +
    (n && alike.length ? " with words that begin alike" : "") +
    (n && missing.length ? `; none has ${missing.map(quoted).join(" or ")}` : "");
  const FAILED = "The search could not be loaded. Try again, or browse the site.";

  // What Pagefind's index tells in signs that nobody sees (src/briefpress/publish/pagefind_words.py): letters that it does
  // not fold, as other keyboards write them, and words of tag characters before and after another language.
  const IOTA = "\u0345";
  const SPELT = new Map([
    ["ßẞ", "ss"], ["æÆ", "ae"], ["œŒ", "oe"], ["øØ", "o"], ["łŁ", "l"], ["đĐ", "d"], ["ðÐ", `d${IOTA}`], ["þÞ", "th"],
    ["ħĦ", `h${IOTA}`], ["ŧŦ", "t"], ["ŋŊ", "n"], ["ı", "i"],
  ].flatMap(([[small, large], written]) => [[small, written + IOTA], [large, written[0].toUpperCase() + written.slice(1) + IOTA]]));
  const WRITTEN = new Map([...SPELT].map(([letter, written]) => [written, letter]));
  const spelt = (text) => text.replace(/[^\x00-\x7f]/g, (letter) => SPELT.get(letter) ?? letter);
  const unspelt = (text) => text.replace(/(?:[sS]s|[aAoO]e|[tT]h|[oOlLdDhHtTnNi])\u0345+/g, (written) => WRITTEN.get(written) ?? written);
  const TAGS = 0xe0000, BEGINS = "\u{e0001}", ENDS_HERE = "\u{e007f}";
  const isMark = (word) => word.startsWith(BEGINS) || word === ENDS_HERE;
  const tongue = (mark) => Array.from(mark.slice(BEGINS.length), (sign) => String.fromCodePoint(sign.codePointAt(0) - TAGS)).join("");
  // The language of each of some words, "" for that of the page; none at all where no word is marked.
  function languages(words) {
    const held = [""];
    if (!words.some(isMark)) return [];
    return words.map((word) => {
      if (word.startsWith(BEGINS)) held.push(tongue(word)); else if (word === ENDS_HERE && held.length > 1) held.pop();
      return held.at(-1);
    });
  }

  let engine;
  const load = () => (engine ??= start().catch((error) => { engine = undefined; throw error; }));
  // The parts that a page has loaded may be gone after another edition or two, of which the worker says nothing: before
  // a reader is told that nothing is found, the parts are compared, and everything is loaded anew, once.
  const current = async (results) => {
    if (!results.length && `${await bundle()}` !== `${(await load()).names}`) throw new Error("another edition is live");
  };
  const forget = () => { engine?.then(({ stop }) => stop(), () => {}); engine = undefined; held.clear(); };
  // Pagefind's worker is spoken to directly, in the words of its own pagefind.js: that file would be fetched before it,
  // and holds all of it once more. The index comes in parts, which the worker joins.
  const bundle = async () => (await (await fetch(new URL("search/bundle.json", root), { cache: "no-store" })).json()).parts;
  async function start() {
    const names = await bundle(), parts = names.map((part) => new URL(part, root).href);
    const worker = new Worker(`${parts[0]}pagefind-worker.js`);
    const waiting = new Map(), turns = {};
    let number = 0;
    const call = (method, args, id = `${number++}`) => new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, instanceId: "briefpress", method, args });
    });
    worker.onmessage = ({ data: { id, result, error } }) => {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(error)); else resolve?.(result);
    };
    worker.onerror = ({ message }) => {
      engine = undefined;
      for (const { reject } of waiting.values()) reject(new Error(message));
    };
    // The address of a part carries its digest, so nothing below it needs a fresh copy.
    const language = document.documentElement.lang.toLowerCase();
    const shared = { baseUrl: root.pathname, metaCacheTag: "", language, ranking: { metaWeights: { title: 5, event: 3, alias: 3 } } };
    const options = (part) => ({ ...shared, mergeFilter: { part: partOf(part.match(/([^/]*)\/$/)[1]) } });
    try {
      await call("init", [{ ...options(parts[0]), basePath: parts[0] }]);
      await Promise.all([call("preload", [""]), ...parts.slice(1).map((part) => call("mergeIndex", [part, options(part)]))]);
    } catch (error) { worker.terminate(); throw error; }
    // The worker keeps what it found under the name of the search: a name that comes again frees the former.
    const search = (who, query, filters = {}) => {
      turns[who] = ((turns[who] ?? 0) + 1) % 8;
      return call("search", [spelt(query) || null, { filters }], `${who}${turns[who]}`);
    };
    return { search, data: (id) => call("getData", [id]), small: parts.length <= FEW_PARTS, names, stop: () => worker.terminate() };
  }
  const read = (hit) => (hit.read ??= load().then(({ data }) => data(hit.data)).then((data) => shownAs(data, hit.matchedMetaFields ?? [])));
  const shownAs = ({ content, raw_content: raw, meta, anchors, ...data }, by) => ({
    ...data,
    content: unspelt(content),
    raw_content: unspelt(raw),
    meta: Object.fromEntries(Object.entries(meta).map(([name, value]) => [name, unspelt(value)])),
    anchors: anchors.map((anchor) => ({ ...anchor, text: /[\p{L}\p{N}]/u.test(anchor.text) ? unspelt(anchor.text) : "" })),
    by,
  });

  // Where a part of the index knows no such word, Pagefind takes what begins alike, be it one letter, or leaves the word
  // out: so the best hit of each part tells which words the part lacks, and only parts that lack fewest are kept.
  const folded = (word) => spelt(word).normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const EXACT = /^\s*".+"\s*$/s; // as the worker has it
  // Nearly every page has these: beside other words they tell nothing, and each would be a chunk of every part.
  const COMMON = /^(a|an|and|are|as|at|be|by|for|from|has|have|in|is|it|its|of|on|or|that|the|their|this|to|was|were|which|who|will|with)$/i;
  const spoken = document.documentElement.lang.startsWith("en") ? COMMON : /^$/;
  const TYPED = 3; // with fewer letters, what stands within a word tells nothing
  // Pagefind leaves signs out of a query, and knows the words of a page that hold some whole and in their parts: what is
  // typed as chat-box is sought as two words, A&E as one, since its letters would find every page.
  const WITHIN = /[^\p{L}\p{M}\p{N}'’]+/u, QUOTED = /["„“”]/;
  const piecesOf = (word) => word.split(WITHIN).filter(folded);
  const tied = (query) => query.replace(/(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,2})\s+&\s+(?=[\p{L}\p{N}]{1,2}(?![\p{L}\p{N}]))/gu, "$1&");
  const apart = (query) => query.replace(/(?<=[\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}\s'’"“”]+(?=[\p{L}\p{N}])/gu, " ");
  const wordsOf = (query) => {
    const pieces = (word) => (!QUOTED.test(query) && piecesOf(word).every((piece) => folded(piece).length >= TYPED) ? piecesOf(word) : [word]);
    const all = [...new Set(tied(query).split(/\s+/).flatMap(pieces))].filter(folded), telling = all.filter((word) => !spoken.test(word));
    return telling.length && !QUOTED.test(query) ? telling : all;
  };
  const like = (word) => { // whether another word begins as it does, or holds its beginning
    const start = folded(word).slice(0, 4);
    return (other) => (start.length < TYPED ? folded(other).startsWith(start) : folded(other).includes(start));
  };
  const partOf = (id) => id.slice(0, DIGITS);
  function lacking(words, { content, locations, meta }) {
    const text = content.split(" ");
    const there = [...locations.map((at) => text[at] ?? ""), ...Object.values(meta)].map(folded);
    return words.filter((word) => !there.some((other) => other.includes(folded(word).slice(0, 4))));
  }
  // Whether what was found has a word as typed, be it as the beginning of a longer one or within a compound; of signs
  // that Pagefind leaves out, as in C#, the text itself is asked.
  const SIGNS = /[^\p{L}\p{M}\p{N}\p{P}]|[#%&@*]/u;
  function typedIn({ content, locations, meta }, word) {
    const text = content.split(" "), plain = folded(word);
    const there = [...locations.map((at) => text[at] ?? ""), ...Object.values(meta).flatMap((value) => value.split(/\s+/))];
    if (SIGNS.test(word)) return there.some((other) => other.toLowerCase().includes(word.toLowerCase()));
    return there.map(folded).some((other) => (plain.length < TYPED ? other.startsWith(plain) : other.includes(plain)));
  }
  // Which parts have all the words just so: a search for each in quotation marks, of chunks that are there already.
  // The best hit is asked for by the others only, since its text is another file to fetch.
  const held = new Map();
  async function holding(quotations) {
    const { search } = await load();
    for (const quotation of quotations) {
      if (!held.has(quotation)) held.set(quotation, new Set((await search("whole", quotation)).results.map(({ id }) => partOf(id))));
    }
    return (part) => quotations.every((quotation) => held.get(quotation).has(part));
  }
  // The words that no page has, in any of their endings: what was found for them only begins alike.
  async function onlyAlike(words, best) {
    const heads = await Promise.all(best.map(read)), alike = [];
    for (const word of words.filter((word) => !heads.some((head) => typedIn(head, word)))) {
      const quotation = `"${word.replaceAll('"', "")}"`;
      if (!SIGNS.test(word)) await holding([quotation]);
      if (!held.get(quotation)?.size || SIGNS.test(word)) alike.push(word);
    }
    return alike;
  }
  async function exactly(who, query, filters) {
    const { search } = await load(), words = wordsOf(query), plain = query.replace(/[„“”]/g, '"');
    const exact = plain.includes('"') ? plain : words.join(" ");
    const found = await search(who, exact, filters), heads = new Map();
    if (!words.length) return { ...found, ...(query.trim() && { results: [], filters: {} }), values: found.filters, missing: [], words };
    for (const hit of found.results) if (!heads.has(partOf(hit.id))) heads.set(partOf(hit.id), hit);
    const single = words.map((word) => `"${word.replaceAll('"', "")}"`), sure = EXACT.test(plain) ? [] : single;
    const whole = heads.size > 1 ? await holding(sure) : () => !sure.length;
    const lacks = await Promise.all([...heads].map(async ([part, hit]) => ({ part, words: whole(part) ? [] : lacking(words, await read(hit)) })));
    const least = Math.min(words.length, ...lacks.map((lack) => lack.words.length));
    if (least === words.length) return { results: [], filters: {}, values: found.filters, missing: words, words };
    const kept = lacks.filter((lack) => lack.words.length === least);
    const { results, filters: counts } = kept.length === lacks.length ? found : await search(who, exact, { ...filters, part: { any: kept.map(({ part }) => part) } });
    const missing = words.filter((word) => kept.every((lack) => lack.words.includes(word)));
    const best = kept.filter(({ part }) => !whole(part)).map(({ part }) => heads.get(part));
    const alike = best.length < kept.length || EXACT.test(plain) ? [] : await onlyAlike(words.filter((word) => !missing.includes(word)), best);
    return { results, filters: counts, values: found.filters, missing, alike, words };
  }
  // Which pages have each of some words just so.
  async function holders(pieces, filters) {
    const { search } = await load();
    const have = await Promise.all(pieces.map(async (piece) => new Set((await search(`part-${piece}`, `"${piece}"`, filters)).results.map(({ id }) => id))));
    return ({ id }) => have.every((ids) => ids.has(id));
  }
  // Letters stand alone on many a page: of the best, those whose text has the pieces with only signs between.
  async function beside(pieces, results) {
    const edge = "[\\p{L}\\p{N}]", form = new RegExp(`(?<!${edge})${pieces.join("[^\\p{L}\\p{N}]+")}(?!${edge})`, "iu");
    const pages = await Promise.all(results.slice(0, DEEP).map(read));
    return results.filter((hit, i) => i < DEEP && form.test(pages[i].content));
  }
  // A number is not the beginning of another: pages that have it just so come first.
  async function numbered(found, filters) {
    const numbers = found.words.filter((word) => /^\p{N}+$/u.test(word));
    if (!numbers.length || found.results.length < 2) return found;
    const has = await holders(numbers, filters);
    return { ...found, results: [...found.results.filter(has), ...found.results.filter((hit) => !has(hit))] };
  }
  // As typed; and where no page has a word with signs in it, its parts: each just so, since they are short, and beside
  // each other, or as a phrase where the words stand in quotation marks.
  async function ask(who, query, filters = {}) {
    const found = await numbered(await exactly(who, query, filters), filters), parts = apart(tied(query));
    if (parts === tied(query) || (found.results.length && !found.missing.length && !found.alike?.length)) return found;
    const again = await exactly(who, parts, filters);
    if (QUOTED.test(query)) return again.results.length ? again : found;
    const pieces = piecesOf(parts), short = pieces.filter((piece) => folded(piece).length < TYPED);
    const results = await beside(pieces, again.results.filter(await holders(short, filters)));
    // What only begins like a few letters is no answer.
    if (found.alike?.length === found.words.length && !results.length) return { ...found, results: [], filters: {}, missing: found.words, alike: [] };
    if (!results.length || again.missing.length) return found;
    const all = results.length === again.results.length;
    return { ...again, results, filters: all ? again.filters : {}, alike: [], words: pieces };
  }

  // What matches, as queues whose heads are next: one in order of relevance, or by date one for each part of the
  // index. The last number of an id is that of the page in its part, and pages are numbered by date; those without
  // one come first (src/briefpress/publish/pagefind.py), and so last.
  // By relevance, the texts that briefings rest on come after what briefings say of them: a letter in the id tells them.
  const isSource = ({ id }) => /-s-\d+$/.test(id);
  // Pages whose title has all of several words side by side come first, whatever they are, and before them those whose
  // title is just what was sought. A number is whole. Beyond the best, only those are read whose first words fit.
  const bare = (text) => spelt(text).normalize("NFD").replace(/\p{M}/gu, "");
  const standsEarly = ({ words }, steps, early) => words.some((at) => at < early && steps.every((step) => words.includes(at + step)));
  // The same words but for endings of a letter or two, as that of a plural, and for words that every page has.
  const telling = (text) => { const all = piecesOf(text), left = all.filter((word) => !spoken.test(word)); return (left.length ? left : all).map(folded); };
  function alike(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return long.startsWith(short) && /^\p{L}{0,2}$/u.test(long.slice(short.length));
  }
  function sameWords(one, other) {
    const words = telling(one), others = telling(other);
    return words.length === others.length && words.every((word, i) => alike(word, others[i]));
  }
  async function titled({ results, words }, query) {
    const pieces = piecesOf(query), sought = new Set(words), several = pieces.length > 1;
    if (!pieces.length || !words?.length) return [];
    const exact = EXACT.test(query.replace(/[„“”]/g, '"')); // then it is not told which fields have the words
    const steps = pieces.flatMap((piece, i) => (exact || sought.has(piece) ? [i] : [])).map((step, _, all) => step - all[0]);
    const early = (hit) => steps.length && standsEarly(hit, steps, several ? EARLY : ALONE);
    const mayBe = (hit) => (exact ? early(hit) : hit.matchedMetaFields?.includes("title"));
    const best = results.slice(0, LONG).filter((hit) => mayBe(hit) && (several || early(hit))), more = results.slice(LONG).filter((hit) => mayBe(hit) && early(hit));
    const tried = [...best, ...more.slice(0, several ? LONG : FEW)], pages = await Promise.all(tried.map(read));
    const form = new RegExp(`(?<![\\p{L}\\p{N}])${pieces.map(bare).join("\\p{L}{0,2}[^\\p{L}\\p{N}]+")}(?!\\p{N})`, "iu");
    const title = (hit) => pages[tried.indexOf(hit)].meta.title ?? "", same = (hit) => sameWords(title(hit), query);
    return [...tried.filter(same), ...tried.filter((hit) => several && !same(hit) && form.test(bare(title(hit))))];
  }
  function queues(results, byDate, first = []) {
    const others = results.filter((hit) => !first.includes(hit));
    if (!byDate) return [[...first, ...others.filter((hit) => !isSource(hit)), ...others.filter(isSource)]];
    const parts = {};
    for (const hit of results) {
      hit.number = Number(hit.id.slice(hit.id.lastIndexOf("-") + 1));
      (parts[partOf(hit.id)] ??= []).push(hit);
    }
    return Object.values(parts).map((hits) => hits.sort((a, b) => b.number - a.number));
  }
  // Of the best, the page of what bears just the name that was typed: then what names it.
  const bears = ({ meta }, query) => !meta.date && [meta.title ?? "", ...(meta.alias ?? "").split(" (", 1)[0].split(", ")].some((name) => name && folded(name) === folded(query));
  const namesake = (hits, query) => [...hits.filter((hit) => bears(hit, query)), ...hits.filter((hit) => !bears(hit, query))];
  const dateOf = ({ meta }) => meta.date ?? "";
  async function take(from, n) {
    const taken = [], ahead = new Set();
    if (from.length === 1) return Promise.all(from[0].splice(0, n).map(read));
    while (taken.length < n) {
      const heads = await Promise.all(from.filter((queue) => queue.length).map(async (queue) => ({ queue, date: dateOf(await read(queue[0])) })));
      if (!heads.length) break;
      const { queue } = heads.reduce((a, b) => (b.date > a.date ? b : a));
      if (!ahead.has(queue)) for (const hit of queue.slice(1, n - taken.length)) read(hit);
      ahead.add(queue);
      taken.push(await read(queue.shift()));
    }
    return taken;
  }

  // Values of facets are "id Label" (templates/partials/search-data.html).
  const idOf = (value) => value.split(" ", 1)[0];
  const labelOf = (value) => value.slice(value.indexOf(" ") + 1);
  const day = (date) => new Date(date).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  // An address is marked only where nothing else was found.
  function shownOf(words, locations) {
    const told = locations.filter((at) => !words[at]?.includes("://"));
    return new Set(told.length ? told : locations);
  }
  // The words of a page as the index counts them; a language without spaces has an invisible one between words.
  function worded({ content, raw_content: raw, locations, meta, anchors }) {
    const parted = raw.includes("\u200b");
    const words = parted ? raw.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200b") : content.split(/\s+/);
    const at = parted || !meta.title ? -1 : content.indexOf(meta.title); // a word of a correction may stand before it
    const start = at < 0 ? 0 : content.slice(0, at).split(/\s+/).length - 1;
    const own = at < 0 && parted ? [meta.title ?? ""] : (meta.title ?? "").split(/\s+/), after = at < 0 ? 0 : start + own.length;
    const spoken = languages(words), sought = shownOf(words, locations), joint = parted ? "" : " ";
    const title = { words: own, spoken: after ? spoken.slice(start, after) : languages(own), sought: new Set([...sought].map((place) => place - start)), joint: " " };
    return { words, title, after, spoken, sought, joint, borders: bordersOf(anchors) };
  }
  // Where headings begin, and where what follows them does, with their last letter: Pagefind tells all as one row of words.
  function bordersOf(anchors) {
    const borders = new Map(), at = (place) => borders.get(place) ?? borders.set(place, {}).get(place);
    for (const { location, text } of anchors.filter(({ element, text }) => /^h[2-6]$/.test(element) && text.trim())) {
      const told = text.trim();
      at(location).from = true;
      at(location + told.split(/\s+/).length).letter = told.at(-1);
    }
    return borders;
  }
  const ENDS = /(?:[\p{Ll}\p{N}”"’)\]]|\p{L}\p{L})[.?!][”"’)\]]*$/u;
  const isEnd = (word) => ENDS.test(word) || /^[.?!]$/.test(word); // after a link that is not indexed it stands alone
  const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;
  // Words from one place to another, as text, with those that were sought as <mark>, each language as its own, and a
  // sign on both sides of a heading.
  function marked({ words, sought, joint, spoken, borders }, from, to) {
    const pieces = [];
    let spot = pieces, language = "", began = false;
    const add = (...some) => { if (spot === pieces) pieces.push(...some); else spot.append(...some); };
    words.slice(from, to).forEach((word, i) => {
      const at = from + i, now = spoken[at] ?? "";
      if (isMark(word)) return;
      const letter = borders?.get(at + 1)?.letter; // of a heading, which has no stop of its own
      const [, before, core, after] = (letter && word.endsWith(`${letter}.`) ? word.slice(0, -1) : word).match(EDGES);
      const gap = began && !/^[.,;:!?]+$/.test(word) ? (borders?.has(at) ? " · " : joint) : ""; // a stop after a number of a claim, which is not indexed
      if (now !== language) {
        language = now;
        spot = pieces;
        add(gap);
        if (now) pieces.push(spot = make("span", { lang: now, dir: "auto" }));
      } else add(gap);
      if (sought.has(at) && core) add(before, make("mark", {}, core), after);
      else add(before + core + after);
      began = true;
    });
    return pieces.filter((piece) => piece !== "");
  }
  // An excerpt ends before a heading that would be its last words, or that comes late, after what was sought.
  function endOf({ borders }, from, last, to) {
    const places = [...borders.keys()].sort((a, b) => a - b), late = (from + to) / 2;
    const headings = places.filter((at) => borders.get(at).from && at > last && at < to);
    return headings.find((at) => at > late || places.find((other) => other > at) >= to) ?? to;
  }
  // Where most of the words sought first stand together, below the title that is shown above it. The header has two
  // lines, in which a mark must be seen. None where no word of the text was sought: then the title or a name was.
  function excerpt(page, wanted, full) {
    const { words, after: title, sought } = page, length = full ? 34 : 24, back = full ? 12 : 5;
    const stems = wanted.map((word) => ({ fits: like(word) }));
    const stem = (at) => stems.find(({ fits }) => words[at] && fits(words[at]));
    const hits = [...sought].filter((at) => at >= title && stem(at)).sort((a, b) => a - b);
    if (stems.length && !hits.length) return [];
    let best = title, most = 0;
    for (const at of hits) {
      const worth = new Set(hits.filter((other) => other >= at && other < at + length - back).map(stem)).size;
      if (worth > most) [best, most] = [at, worth];
    }
    const early = Math.max(title, best - back);
    const sentence = words.slice(early, best).findLastIndex(isEnd);
    const from = sentence < 0 ? (best - title <= back ? title : best - Math.min(4, back)) : early + sentence + 1;
    const to = endOf(page, from, Math.max(best, ...hits.filter((at) => at < from + length)), Math.min(from + length, words.length));
    return [from > title ? "… " : "", ...marked(page, from, to), to < words.length ? " …" : ""];
  }
  // The claims, questions and the like that hold most of the words sought, and after them the headings.
  const NAMES = [
    [/^c(\d+)$/, "Claim"], [/^question-(\d+)$/, "Open question"], [/^takeaway-(\d+)$/, "Takeaway"], [/^judgement-(\d+)$/, "Key judgement"],
    [/^t(?:hread-)?(\d+)$/, "Thread"], [/^reply-(\d+)$/, "Reply"], [/^correction-x(\d+)$/, "Correction"],
  ];
  function labelled(id) {
    const known = NAMES.find(([form]) => form.test(id));
    return known && `${known[1]} ${id.match(known[0])[1]}`;
  }
  // A table row or a card has no words of its own: its first sentence names it. A row's cells follow without a space.
  const FIRST = /^.*?(?:[\p{Ll}\p{N}”"’)\]]|\p{L}\p{L})[.?!][”"’)\]]*(?=\p{Lu}|$)/u;
  function firstSentence(page, from, to) {
    const at = page.words.slice(from, to).findIndex((word, i) => i > 1 && (FIRST.test(word) || isEnd(word))), last = at < 0 ? to : from + at + 1;
    const words = [...page.words];
    if (at >= 0) [words[last - 1]] = words[last - 1].match(FIRST) ?? [words[last - 1]];
    return { last, pieces: [...marked({ ...page, words }, from, last), at < 0 && to < page.words.length ? " …" : ""] };
  }
  const namedIn = (words) => marked({ words, spoken: languages(words), sought: new Set(), joint: " " }, 0);
  const LONGEST = 30, ALIKE = 2, AROUND = 6; // words of a name; places of one kind before those of another; words beside one that was sought
  function places({ anchors, url }, page, full) {
    const named = anchors.filter(({ element }) => element !== "h1").sort((a, b) => a.location - b.location);
    const hits = new Map();
    for (const at of [...page.sought].sort((a, b) => a - b)) {
      const place = named.findLast((anchor) => anchor.location <= at);
      if (place && (full || labelled(place.id))) hits.set(place, (hits.get(place) ?? new Set()).add(folded(page.words[at] ?? "").slice(0, 4)));
    }
    const worth = ([{ id }, stems]) => stems.size + (labelled(id) ? 100 : 0) + (/^(c|question-)\d+$/.test(id) ? 0.5 : 0);
    const kindOf = ([{ id }]) => labelled(id)?.replace(/ \d+$/, "");
    const ranked = [...hits].sort((a, b) => worth(b) - worth(a));
    const varied = ranked.filter((hit, i) => ranked.slice(0, i).filter((other) => kindOf(other) === kindOf(hit)).length < ALIKE);
    const known = ranked.some(kindOf) ? kindOf : () => true; // a heading tells less than a claim
    const best = [...varied, ...ranked.filter((hit) => !varied.includes(hit) && kindOf(hit))].filter(known).slice(0, full ? 3 : 1);
    return best.map(([{ id, text, location }]) => {
      const label = labelled(id), end = named.find((anchor) => anchor.location > location)?.location ?? page.words.length;
      const first = text.trim() && !label ? { last: location, pieces: namedIn(text.trim().split(/\s+/)) } : firstSentence(page, location, Math.min(end, location + LONGEST));
      const at = [...page.sought].filter((word) => word >= location && word < end).sort((a, b) => a - b)[0];
      const name = [...first.pieces], told = Math.min(at, first.last); // what the name says is not said again
      if (full && label && at >= first.last) name.push(make("span", { className: "bp-hit__within" }, " … ", ...marked(page, Math.max(told, at - AROUND), Math.min(end, at + AROUND)), " …"));
      return make("li", {}, make("a", { href: `${url}#${id}` }, ...(label ? [make("b", {}, `${label}:`), " "] : []), ...name));
    });
  }
  // "alias, alias (name); …" of what a page names: that by which it was found, which holds most words of the query.
  function otherName({ by, meta }, wanted) {
    const words = wanted.map(folded);
    if (!by.includes("alias")) return undefined;
    const held = (entry) => words.filter((word) => folded(entry.slice(0, entry.lastIndexOf(" ("))).includes(word)).length;
    const best = meta.alias.split("; ").reduce((a, b) => (held(b) > held(a) ? b : a));
    return held(best) * 2 > words.length ? best : undefined;
  }
  // Words of the page's metadata, of which Pagefind tells no places.
  const marking = (text, wanted) => text.split(/(\s+)/).flatMap((word) => {
    const [, before, core, after] = word.match(EDGES);
    return core && wanted.some((one) => like(one)(core)) ? [before, make("mark", {}, core), after] : [word];
  });
  function item(data, wanted, full) {
    const { filters = {}, meta, url, by } = data;
    const kind = filters.type ?? filters.kind;
    const page = worded(data), own = idOf(kind?.[0] ?? "") === "source" ? "" : page.title.spoken[0]; // a page may be in one language as a whole
    const name = meta.event && (by.includes("event") ? marking(meta.event, wanted) : [meta.event]);
    const event = name && own ? [make("span", { lang: own, dir: "auto" }, ...name)] : name;
    const facts = [kind && [labelOf(kind[0])], event, meta.date && [day(meta.date)]].filter(Boolean).flatMap((fact, i) => (i ? [" · ", ...fact] : fact));
    const named = meta.title ? marked(page.title, 0) : [url];
    const title = make("a", { className: "bp-hit__title", href: url }, ...named);
    const hit = make("li", { className: "bp-hit" }, full ? make("h3", {}, title) : title);
    if (facts.length) hit.append(make("p", { className: "bp-hit__facts" }, ...facts));
    const told = by.includes("event") && kind && idOf(kind[0]) === "source"; // a source has little more than its publisher
    const text = told ? [] : excerpt(page, wanted, full);
    if (text.length) hit.append(make("p", { className: "bp-hit__excerpt" }, ...text));
    const other = otherName(data, wanted);
    if (other) hit.append(make("p", { className: "bp-hit__names" }, "Other names: ", ...marking(other, wanted)));
    const found = places(data, page, full);
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
    async function show(anew = false) {
      const query = field.value.trim(), mine = ++turn;
      if (query.length < LETTERS) return close();
      let text, hits = [];
      try {
        const { results, missing, alike, words } = await ask("header", query);
        if (!anew) await current(results);
        text = counted(results.length, query, missing, alike);
        hits = namesake(await take(queues(results, false, await titled({ results, words }, query)), SHORT), query).map((data) => item(data, words));
      } catch (error) {
        if (!anew && mine === turn) { forget(); return show(true); }
        text = FAILED;
        console.warn(error);
      }
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
    const [status, list, more, none, sought, alone, chips, failed] = ["status", "hits", "more", "none", "sought", "alone", "chosen", "failed"].map(part);
    const [panel, order, shown, asked] = ["facets", "order", "shown", "asked"].map(part);
    const field = form.elements.q, found = page.querySelector(".bp-find__found"), heading = found.querySelector("h2");
    const facets = [...page.querySelectorAll("[data-facet]")];
    const nameOf = (facet) => facet.querySelector("summary").textContent.trim();
    const boxes = () => [...page.querySelectorAll("[data-facet] input[type=checkbox]")];
    const textOf = (box) => box.parentElement.querySelector("span").firstChild.textContent.trim();
    const unfolded = new Set();
    const typed = () => new URLSearchParams(location.search);
    const depth = () => Math.min(DEEP, Math.max(1, Number.parseInt(typed().get("page"), 10) || 1));
    let turn = 0, rest = [], settled = true, total = 0, counts = {}, wanted = [];

    // Boxes for the values of a facet; those named in the address stand there even when nothing has them.
    function fill(facet, values = {}) {
      const key = facet.dataset.facet, fieldset = facet.querySelector("fieldset");
      const old = new Map(boxes().filter((box) => box.name === key).map((box) => [box.value, box]));
      const seen = new Map(typed().getAll(key).map((id) => [id, { id, label: id, n: 0 }]));
      for (const [value, n] of Object.entries(values)) {
        const same = seen.get(idOf(value));
        seen.set(idOf(value), { id: idOf(value), label: labelOf(value), n: n + (same?.n ?? 0) });
      }
      const isYear = (a) => /^\d{4}$/.test(a.id);
      const order = (a, b) => (isYear(a) && isYear(b) ? b.id - a.id : b.n - a.n || a.label.localeCompare(b.label));
      for (const { id, label } of [...seen.values()].sort(order)) {
        const known = old.get(id);
        if (known) { if (label !== id) known.parentElement.querySelector("span").firstChild.textContent = `${label} `; continue; }
        const box = make("input", { type: "checkbox", name: key, value: id });
        box.setAttribute("form", form.id);
        fieldset.append(make("label", {}, box, make("span", {}, `${label} `, make("small", {}))));
      }
      if (seen.size > MANY && !fieldset.querySelector("[type=search]")) {
        const find = make("input", { type: "search", autocomplete: "off", ariaLabel: `Find in ${nameOf(facet)}`, placeholder: "Find" });
        find.addEventListener("input", () => count(facet));
        fieldset.querySelector("legend").after(find);
      }
      const unfold = fieldset.querySelector("button") ?? make("button", { type: "button", onclick: () => {
        const folded = facet.querySelector("label[hidden]");
        unfolded.add(facet);
        count(facet);
        folded?.querySelector("input").focus();
      } });
      fieldset.append(unfold);
    }
    function count(facet) {
      const sums = {}, unfold = facet.querySelector("fieldset button");
      for (const [value, n] of Object.entries(counts[facet.dataset.facet] ?? {})) sums[idOf(value)] = (sums[idOf(value)] ?? 0) + n;
      const wanted = folded(facet.querySelector("[type=search]")?.value ?? "");
      let shown = 0, hidden = 0;
      for (const box of facet.querySelectorAll("[type=checkbox]")) {
        const n = sums[box.value] ?? 0, fits = (n || box.checked) && folded(textOf(box)).includes(wanted);
        const show = box.checked || (fits && (wanted || shown < FOLD || unfolded.has(facet)));
        if (show) shown++; else if (fits) hidden++;
        box.parentElement.hidden = !show;
        box.parentElement.querySelector("small").textContent = `(${n})`;
      }
      unfold.textContent = `Show ${hidden} more`;
      unfold.hidden = !hidden;
      facet.hidden = !shown && !wanted;
    }
    async function show(anew = false) {
      const mine = ++turn, params = typed(), query = (params.get("q") ?? "").trim();
      try {
        const { small } = await load();
        // The values of a facet are a file a part: in a large site they are fetched when they are looked at.
        const chosen = {}, looked = {}, ids = (key) => params.getAll(key);
        for (const facet of facets) {
          const key = facet.dataset.facet;
          if (ids(key).length) chosen[key] = facet;
          else if (small || facet.open) looked[key] = { not: ["-"] };
          else facet.hidden = false;
        }
        const values = Object.keys(chosen).length ? (await ask("values", "", Object.fromEntries(Object.keys(chosen).map((key) => [key, { not: ["-"] }])))).values : {};
        const filterOf = (key) => {
          const any = Object.keys(values[key] ?? {}).filter((value) => ids(key).includes(idOf(value)));
          return { any: any.length ? any : ids(key) };
        };
        const filters = Object.fromEntries(Object.keys(chosen).map((key) => [key, filterOf(key)]));
        const all = await ask("page", query, { ...filters, ...looked });
        if (!anew) await current(all.results);
        const next = { ...all.filters };
        for (const key of Object.keys(filters)) { // a facet counts what choosing more of it would add
          const { [key]: _, ...others } = filters;
          next[key] = (await ask("count", query, { ...others, [key]: { not: ["-"] } })).filters[key];
        }
        const byDate = !query || params.get("sort") === "date", from = queues(all.results, byDate, byDate ? [] : await titled(all, query));
        const taken = await take(from, LONG * depth()), hits = byDate ? taken : namesake(taken, query);
        if (mine !== turn) return;
        [rest, counts, total, wanted] = [from, next, all.results.length, all.words];
        for (const facet of facets) {
          const key = facet.dataset.facet;
          if (!chosen[key] && !looked[key]) continue;
          fill(facet, all.values[key] ?? values[key]);
          for (const box of facet.querySelectorAll("[type=checkbox]")) box.checked = ids(key).includes(box.value);
          count(facet);
        }
        for (const box of boxes()) if (!ids(box.name).length) box.checked = false;
        list.replaceChildren(...hits.map((data) => item(data, wanted, true)));
        status.textContent = counted(total, query, all.missing, all.alike);
        shown.textContent = total ? `Show ${counted(total, "")}` : "No results: close the filters";
        order.hidden = !query || !total; // without words nothing matches better
        chip();
        tell(params, query);
        failed.hidden = true;
        none.hidden = total > 0;
        more.hidden = !rest.some((queue) => queue.length);
        if (!total) await suggest(query, filters);
      } catch (error) {
        if (!anew && mine === turn) { forget(); return show(true); }
        if (mine === turn) { status.textContent = FAILED; failed.hidden = false; none.hidden = true; }
        console.warn(error);
      }
    }
    // On paper: which filters and which order made this list, and the address of just this search.
    const imprint = document.querySelector(".bp-imprint"), printed = imprint?.textContent;
    function tell(params, query) {
      const used = boxes().filter((box) => box.checked).map(called);
      const order = query && params.get("sort") === "date" ? ["newest first"] : [];
      asked.textContent = [...(used.length ? [`Filters: ${used.join("; ")}`] : []), ...order].join(" · ");
      if (imprint) imprint.textContent = printed + location.search;
    }
    // Each filter in use, to be taken away by its own button wherever the list of filters is out of sight.
    const called = (box) => `${nameOf(box.closest("[data-facet]"))}: ${textOf(box)}`;
    function chip() {
      const used = boxes().filter((box) => box.checked);
      const inside = chips.contains(document.activeElement);
      const off = (box) => () => { box.checked = false; commit(true); };
      const chip = (box) => make("button", { type: "button", ariaLabel: `Remove the filter ${called(box)}`, onclick: off(box) }, called(box));
      const clear = make("button", { type: "button", onclick: () => {
        for (const box of used) box.checked = false;
        field.focus();
        commit(true);
      } }, "Clear filters");
      chips.replaceChildren(...(used.length ? [...used.map(chip), clear] : []));
      chips.hidden = !used.length;
      part("used").textContent = used.length ? ` (${used.length} in use)` : "";
      if (inside) (chips.querySelector("button") ?? field).focus();
    }
    // Nothing holds all the words: the search without each filter, without all of them, and each word alone.
    async function suggest(query, filters) {
      const unquoted = (text) => text.replace(/["„“”]/g, " ").trim(), loose = unquoted(query);
      const used = boxes().filter((box) => box.checked), words = [...new Set(wordsOf(query).map(unquoted))], what = query ? quoted(query) : "everything";
      sought.textContent = `We looked for ${what}${used.length ? ` in pages with ${used.map(called).join(" and ")}` : " in every page"}.`;
      const tries = [];
      if (used.length > 1) for (const box of used) {
        const params = new URLSearchParams([...typed()].filter(([key, value]) => key !== "page" && !(key === box.name && value === box.value)));
        const { [box.name]: { any }, ...others } = filters, left = any.filter((value) => idOf(value) !== box.value);
        tries.push([query, left.length ? { ...others, [box.name]: { any: left } } : others, params, `${what} without ${called(box)}`]);
      }
      if (used.length) tries.push([query, {}, new URLSearchParams({ q: query }), `${what} without filters`]);
      if (QUOTED.test(query) && words.length > 1) tries.push([loose, {}, new URLSearchParams({ q: loose }), `the words ${quoted(loose)}, not side by side`]);
      if (words.length > 1) for (const word of words) tries.push([word, {}, new URLSearchParams({ q: word }), `${quoted(word)} alone`]);
      const links = [];
      for (const [q, rest, params, text] of tries) {
        const { results: { length: n }, missing } = await ask("try", q, rest);
        if (n && !missing.length) links.push(make("li", {}, make("a", { href: `?${params}` }, `${text} (${n})`)));
      }
      alone.replaceChildren(...links);
      alone.hidden = !links.length;
    }
    function commit(push) {
      const params = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
      const address = `?${params}`;
      if (address !== (location.search || "?")) history[push || settled ? "pushState" : "replaceState"](null, "", address);
      settled = push;
      show();
    }
    const restore = () => {
      const params = typed();
      settled = true;
      field.value = params.get("q") ?? "";
      form.elements.sort.value = params.get("sort") === "date" ? "date" : "";
      for (const facet of facets) if (params.has(facet.dataset.facet)) fill(facet); // what is typed meanwhile keeps them
      for (const box of boxes()) box.checked = params.getAll(box.name).includes(box.value);
      return show();
    };
    // From the field into the results and back, as in the header; Tab goes there as well, since nothing but the order
    // and the filters in use stands between. On wide screens the filters stand after the results, also for the eye.
    const stops = () => [field, ...[...found.querySelectorAll("a, [data-search=more]")].filter((stop) => stop.offsetParent)];
    page.addEventListener("keydown", (event) => {
      const { key, target, isComposing, altKey, ctrlKey, metaKey, shiftKey } = event, all = stops(), at = all.indexOf(target);
      if (at < 0 || isComposing || altKey || ctrlKey || metaKey || shiftKey) return;
      const next = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Escape: at ? field : undefined }[key];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    const wide = matchMedia("(min-width: 60em)");
    const arrange = () => {
      const inside = panel.contains(document.activeElement) && document.activeElement;
      if (wide.matches) found.after(panel); else found.before(panel);
      panel.open = wide.matches;
      if (inside) (wide.matches ? inside : panel.querySelector("summary")).focus();
    };
    for (const to of [part("skip"), shown]) to.addEventListener("click", (event) => {
      event.preventDefault();
      if (!wide.matches) panel.open = false;
      heading.focus();
      heading.scrollIntoView();
    });
    // Whoever comes back from a result finds it again, also where the browser did not keep the page.
    list.addEventListener("click", ({ target }) => {
      const link = target.closest("a");
      if (link) history.replaceState({ left: link.getAttribute("href") }, "");
    });
    const followed = (left) => [...list.querySelectorAll("a")].find((link) => link.getAttribute("href") === left);
    field.addEventListener("input", later(() => commit(false)));
    page.addEventListener("change", ({ target }) => { if (target.form === form && target.name !== "q") commit(true); });
    form.addEventListener("submit", (event) => { event.preventDefault(); commit(true); });
    part("again").addEventListener("click", () => { field.focus(); show(); });
    more.addEventListener("click", async () => {
      const mine = turn, params = typed(), from = list.children.length;
      const hits = (await take(rest, LONG)).map((data) => item(data, wanted, true));
      if (mine !== turn) return;
      params.set("page", Math.ceil(from / LONG) + 1);
      history.pushState(null, "", `?${params}`);
      list.append(...hits);
      more.hidden = !rest.some((queue) => queue.length);
      status.textContent = `Results ${from + 1} to ${from + hits.length} of ${total}`;
      hits[0]?.querySelector("a").focus();
    });
    for (const facet of facets) facet.addEventListener("toggle", async () => {
      const { small } = await load();
      if (!small && facet.open && !boxes().some((box) => box.name === facet.dataset.facet)) show();
    });
    window.addEventListener("popstate", restore);
    for (const element of page.querySelectorAll("[data-search-without]")) element.hidden = true;
    for (const element of page.querySelectorAll("[data-search-with]")) element.hidden = false;
    arrange();
    wide.addEventListener("change", arrange);
    for (const facet of facets) facet.open = typed().has(facet.dataset.facet);
    load().then(({ small }) => { if (small) for (const facet of facets.slice(0, OPEN)) facet.open = true; }).catch(() => {});
    // The field has the focus from the start; where a keyboard on the screen would cover results, only without words.
    const covers = typed().has("q") && matchMedia("(pointer: coarse)").matches, back = history.state?.left;
    const loose = () => document.activeElement === document.body;
    if (!back && !covers && loose()) field.focus({ preventScroll: true });
    restore().then(() => { if (back && loose()) (followed(back) ?? field).focus(); });
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
