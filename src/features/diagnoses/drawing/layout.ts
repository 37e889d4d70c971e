import { childrenOf, type NodeFacts, type NodeKind, type Side, sideOf } from '../model.ts'

export type Box = { id: string; kind: NodeKind; lines: string[]; x: number; y: number; width: number; height: number }
/** From the bottom of the lower box to the top of the upper one. */
export type Line = { x1: number; y1: number; x2: number; y2: number }
export type Layout = { width: number; height: number; boxes: Box[]; lines: Line[] }

const boxWidth = 216
const gap = 20
const rowGap = 44
const margin = 16
const lineHeight = 18
const padding = 12
const lettersInLine = 25
const linesInBox = 7

/**
 * Where each box of a tree stands: the central problem in the middle, each effect above what it comes from and each cause below,
 * every row as high as its highest box. Lengths are the drawing's own units, which are CSS pixels at full size.
 */
export function layoutOf(nodes: readonly NodeFacts[], wordsOf: (node: NodeFacts) => string): Layout {
  const central = nodes.find(({ kind }) => kind === 'central')
  if (!central) return { width: 2 * margin, height: 2 * margin, boxes: [], lines: [] }
  const placed = new Map<string, { node: NodeFacts; depth: number; middle: number; lines: string[] }>()
  const width = Math.max(
    boxWidth,
    ...(['effect', 'cause'] as const).map((side) => spread(nodes, central, side, placed, wordsOf)),
  )
  for (const side of ['effect', 'cause'] as const) centre(side, placed, width)
  placed.set(central.id, { node: central, depth: 0, middle: width / 2, lines: wrapped(wordsOf(central)) })
  return drawn([...placed.values()], width)
}

type Placed = Map<string, { node: NodeFacts; depth: number; middle: number; lines: string[] }>

/** Leaves stand side by side, each parent over the middle of its own; returns the width that they take. */
function spread(
  nodes: readonly NodeFacts[],
  central: NodeFacts,
  side: Side,
  placed: Placed,
  wordsOf: (node: NodeFacts) => string,
): number {
  let right = 0
  const place = (node: NodeFacts, depth: number): number => {
    const below = childrenOf(nodes, node.id).filter(({ kind }) => sideOf(kind) === side)
    const middles = below.map((child) => place(child, depth + 1))
    const [first] = middles
    const last = middles.at(-1)
    let middle: number
    if (first === undefined || last === undefined) {
      middle = right + boxWidth / 2
      right += boxWidth + gap
    } else middle = (first + last) / 2
    const signed = side === 'effect' ? -depth : depth
    if (node !== central) placed.set(node.id, { node, depth: signed, middle, lines: wrapped(wordsOf(node)) })
    return middle
  }
  place(central, 0)
  return Math.max(0, right - gap)
}

/** The narrower side stands in the middle of the wider one. */
function centre(side: Side, placed: Placed, width: number): void {
  const ofSide = [...placed.values()].filter(({ node }) => sideOf(node.kind) === side)
  const right = Math.max(0, ...ofSide.map(({ middle }) => middle + boxWidth / 2))
  for (const one of ofSide) one.middle += (width - right) / 2
}

function drawn(placed: { node: NodeFacts; depth: number; middle: number; lines: string[] }[], width: number): Layout {
  const depths = [...new Set(placed.map(({ depth }) => depth))].sort((a, b) => a - b)
  const heightOf = (lines: string[]) => lines.length * lineHeight + 2 * padding
  const tops = new Map<number, { top: number; height: number }>()
  let top = margin
  for (const depth of depths) {
    const height = Math.max(...placed.filter((one) => one.depth === depth).map(({ lines }) => heightOf(lines)))
    tops.set(depth, { top, height })
    top += height + rowGap
  }
  const boxes = placed.map(({ node, depth, middle, lines }) => {
    const row = tops.get(depth) ?? { top: 0, height: 0 }
    const height = heightOf(lines)
    // Boxes lean towards the problem, so that lines of one row have one length there.
    const y = depth < 0 ? row.top + row.height - height : row.top
    return { id: node.id, kind: node.kind, lines, x: margin + middle - boxWidth / 2, y, width: boxWidth, height }
  })
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const lines = placed.flatMap(({ node }) => {
    const child = byId.get(node.id)
    const parent = node.parentId === null ? undefined : byId.get(node.parentId)
    if (!child || !parent) return []
    const [upper, lower] = child.y < parent.y ? [child, parent] : [parent, child]
    return [{ x1: lower.x + lower.width / 2, y1: lower.y, x2: upper.x + upper.width / 2, y2: upper.y + upper.height }]
  })
  return { width: width + 2 * margin, height: top - rowGap + margin, boxes, lines }
}

/** Words in lines that fit a box; a longer word is broken, what does not fit ends in an ellipsis and is read in the list. */
export function wrapped(text: string): string[] {
  const words = text.split(/\s+/u).flatMap((word) => chunks(word))
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= lettersInLine)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= linesInBox) return lines
  return [...lines.slice(0, linesInBox - 1), `${lines[linesInBox - 1]?.slice(0, lettersInLine - 1)}…`]
}

function chunks(word: string): string[] {
  const letters = [...word]
  const parts: string[] = []
  for (let at = 0; at < letters.length; at += lettersInLine) parts.push(letters.slice(at, at + lettersInLine).join(''))
  return parts
}
