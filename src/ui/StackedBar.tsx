import type { StatusKind } from './Status.tsx'

export interface BarPart {
  label: string
  /** Share of the whole, 0 to 100. */
  percent: number
  tone: StatusKind
  /** As it is to be read: '33.33 %', '4 de 12'. */
  text: string
}

interface StackedBarProps {
  label: string
  parts: readonly BarPart[]
  /** The key below the bar; leave it out where a table beside says the same. */
  legend?: boolean
}

/** One whole divided into states. Each part differs by colour and by texture, and is named in words below. */
export function StackedBar({ label, parts, legend = true }: StackedBarProps) {
  const shown = parts.filter((part) => part.percent > 0)
  const words = shown.map((part) => `${part.label} ${part.text}`).join(', ')
  let from = 0
  return (
    <div class="stacked">
      <svg class="bar" role="img" aria-label={`${label}: ${words}`} height="14" width="100%">
        {shown.map((part) => {
          const x = from
          from += part.percent
          return <Part tone={part.tone} x={x} width={part.percent} />
        })}
      </svg>
      {legend ? (
        <ul class="bar-legend" aria-hidden="true">
          {parts.map((part) => (
            <li>
              <span class={`status ${part.tone}`}>{part.label}</span> {part.text}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

const textures: Partial<Record<StatusKind, string>> = {
  'at-risk': 'texture-dots',
  late: 'texture-cross',
  dispute: 'texture-cross',
  paused: 'texture-lines',
}

function Part({ tone, x, width }: { tone: StatusKind; x: number; width: number }) {
  const place = { x: `${round(x)}%`, width: `${round(width)}%`, height: '100%' }
  const texture = textures[tone]
  return (
    <>
      <rect class={`fill ${tone}`} {...place} />
      {texture ? <rect fill={`url(#${texture})`} {...place} /> : null}
    </>
  )
}

const round = (value: number) => Math.round(value * 100) / 100

/** Defined once a page (the layout does): textures that tell parts of a chart apart without colour. */
export function Textures() {
  return (
    <svg class="textures" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="texture-stripes" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="texture" width="4" height="9" />
        </pattern>
        <pattern id="texture-dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle class="texture" cx="3" cy="3" r="1.3" />
        </pattern>
        <pattern id="texture-cross" width="6" height="6" patternUnits="userSpaceOnUse">
          <path class="texture-line" d="M0 0l6 6M6 0l-6 6" />
        </pattern>
        <pattern id="texture-lines" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect class="texture" width="2" height="5" />
        </pattern>
      </defs>
    </svg>
  )
}
