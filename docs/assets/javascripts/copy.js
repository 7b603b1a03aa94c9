// Copying: the address of an equation or a theorem, the LaTeX of a formula. Formulas in selected text are copied as LaTeX.

const bar = document.createElement("span")
bar.className = "copy"
const tex = button("LaTeX", "LaTeX 복사", () => bar.parentElement.querySelector("math").dataset.tex)
const address = button("주소", "주소 복사", () => {
  const link = bar.parentElement.querySelector(".sign, .headerlink")
  return link ? link.href : new URL(`#${bar.parentElement.id}`, location.href).href
})
const said = document.createElement("span")
said.className = "copied"
said.setAttribute("role", "status")
bar.append(tex, address, said)

function button(word, title, text) {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", textContent: word, title })
  made.setAttribute("aria-label", title)
  made.addEventListener("click", async () => {
    await write(text())
    said.textContent = "복사함"
    setTimeout(() => (said.textContent = ""), 1500)
  })
  return made
}

// A page that was opened as a file, or over plain http, may not use the clipboard directly.
async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement("textarea"), focused = document.activeElement
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
    focused?.focus()
  }
}

function offer(event) {
  const place = event.target.closest?.("article .equation, article .theorem-title:has(> .headerlink)")
  if (!place || place.contains(bar)) return
  tex.hidden = !place.matches(".equation")
  said.textContent = ""
  // Right after the sign, so that it is the next stop of the keyboard.
  const sign = place.querySelector(".sign")
  sign ? sign.after(bar) : place.append(bar)
}

function withdraw(event) {
  const place = bar.parentElement
  if (place && !place.contains(event.relatedTarget) && !place.contains(document.activeElement)) bar.remove()
}

document.addEventListener("pointerover", offer)
document.addEventListener("focusin", offer)
document.addEventListener("pointerout", withdraw)
document.addEventListener("focusout", event => setTimeout(() => bar.parentElement?.matches(":hover") || withdraw(event)))

document.addEventListener("copy", event => {
  const selection = getSelection()
  if (selection.isCollapsed) return
  const range = selection.getRangeAt(0).cloneRange()
  const around = node => (node.nodeType === 1 ? node : node.parentElement).closest("math")
  const first = around(range.startContainer), last = around(range.endContainer)
  if (first) range.setStartBefore(first)
  if (last) range.setEndAfter(last)
  const part = range.cloneContents()
  const formulas = part.querySelectorAll("math[data-tex]")
  if (!formulas.length) return
  const holder = document.createElement("div")
  holder.append(part)
  event.clipboardData.setData("text/html", holder.innerHTML)
  for (const math of formulas) {
    const display = math.getAttribute("display") === "block"
    math.replaceWith(display ? `\n\n$$\n${math.dataset.tex}\n$$\n\n` : `$${math.dataset.tex}$`)
  }
  holder.querySelectorAll(".sign, .verdict, .headerlink, .copy").forEach(each => each.remove())
  holder.querySelectorAll("td, th").forEach(each => each.append("\t"))
  holder.querySelectorAll("p, li, h1, h2, h3, tr").forEach(each => each.append("\n\n"))
  event.clipboardData.setData("text/plain", holder.textContent.replace(/[ \t]*\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim())
  event.preventDefault()
})
