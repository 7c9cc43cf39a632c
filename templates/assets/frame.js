/* Header and drawer: makes a button of the menu link, works the drawer by keyboard, and the palette.
   Without this script the menu leads to the list of sections at the page's end. */
(() => {
  "use strict";

  const wide = matchMedia("(min-width: 76.25em)");
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector("[data-bp-menu]");
  const nav = document.getElementById("bp-nav");

  if (drawer && menu && nav) {
    const behind = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";

    const show = (open) => {
      if (drawer.checked !== open) drawer.click();
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
      menu.setAttribute("aria-expanded", String(open));
      for (const part of document.querySelectorAll(behind)) part.inert = open;
      if (open) {
        nav.querySelector("[data-bp-close]").focus();
      } else if (nav.parentElement.contains(document.activeElement) || document.activeElement === document.body) {
        menu.focus({ preventScroll: true });
      }
    });
  }

  const toggle = document.querySelector("[data-bp-palette]");
  const choices = [...document.querySelectorAll("input[name=__palette]")];

  if (toggle && choices.length) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";
    const told = () => toggle.setAttribute("aria-pressed", String(isDark()));
    const media = (choice) => choice.getAttribute("data-md-color-media");

    toggle.addEventListener("click", () => {
      const dark = !isDark();
      const scheme = dark ? "slate" : "default";
      const fixed = choices.find(
        (choice) =>
          choice.getAttribute("data-md-color-scheme") === scheme && media(choice) !== "(prefers-color-scheme)",
      );
      /* Whoever comes back to what the system shows follows the system again. */
      const follow = choices.find((choice) => media(choice) === "(prefers-color-scheme)");
      const choice = dark === system.matches ? follow || fixed : fixed;
      choice?.click();
    });

    new MutationObserver(told).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    told();
  }

  /* The theme lets wide tables scroll sideways; only what can be focused can be scrolled by keyboard. */
  const reachable = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", "Table, scrolls sideways");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  addEventListener("load", reachable);
  addEventListener("resize", reachable);
})();
