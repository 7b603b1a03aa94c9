// What scrolls inside itself can be reached by keys. Some browsers see to it themselves, not all.

const INSIDE = ".formula, .claim, .proof-map, .md-typeset__scrollwrap, .md-typeset table, .refusal pre, .tabbed-labels"

const watch = new ResizeObserver(seen => {
  for (const { target } of seen)
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else target.removeAttribute("tabindex")
})

addEventListener("load", () => { // the theme has put what scrolls around tables
  for (const element of document.querySelectorAll(INSIDE)) watch.observe(element)
})
