// A site opened from a folder (file:), where no server turns a folder into its index.html, answers a fetch, hands out
// fonts ahead or lets a page start a worker.
if (location.protocol === "file:") {
  // Nothing is fetched ahead here: what does without a font that comes after the first paint would always do without.
  const ahead = document.querySelector("link[rel=preload][as=font]")
  for (const { display, family, unicodeRange } of ahead ? [...document.fonts] : [])
    if (display === "optional") document.fonts.add(new FontFace(family, `url("${ahead.href}")`, { unicodeRange }))

  const pages = new URL("../../search/pages.js", document.currentScript.src)

  for (const event of ["pointerdown", "keydown", "click"])
    document.addEventListener(event, ({ target }) => {
      const link = target.closest?.("a[href]")
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
    }, true)

  // The search runs in a frame.
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const frame = Object.assign(document.createElement("iframe"), { hidden: true })
      document.body.append(frame)
      this.inside = frame.contentWindow
      this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      this.ready = this.load(pages).then(() => this.load(url))
    }

    load(source) {
      return new Promise((resolve, reject) => {
        const { body } = this.inside.document
        const script = body.ownerDocument.createElement("script")
        body.append(Object.assign(script, { src: source, onload: resolve, onerror: reject }))
      })
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })))
    }
  }
}
