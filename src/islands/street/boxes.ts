/** A part of a picture, in shares of its width and height. */
export type Box = { x: number; y: number; width: number; height: number }

const step = 0.02
const smallest = 0.03

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

export function within({ x, y, width, height }: Box): Box {
  const [w, h] = [clamp(width, smallest, 1), clamp(height, smallest, 1)]
  return { x: clamp(x, 0, 1 - w), y: clamp(y, 0, 1 - h), width: w, height: h }
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
}

/** The box after an arrow key: moved, or with Shift resized; null for any other key. */
export function steered(box: Box, key: string, isResize: boolean): Box | null {
  const way = ways[key]
  if (!way) return null
  const [x, y] = way
  return within(
    isResize ? { ...box, width: box.width + x, height: box.height + y } : { ...box, x: box.x + x, y: box.y + y },
  )
}

/** The box between two corners, however it was drawn. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return within({ x: left, y: top, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) })
}

/** Squares along the longer side of a box: so few that no face or number can be told from them. */
const squares = 6

/** Replaces what is in the box by the means of a few squares of it. */
export function pixelate(canvas: HTMLCanvasElement, box: Box): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const [x, y] = [Math.floor(box.x * canvas.width), Math.floor(box.y * canvas.height)]
  const [width, height] = [Math.ceil(box.width * canvas.width), Math.ceil(box.height * canvas.height)]
  const square = Math.max(1, Math.ceil(Math.max(width, height) / squares))
  for (let top = y; top < y + height; top += square) {
    for (let left = x; left < x + width; left += square) {
      const [w, h] = [Math.min(square, x + width - left), Math.min(square, y + height - top)]
      context.fillStyle = meanOf(context.getImageData(left, top, w, h).data)
      context.fillRect(left, top, w, h)
    }
  }
}

function meanOf(data: Uint8ClampedArray): string {
  const sums = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4)
    for (const part of [0, 1, 2]) sums[part] = (sums[part] ?? 0) + (data[at + part] ?? 0)
  const [red, green, blue] = sums.map((sum) => Math.round(sum / (data.length / 4)))
  return `rgb(${red} ${green} ${blue})`
}
