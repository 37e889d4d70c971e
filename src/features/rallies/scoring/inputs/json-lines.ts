/** The line on which the value at `path` stands in a valid JSON text; of a field that is missing, that of the object it is missing in. */
export function jsonLines(text: string, path: readonly string[]): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g
  const trail: { isList: boolean; name: string; index: number }[] = []
  let best = { depth: 0, at: 0 }
  let expectsName = false
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [word] = match
    const top = trail.at(-1)
    if (word === '}' || word === ']') trail.pop()
    else if (word === ',') {
      if (top?.isList) top.index++
      expectsName = top?.isList === false
    } else if (word === ':') expectsName = false
    else if (expectsName && top) top.name = JSON.parse(word) as string
    else {
      const depth = trail.length
      const isOnPath = trail.every(({ isList, name, index }, level) => path[level] === (isList ? String(index) : name))
      if (isOnPath && depth <= path.length && depth >= best.depth) best = { depth, at: match.index }
      if (word === '{' || word === '[') {
        trail.push({ isList: word === '[', name: '', index: 0 })
        expectsName = word === '{'
      }
    }
  }
  return text.slice(0, best.at).split('\n').length
}
