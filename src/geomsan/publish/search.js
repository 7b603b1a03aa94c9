// The search, in the worker that the theme talks to: a word is found wherever it stands in another,
// so also with a particle behind it (역전파를) or as the end of a compound (오류역전파).
//
// The theme sends {type: 0} once and {type: 2, data: query}; it awaits {type: 1}, and
// {type: 3, data: {items}}: for each page its sections, the best first. Their title and text are HTML.

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PARTICLES = /(?<=..)(?:으로|에서|이란|란|과|와|을|를|은|는|이|가|의|에|로)$/
const AROUND = 60 // letters shown on each side of what was found

let sections // read when the first word is asked for: most readers never ask

async function read() {
  // Where nothing can be fetched, folder.js has loaded them.
  const found = self.pages ?? await (await fetch(new URL("../../search/pages.json", self.location))).json()
  const titles = new Map()
  for (const section of found) {
    const [page] = section.location.split("#")
    if (!titles.has(page)) titles.set(page, section)
    section.page = titles.get(page)
    section.path = fold(section.location).split(/[/#.-]/)
    section.heading = fold(section.title)
    section.body = fold(section.text)
  }
  return found
}

// Upper and lower case are one; a letter stays a letter long, so that places are those of the text.
function fold(text) {
  return text.replace(/[A-ZÀ-ÞΑ-Ω]/g, letter => letter.toLowerCase())
}

function places(text, word) {
  const found = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at)
  return found
}

const begins = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])

// How well a text answers a word: as a word of its own, or within another, or where its name in the other language
// stands in brackets; often, but ten times is no ten times better.
function weight(text, word) {
  let sum = 0, named = false
  for (const at of places(text, word)) {
    sum += begins(text, at) ? 1 : 0.4
    named ||= /^\([a-z]/.test(text.slice(at + word.length, at + word.length + 2)) || (text[at - 1] === "(" && text[at + word.length] === ")")
  }
  return Math.log2(1 + sum) + (named ? 3 : 0)
}

function score({ page, heading, path, body, location, boost = 1 }, word) {
  let sum = weight(body, word)
  const whole = location === page.location // the page, not a part of it
  if (heading === word || (whole && path.at(-2) === word)) sum += whole ? 40 : 10
  else if (heading.includes(word)) sum += (begins(heading, heading.indexOf(word)) ? 10 : 7) * (whole ? 2 : 1)
  if (page.heading === word) sum += 6
  if (word.length > 1 && path.some(part => part.startsWith(word))) sum += whole ? 10 : 5
  return sum * boost
}

function search(query) {
  const words = fold(query).split(/[\s"*+]+/).filter(Boolean).map(written)
  const known = words.filter(holds)
  const answers = section => known.every(word => score(section, word) > 0)
  const answering = new Set(sections.filter(answers))
  const pages = new Map()
  for (const section of sections) {
    const scores = known.map(word => score(section, word))
    const met = scores.filter(Boolean).length
    if (!met || (answering.size && !answering.has(section))) continue
    const terms = Object.fromEntries(words.map(word => [word, known.includes(word) && scores[known.indexOf(word)] > 0]))
    const item = { section, terms, score: scores.reduce((a, b) => a + b) * (met / known.length) ** 2 }
    pages.set(section.page, [...(pages.get(section.page) ?? []), item])
  }
  for (const items of pages.values()) items.sort((a, b) => b.score - a.score)
  const total = items => items.reduce((sum, { score }, place) => sum + score / 4 ** place, 0)
  return [...pages].sort((a, b) => total(b[1]) - total(a[1])).map(([page, items]) => shown(page, items, known))
}

const holds = word => sections.some(section => score(section, word) > 0)

// What to look for: the word without its particle; of a compound that nobody writes, its longest part that is written,
// if that is half of it.
function written(word) {
  const bare = word.replace(PARTICLES, "")
  if (holds(bare)) return bare
  if (holds(word) || !/\p{Script=Hangul}/u.test(word)) return word
  let best = ""
  for (let start = 0; start < bare.length; start++)
    for (let end = bare.length; end - start > 1 && end - start >= best.length; end--)
      if (holds(bare.slice(start, end))) best = bare.slice(start, end)
  return 2 * best.length >= bare.length ? best : word
}

function shown(page, items, words) {
  if (!items.some(item => item.section === page)) items.push({ section: page, score: 0, terms: {} })
  return items.map(({ section, score, terms }) => ({
    location: section.location,
    title: marked(section.title, section.heading, words, 0, section.title.length),
    text: score ? excerpt(section, words) : "",
    score,
    terms,
  }))
}

function excerpt({ text, body }, words) {
  const first = Math.min(...words.map(word => body.indexOf(word)).filter(at => at >= 0))
  const middle = first === Infinity ? 0 : first
  const start = middle > AROUND ? text.lastIndexOf(" ", middle - AROUND) + 1 : 0
  const stop = text.indexOf(" ", middle + 2 * AROUND)
  const end = stop < 0 ? text.length : stop
  return `${start ? "… " : ""}${marked(text, body, words, start, end)}${end < text.length ? " …" : ""}`
}

function marked(text, folded, words, start, end) {
  const hits = words.flatMap(word => places(folded, word).map(at => [at, at + word.length])).sort(([a], [b]) => a - b)
  let html = "", here = start
  for (const [from, to] of hits) {
    if (from < here || to > end) continue
    html += `${escaped(text.slice(here, from))}<mark>${escaped(text.slice(from, to))}</mark>`
    here = to
  }
  return html + escaped(text.slice(here, end))
}

const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt()};`)

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY })
  if (type !== QUERY) return
  const query = data.trim()
  if (query) sections ??= await read()
  postMessage({ type: RESULT, data: { items: query ? search(query) : [] } })
})
