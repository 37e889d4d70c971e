import type { C } from '../../../platform/http/env.ts'
import { worksPaths } from '../paths.ts'

type WorksMapProps = {
  c: C
  space: string
  /** Where the points are read: keys, degrees and whether each can be visited. */
  points: string
  base: string | null
}

/** The map that the script draws; without one it takes no room, and the list beside it says the same. */
export function WorksMapBox({ c, space, points, base }: WorksMapProps) {
  const { t, deps } = c.var
  return (
    <works-map
      class="works-map"
      data-points={points}
      data-outlines={base === null ? `${worksPaths.map(space)}/contornos.json` : undefined}
      data-base={base ?? undefined}
      data-worker={deps.assets.island('works-map-worker')}
      data-works={worksPaths.list(space)}
      data-title={t('works.map')}
      data-scroll={t('works.map.scroll')}
      data-fingers={t('works.map.fingers')}
    >
      <div data-map="works"></div>
      <div class="works-map-tools">
        <MapButton step="1" label={t('works.map.closer')} />
        <MapButton step="-1" label={t('works.map.farther')} />
        <output data-said="work" aria-live="polite"></output>
      </div>
    </works-map>
  )
}

function MapButton({ step, label }: { step: string; label: string }) {
  return (
    <button type="button" class="button quiet small-button" data-zoom={step}>
      {label}
    </button>
  )
}
