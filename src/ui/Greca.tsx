export const grecas = ['fret', 'steps', 'diamonds', 'waves'] as const
export type GrecaName = (typeof grecas)[number]

/** One repeat of each woven band, drawn on a grid of two units. */
const bands: Record<GrecaName, { width: number; path: string }> = {
  // The stepped fret of Mitla: a stair that ends in a hook.
  fret: { width: 48, path: 'M0 15h6v-4h5V7h5V3h24v9H24V7h8M40 15h8' },
  steps: { width: 40, path: 'M0 15h5v-4h5V7h5V3h10v4h5v4h5v4h5' },
  diamonds: { width: 32, path: 'M0 9l8-6 8 6-8 6zM16 9l8-6 8 6-8 6zM6.500 9h3M22.500 9h3' },
  waves: { width: 36, path: 'M0 15h10V7H4V3h18v12h14' },
}

/** The quiet ornament over a space's pages. `id` tells two of them apart on one page. */
export function Greca({ name = 'fret', id = 'greca' }: { name?: GrecaName; id?: string }) {
  const band = bands[name]
  return (
    <svg class="greca" width="100%" height="18" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width={band.width} height="18" patternUnits="userSpaceOnUse">
          <path class="greca-line" d={band.path} />
        </pattern>
      </defs>
      <rect width="100%" height="18" fill={`url(#${id})`} />
    </svg>
  )
}
