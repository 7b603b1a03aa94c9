// The sign beside an equation is a link to it. Who follows it wants to see why it stands there: the verdict opens.

function open() {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector(":scope > .verdict")?.setAttribute("open", "")
}

document.addEventListener("click", event => {
  const sign = event.target.closest?.(".sign")
  const verdict = sign?.parentElement.querySelector(":scope > .verdict")
  if (verdict && location.hash === sign.hash) verdict.open = !verdict.open // followed before: the second click folds it
})
addEventListener("hashchange", open)
open()
