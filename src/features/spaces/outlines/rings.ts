import type { Box, Point } from './model.ts'

/** Twice the area inside, positive when the ring turns one way and negative the other. */
export function turnOf(ring: readonly Point[]): number {
  let sum = 0
  let [px, py] = ring.at(-1) ?? [0, 0]
  for (const [x, y] of ring) {
    sum += px * y - x * py
    px = x
    py = y
  }
  return sum
}

/** An open ring without repeated points, points on a straight line and spikes that run out and back. */
export function tidied(ring: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of [...ring, ...ring.slice(0, 1)]) {
    while (isIdle(kept.at(-2), kept.at(-1), point)) kept.pop()
    kept.push(point)
  }
  kept.pop()
  while (kept.length > 2 && isIdle(kept.at(-2), kept.at(-1), kept[0])) kept.pop()
  while (kept.length > 2 && isIdle(kept.at(-1), kept[0], kept[1])) kept.shift()
  return kept
}

/** Whether leaving `b` out between its neighbours changes nothing of what is inside. */
function isIdle(a: Point | undefined, b: Point | undefined, c: Point | undefined): boolean {
  if (!b || !c) return false
  if (b[0] === c[0] && b[1] === c[1]) return true
  return a !== undefined && (b[0] - a[0]) * (c[1] - a[1]) === (c[0] - a[0]) * (b[1] - a[1])
}

export function boxOf(ring: readonly Point[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  for (const [x, y] of ring) {
    box.minX = Math.min(box.minX, x)
    box.minY = Math.min(box.minY, y)
    box.maxX = Math.max(box.maxX, x)
    box.maxY = Math.max(box.maxY, y)
  }
  return box
}

/** 'M10 20l3-4 5 6z': one absolute point, then steps; a minus sign parts numbers as well as a space does. */
export function pathOf(ring: readonly Point[]): string {
  let [px, py] = ring[0] ?? [0, 0]
  let path = `M${px} ${py}l`
  for (const [index, [x, y]] of ring.entries()) {
    if (index === 0) continue
    const [dx, dy] = [x - px, y - py]
    path += `${index > 1 && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`
    px = x
    py = y
  }
  return `${path}z`
}
