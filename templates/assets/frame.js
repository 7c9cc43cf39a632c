/* Header and drawer: makes a button of the menu link, works the drawer by keyboard, and the palette; marks in the
   contents what is being read; copies addresses and citations. On stamped pages it is the only script beside the
   search; docs pages have the theme's own as well. Without it the menu leads to the list of sections at the page's
   end, and every link is a plain link. */
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const themed = !!document.getElementById("__config");
  document.documentElement.classList.replace("no-js", "js");

  /* The theme puts the button that copies an example into a landmark without a name. */
  const examples = themed && document.querySelector(".md-typeset:has(pre > code)");
  if (examples) {
    const plain = () => all(".md-code__nav:not([role])", examples).forEach((nav) => nav.setAttribute("role", "none"));
    new MutationObserver(plain).observe(examples, { childList: true, subtree: true });
    plain();
  }

  /* ── Drawer ────────────────────────────────────────────────────────────────────────────────────── */

  const wide = matchMedia("(min-width: 76.25em)");
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector("[data-bp-menu]");
  const nav = document.getElementById("bp-nav");

  if (drawer && menu && nav) {
    const behind = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";

    const show = (open) => {
      if (drawer.checked !== open) drawer.click();
    };

    /* The contents stand in the page once; the drawer gets its own when it is first opened. */
    const fill = () => {
      const box = document.querySelector(".bp-nav__contents");
      const contents = document.querySelector(".md-sidebar--secondary nav");
      if (!box || box.firstChild || !contents) return;
      box.append(contents.cloneNode(true));
      box.addEventListener("click", (event) => event.target.closest("a") && show(false));
    };

    menu.setAttribute("role", "button");
    menu.setAttribute("aria-controls", "bp-nav");
    menu.setAttribute("aria-expanded", "false");

    menu.addEventListener("click", (event) => {
      event.preventDefault();
      show(true);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      show(true);
    });
    document.querySelector("[data-bp-close]")?.addEventListener("click", () => show(false));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) show(false);
    });
    wide.addEventListener("change", () => show(false));

    drawer.addEventListener("change", () => {
      const open = drawer.checked;
      if (open) fill();
      menu.setAttribute("aria-expanded", String(open));
      for (const part of all(behind)) part.inert = open;
      if (open) {
        nav.querySelector("[data-bp-close]").focus();
      } else if (nav.parentElement.contains(document.activeElement) || document.activeElement === document.body) {
        menu.focus({ preventScroll: true });
      }
    });
  }

  /* ── Palette ───────────────────────────────────────────────────────────────────────────────────── */

  const toggle = document.querySelector("[data-bp-palette]");
  const choices = all("input[name=__palette]");

  if (toggle && choices.length) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";
    const told = () => toggle.setAttribute("aria-pressed", String(isDark()));
    const said = (choice, name) => choice.getAttribute(`data-md-color-${name}`);
    const follows = (choice) => said(choice, "media") === "(prefers-color-scheme)";

    /* Kept in the theme's own form, so that both kinds of page agree. */
    const choose = (choice) => {
      const names = ["media", "scheme", "primary", "accent"];
      const color = Object.fromEntries(names.map((name) => [name, said(choice, name)]));
      if (themed) choice.click();
      window.__bp_scheme?.(choice);
      window.__md_set?.("__palette", { index: choices.indexOf(choice), color });
    };

    toggle.addEventListener("click", () => {
      const dark = !isDark();
      const scheme = dark ? "slate" : "default";
      const fixed = choices.find((choice) => said(choice, "scheme") === scheme && !follows(choice));
      /* Whoever comes back to what the system shows follows the system again. */
      const choice = dark === system.matches ? choices.find(follows) || fixed : fixed;
      if (choice) choose(choice);
    });
    system.addEventListener("change", () => {
      let index = 0;
      try {
        index = window.__md_get("__palette").index;
      } catch {} // nothing was chosen yet, or nothing can be kept
      if (choices[index] && follows(choices[index])) window.__bp_scheme?.(choices[index]);
    });

    new MutationObserver(told).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    told();
  }

  /* ── Contents ──────────────────────────────────────────────────────────────────────────────────── */

  if (!themed) {
    const entries = all(".md-sidebar--secondary .md-nav__link[href^='#']")
      .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, target]) => target);
    let waiting = false;

    const mark = () => {
      waiting = false;
      const passed = entries.filter(([, target]) => target.getBoundingClientRect().top < 96);
      const here = passed.length ? passed[passed.length - 1][0] : null;
      for (const [link] of entries) link.classList.toggle("md-nav__link--active", link === here);
    };
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(mark);
    };
    if (entries.length) addEventListener("scroll", soon, { passive: true });
  }

  /* ── Tables and paper ──────────────────────────────────────────────────────────────────────────── */

  /* The theme lets wide tables scroll sideways; only what can be focused can be scrolled by keyboard. */
  const reachable = () => {
    for (const box of all(".md-typeset__scrollwrap, .md-typeset > table:not([class]), .bp-prose > table")) {
      const named = box.tagName !== "TABLE";
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        if (named) box.setAttribute("role", "group");
        if (named) box.setAttribute("aria-label", "Table, scrolls sideways");
      } else {
        for (const name of named ? ["tabindex", "role", "aria-label"] : ["tabindex"]) box.removeAttribute(name);
      }
    }
  };
  addEventListener("load", reachable);
  addEventListener("resize", reachable);

  /* Addresses for paper: each once, none within the page, none where the words are the address. */
  addEventListener("beforeprint", () => {
    const seen = new Set();
    const here = location.href.split("#")[0];
    const published = publishing();
    for (const link of all("article a[href]")) {
      const page = link.href.split("#")[0];
      if (page === here && link.getAttribute("href").startsWith("#")) continue;
      if (!link.href.startsWith("http")) continue;
      const address = published(link.href);
      const told = page === here || seen.has(link.href) || seen.has(page) || link.textContent.includes(address);
      seen.add(link.href);
      link.setAttribute("data-bp-address", told ? "" : address);
    }
  });

  /* What stands before an address of this site, exchanged for what stands before the page's canonical one: paper
     names where the site is published, wherever it is read. Without a canonical address both are the same. */
  const publishing = () => {
    const own = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
    const canonical = document.querySelector("link[rel=canonical]")?.href ?? own;
    let same = 0;
    while (same < own.length && own.at(-1 - same) === canonical.at(-1 - same)) same += 1;
    const path = own.slice(own.length - same).replace(/^[^/]*/, "");
    const [read, root] = [own, canonical].map((one) => one.slice(0, one.length - path.length));
    return (address) => (address.startsWith(`${read}/`) ? root + address.slice(read.length) : address);
  };

  /* Style sheets unfold quotations on paper; browsers that cannot do that open them. */
  if (!CSS.supports("selector(::details-content)")) {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("article details:not([open])");
      for (const one of opened) one.open = true;
    });
    addEventListener("afterprint", () => {
      for (const one of opened) one.open = false;
    });
  }

  /* ── Copying ───────────────────────────────────────────────────────────────────────────────────── */

  const copyable = all("[data-bp-copy]").length + all("a.bp-link").length;

  if (copyable) {
    const note = document.createElement("p");
    note.className = "bp-told";
    note.setAttribute("role", "status");
    document.body.append(note);
    let timer = 0;

    const tell = (words) => {
      note.textContent = words;
      clearTimeout(timer);
      timer = setTimeout(() => (note.textContent = ""), 6000);
    };

    /* The second way is for pages that are not served over https. */
    const copied = async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        const field = document.createElement("textarea");
        field.className = "bp-copied";
        field.value = text;
        document.body.append(field);
        const focused = document.activeElement;
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        focused?.focus({ preventScroll: true });
        return done;
      }
    };

    const copy = async (text, name) => {
      tell("");
      const done = await copied(text);
      tell(done ? `${name}: copied` : `${name}: this browser does not allow copying; please copy it by hand`);
    };

    document.addEventListener("click", (event) => {
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
      const link = event.target.closest?.("a.bp-link");
      /* The address of a version leads away, or round about to this page: it is copied, and the reader stays. */
      if (link && plain && link.pathname !== location.pathname) event.preventDefault();
      if (link && plain) copy(link.href, link.getAttribute("aria-label") || link.textContent);
      const button = event.target.closest?.("[data-bp-copy]");
      const source = button && document.getElementById(button.getAttribute("data-bp-copy"));
      if (source) copy(source.textContent.trim(), button.textContent.trim());
    });
  }
})();
