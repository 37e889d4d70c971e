import { addProtocol, type GeoJSONSource, Map as MapLibre, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import { Protocol } from 'pmtiles'

/** What the server sends: keys by order, and for each its degrees times 100 000 (longitude, latitude) and whether it can be visited. */
type Points = { keys: string[]; at: number[]; visitable: number[] }

/**
 * A map over the list that stands inside the element: the list stays for whoever has no script, no WebGL or no connection.
 * Clusters, and a press on a point says its name under the map.
 */
class WorksMap extends HTMLElement {
  async connectedCallback() {
    const box = this.querySelector<HTMLElement>('[data-map]')
    const { points, outlines, worker } = this.dataset
    if (!box || !points || !worker || !hasWebgl()) return
    setWorkerUrl(new URL(worker, location.href).href)
    try {
      const [works, land] = await Promise.all([load<Points>(points), outlines ? load<object>(outlines) : null])
      this.dataset.on = ''
      this.#draw(box, works, land)
    } catch {
      // The list below says the same.
      delete this.dataset.on
    }
  }

  #draw(box: HTMLElement, works: Points, land: object | null) {
    const map = new MapLibre({
      container: box,
      style: this.#style(),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: true,
      locale: {
        'CooperativeGesturesHandler.WindowsHelpText': this.dataset.scroll ?? '',
        'CooperativeGesturesHandler.MacHelpText': this.dataset.scroll ?? '',
        'CooperativeGesturesHandler.MobileHelpText': this.dataset.fingers ?? '',
        'Map.Title': this.dataset.title ?? '',
      },
      ...viewOf(works),
    })
    map.touchZoomRotate.disableRotation()
    map.on('load', () => {
      const colours = coloursOf(this)
      if (land) {
        addLand(map, land, colours)
        addGrid(map, works, colours)
      }
      addWorks(map, works, colours)
      this.dataset.ready = String(works.keys.length)
    })
    map.on('click', 'works-points', ({ features }) => this.#tell(String(features?.[0]?.properties.key ?? '')))
    map.on('click', 'works-clusters', async ({ features, lngLat }) => {
      const source = map.getSource<GeoJSONSource>('works')
      const cluster = Number(features?.[0]?.properties.cluster_id)
      if (source) map.easeTo({ center: lngLat, zoom: await source.getClusterExpansionZoom(cluster), animate: isCalm() })
    })
    for (const layer of ['works-points', 'works-clusters']) {
      map.on('mouseenter', layer, () => map.getCanvas().classList.add('pointing'))
      map.on('mouseleave', layer, () => map.getCanvas().classList.remove('pointing'))
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-zoom]')) {
      button.addEventListener('click', () =>
        map.zoomTo(map.getZoom() + Number(button.dataset.zoom), { animate: isCalm() }),
      )
    }
  }

  #style(): string | StyleSpecification {
    const address = this.dataset.base
    if (!address) return { version: 8, sources: {}, layers: [] }
    addProtocol('pmtiles', new Protocol().tile)
    if (!address.endsWith('.pmtiles')) return address
    const base = { type: 'raster', url: `pmtiles://${address}`, tileSize: 256 } as const
    return { version: 8, sources: { base }, layers: [{ id: 'base', type: 'raster', source: 'base' }] }
  }

  async #tell(key: string) {
    const said = this.querySelector('[data-said]')
    const { works } = this.dataset
    if (!said || !works || key === '') return
    const link = document.createElement('a')
    link.href = `${works}/${encodeURIComponent(key)}`
    link.textContent = key
    said.replaceChildren(link)
    const work = await load<{ name?: string }>(`${link.href}.json`).catch(() => null)
    if (work?.name) link.textContent = `${work.name} (${key})`
  }
}

async function load<Data>(address: string): Promise<Data> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json() as Promise<Data>
}

function hasWebgl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

const isCalm = () => !matchMedia('(prefers-reduced-motion: reduce)').matches

type Colours = { paper: string; track: string; line: string; primary: string; muted: string; surface: string }

/** Canvas colours are no CSS: what the page's own variables come to, in its light or dark. */
function coloursOf(element: HTMLElement): Colours {
  const probe = document.createElement('span')
  element.append(probe)
  const of = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const colours = {
    ...{ paper: of('paper'), track: of('track'), line: of('field-line') },
    ...{ primary: of('primary'), muted: of('muted'), surface: of('surface') },
  }
  probe.remove()
  return colours
}

/** So few are told apart without being gathered. */
const mostApart = 150

function viewOf(works: Points) {
  if (works.at.length === 0) return { center: [-102, 24] as [number, number], zoom: 3.6 }
  return { bounds: boundsOf(works), fitBoundsOptions: { padding: 30, maxZoom: 13 } }
}

function boundsOf({ at }: Points): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (let index = 0; index < at.length; index += 2) {
    const [longitude, latitude] = [(at[index] ?? 0) / 1e5, (at[index + 1] ?? 0) / 1e5]
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return [west, south, east, north]
}

/** Where no border of a state comes into view, meridians and parallels let the eye measure; some five across what there is. */
function addGrid(map: MapLibre, works: Points, colours: Colours) {
  if (works.at.length === 0) return
  const [west, south, east, north] = boundsOf(works)
  const span = Math.max(east - west, north - south, 0.05)
  if (span > 3) return
  const step = 10 ** Math.floor(Math.log10(span / 2))
  const [reach, west0, south0] = [60, Math.floor((west + east) / 2 / step), Math.floor((south + north) / 2 / step)]
  const marks = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach)
  const [left, right] = [(west0 - reach) * step, (west0 + reach) * step]
  const [bottom, top] = [(south0 - reach) * step, (south0 + reach) * step]
  const coordinates = [
    ...marks
      .map((mark) => (west0 + mark) * step)
      .map((x) => [
        [x, bottom],
        [x, top],
      ]),
    ...marks
      .map((mark) => (south0 + mark) * step)
      .map((y) => [
        [left, y],
        [right, y],
      ]),
  ]
  const data = { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates } } as const
  map.addSource('grid', { type: 'geojson', data })
  const paint = { 'line-color': colours.line, 'line-width': 0.5, 'line-opacity': 0.45 }
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint })
}

function addLand(map: MapLibre, land: object, colours: Colours) {
  map.addSource('land', { type: 'geojson', data: land as GeoJSON.GeoJSON })
  map.addLayer({ id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.track } })
  map.addLayer({
    id: 'borders',
    type: 'line',
    source: 'land',
    paint: { 'line-color': colours.line, 'line-width': 0.7 },
  })
}

function addWorks(map: MapLibre, { keys, at, visitable }: Points, colours: Colours) {
  const features = keys.map((key, index) => ({
    type: 'Feature' as const,
    properties: { key, visitable: visitable[index] ?? 0 },
    geometry: {
      type: 'Point' as const,
      coordinates: [(at[2 * index] ?? 0) / 1e5, (at[2 * index + 1] ?? 0) / 1e5],
    },
  }))
  const data = { type: 'FeatureCollection' as const, features }
  map.addSource('works', {
    type: 'geojson',
    data,
    cluster: keys.length > mostApart,
    clusterRadius: 48,
    clusterMaxZoom: 13,
  })
  const rim = { 'circle-stroke-color': colours.surface, 'circle-stroke-width': 1.5 }
  map.addLayer({
    id: 'works-clusters',
    type: 'circle',
    source: 'works',
    filter: ['has', 'point_count'],
    paint: {
      ...rim,
      'circle-color': colours.primary,
      'circle-opacity': 0.85,
      'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'point_count']], 0, 8, 2, 16, 4, 32],
    },
  })
  map.addLayer({
    id: 'works-counts',
    type: 'symbol',
    source: 'works',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 13, 'text-allow-overlap': true },
    paint: { 'text-color': colours.surface },
  })
  map.addLayer({
    id: 'works-points',
    type: 'circle',
    source: 'works',
    filter: ['!', ['has', 'point_count']],
    paint: {
      ...rim,
      'circle-radius': 7,
      'circle-color': ['case', ['==', ['get', 'visitable'], 1], colours.primary, colours.muted],
    },
  })
}

customElements.define('works-map', WorksMap)
