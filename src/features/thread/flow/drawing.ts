import type { Flow, Halt } from '../model.ts'

export type Band = { d: string; halt: Halt | null; title: [from: string, to: string, count: number] }
export type Block = {
  x: number
  y: number
  height: number
  key: string
  label: string | null
  halt: Halt | null
  count: number
}
export type Drawing = { width: number; height: number; blockWidth: number; blocks: Block[]; bands: Band[] }

const size = { width: 1240, blockWidth: 14, gap: 22, scale: 300, least: 3, labelRoom: 260 }

/** Blocks by column, as tall as what they hold; bands as wide as what goes from one to the next. Units are those of the drawing. */
export function drawingOf({ total, parts, links }: Flow): Drawing {
  const columns = Math.max(1, ...parts.map(({ column }) => column))
  const step = (size.width - size.labelRoom - size.blockWidth) / columns
  const heightOf = (count: number) => Math.max(size.least, (count / Math.max(1, total)) * size.scale)
  const next = new Map<number, number>()
  const blocks = parts.map(({ column, key, label, halt, count }) => {
    const y = next.get(column) ?? 10
    const height = heightOf(count)
    next.set(column, y + height + size.gap)
    return { x: Math.round(column * step), y, height, key, label, halt, count }
  })
  const byKey = new Map(blocks.map((block) => [block.key, block]))
  const order = new Map(blocks.map((block, index) => [block.key, index]))
  const used = { out: new Map<string, number>(), in: new Map<string, number>() }
  const sorted = [...links].sort(
    (a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0) || (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0),
  )
  const bands = sorted.flatMap(({ from, to, count }): Band[] => {
    const [start, end] = [byKey.get(from), byKey.get(to)]
    if (!start || !end) return []
    const [a, b] = [used.out.get(from) ?? 0, used.in.get(to) ?? 0]
    const [left, right] = [(count / start.count) * start.height, (count / end.count) * end.height]
    used.out.set(from, a + left)
    used.in.set(to, b + right)
    const [x1, x2] = [start.x + size.blockWidth, end.x]
    const [y1, y2, middle] = [start.y + a, end.y + b, (x1 + x2) / 2]
    const n = (value: number) => Math.round(value * 10) / 10
    const d = `M${x1} ${n(y1)}C${n(middle)} ${n(y1)} ${n(middle)} ${n(y2)} ${x2} ${n(y2)}V${n(y2 + right)}C${n(middle)} ${n(y2 + right)} ${n(middle)} ${n(y1 + left)} ${x1} ${n(y1 + left)}Z`
    return [{ d, halt: end.halt, title: [from, to, count] }]
  })
  return {
    width: size.width,
    height: Math.ceil(Math.max(60, ...next.values())),
    blockWidth: size.blockWidth,
    blocks,
    bands,
  }
}
