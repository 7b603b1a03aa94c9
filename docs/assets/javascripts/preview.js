// Who points at a reference to a statement or an equation sees it: with the pointer, with the keyboard, also offline.
// What stands on another page was brought along as a <template>. A proof's symbols are the rows of its legends.

const SHOWN = ".theorem, .lemma, .corollary, .definition, .equation"
const LEFT_OUT = ".headerlink, .sign, .verdict, .copy, .three-way, .wrong, .used-in"
const DELAY = 200 // milliseconds: a pointer on its way elsewhere shows nothing

const card = document.createElement("div")
card.className = "preview md-typeset"
card.id = "preview"
card.setAttribute("role", "tooltip")
let link = null // what the card belongs to
let pinned = false // shown by a click, until the next
let timer = 0

function excerpt(element) {
  const copy = element.cloneNode(true)
  copy.querySelectorAll(LEFT_OUT).forEach(part => part.remove())
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id")
  for (const part of copy.querySelectorAll("a")) part.replaceWith(...part.childNodes)
  return copy
}

// The rows of several legends: a symbol declared again is meant as declared last.
function symbols(ids) {
  const tables = ids.map(id => document.getElementById(id)).filter(Boolean)
  const table = excerpt(tables.at(-1))
  const rows = new Map(tables.flatMap(each => [...each.tBodies[0].rows]).map(row => [row.cells[0].textContent, row.cloneNode(true)]))
  table.tBodies[0].replaceChildren(...rows.values())
  return table
}

function isSeen(element) {
  const box = element.getBoundingClientRect()
  return box.top >= 48 && box.bottom <= innerHeight // 48: the header
}

function content(to) {
  if (to.dataset.legends) return symbols(to.dataset.legends.split(" "))
  const template = document.querySelector(`template[data-of="${CSS.escape(to.getAttribute("href"))}"]`)
  if (template) return template.content.cloneNode(true)
  const address = new URL(to.getAttribute("href"), location.href) // in a drawing `href` is no text
  if (address.href.split("#")[0] !== location.href.split("#")[0]) return null
  const target = document.getElementById(decodeURIComponent(address.hash.slice(1)))
  return target?.matches(SHOWN) && !isSeen(target) && !target.contains(to) ? excerpt(target) : null
}

function show(to) {
  const found = content(to)
  hide()
  if (!found) return
  link = to
  card.classList.toggle("symbols-of-proof", Boolean(to.dataset.legends))
  card.replaceChildren(found)
  document.body.append(card)
  link.setAttribute("aria-describedby", card.id)
  place()
}

function place() {
  const at = link.getClientRects()[0], box = card.getBoundingClientRect()
  const below = at.bottom + box.height + 8 < innerHeight || at.top < box.height + 60
  card.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8))}px`
  card.style.top = `${below ? at.bottom + 4 : at.top - box.height - 4}px`
}

function hide() {
  clearTimeout(timer)
  link?.removeAttribute("aria-describedby")
  link?.removeAttribute("aria-expanded")
  link = null
  pinned = false
  card.remove()
}

function later(action) {
  clearTimeout(timer)
  timer = setTimeout(action, DELAY)
}

const reference = event => event.target.closest?.("article a[href*='#']:not(.headerlink, .sign)")

document.addEventListener("pointerover", event => {
  if (event.pointerType === "touch" || pinned) return
  const to = reference(event)
  if (to && to === link || card.contains(event.target)) clearTimeout(timer)
  else if (to) later(() => show(to))
  else if (link) later(hide)
  else clearTimeout(timer)
})
document.addEventListener("focusin", event => {
  const to = reference(event)
  if (to && to.matches(":focus-visible")) show(to)
  else if (link && !pinned) hide()
})
document.addEventListener("click", event => {
  const to = reference(event)
  if (to?.dataset.legends) {
    event.preventDefault()
    if (pinned && to === link) return hide()
    show(to)
    pinned = true
    to.setAttribute("aria-expanded", "true")
  } else if (!card.contains(event.target)) hide()
})
document.addEventListener("keydown", event => event.key === "Escape" && hide())
addEventListener("scroll", () => {
  if (!link) return
  const { bottom, top } = link.getBoundingClientRect()
  bottom > 0 && top < innerHeight ? place() : hide()
}, { passive: true })
