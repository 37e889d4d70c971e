import type { NodeFacts } from '../model.ts'
import { type Box, layoutOf } from './layout.ts'

/** In files, where no style sheet reaches: on pages the style sheet says it again, for dark and print. */
const colours: Record<Box['kind'], { fill: string; stroke: string; ink: string }> = {
  'final-effect': { fill: '#ffffff', stroke: '#2563a8', ink: '#1d1b20' },
  'direct-effect': { fill: '#eaf1f9', stroke: '#2563a8', ink: '#1d1b20' },
  central: { fill: '#0b5d4b', stroke: '#0b5d4b', ink: '#ffffff' },
  'direct-cause': { fill: '#f8efe2', stroke: '#a85b00', ink: '#1d1b20' },
  'root-cause': { fill: '#ffffff', stroke: '#a85b00', ink: '#1d1b20' },
}

export type DrawingProps = {
  id: string
  title: string
  /** What is drawn, and where it is read, for whoever does not see it. */
  description?: string
  nodes: readonly NodeFacts[]
  /** Words of a box. */
  wordsOf: (node: NodeFacts) => string
  /** Alone in a file it says what language of XML it is. */
  isFile?: boolean
}

/** A tree drawn: boxes and lines, with a title for whoever does not see it; the same words stand in the list beside it. */
export function TreeDrawing({ id, title, description, nodes, wordsOf, isFile }: DrawingProps) {
  const { width, height, boxes, lines } = layoutOf(nodes, wordsOf)
  return (
    <svg
      {...(isFile ? { xmlns: 'http://www.w3.org/2000/svg' } : {})}
      class="tree-drawing"
      role="img"
      aria-labelledby={`${id}-title`}
      {...(description ? { 'aria-describedby': `${id}-desc` } : {})}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family="system-ui, 'DejaVu Sans', sans-serif"
      font-size="14"
    >
      <title id={`${id}-title`}>{title}</title>
      {description ? <desc id={`${id}-desc`}>{description}</desc> : null}
      {isFile ? <rect width={width} height={height} fill="#ffffff" /> : null}
      <g class="tree-lines" fill="none" stroke="#5c5866" stroke-width="1.5">
        {lines.map(({ x1, y1, x2, y2 }) => {
          const half = (y1 + y2) / 2
          return <path d={`M${x1} ${y1}V${half}H${x2}V${y2 + 2}m-4 6l4-6l4 6`} />
        })}
      </g>
      {boxes.map((box) => (
        <DrawnBox box={box} />
      ))}
    </svg>
  )
}

function DrawnBox({ box }: { box: Box }) {
  const { fill, stroke, ink } = colours[box.kind]
  return (
    <g class={`tree-box ${box.kind}`}>
      <rect {...{ x: box.x, y: box.y, width: box.width, height: box.height, rx: 6, fill, stroke }} stroke-width="2" />
      <text x={box.x + box.width / 2} y={box.y + 25} text-anchor="middle" fill={ink}>
        {box.lines.map((line, index) => (
          <tspan x={box.x + box.width / 2} {...(index === 0 ? {} : { dy: 18 })}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}
