import type { Feature as GeoFeature, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryObject, Topology } from 'topojson-specification'
import { type Feature, type Polygon, UnusableFile } from './model.ts'
import { isGeographic } from './projection.ts'

/** A set of features as the file groups them: GeoJSON has one, TopoJSON may have several, each with its name. */
export type Layer = { name: string; features: Feature[] }

/** Reads TopoJSON or GeoJSON in degrees. Throws UnusableFile. */
export function readLayers(text: string): Layer[] {
  const layers = layersIn(parsed(text)).filter(({ features }) => features.length > 0)
  if (layers.length === 0) throw new UnusableFile('El archivo no trae ninguna figura.')
  for (const { features } of layers) for (const one of features) refuseOtherUnits(one)
  return layers
}

function parsed(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>
  } catch {
    // Said below, in words of ours.
  }
  throw new UnusableFile(
    'No es JSON: se lee TopoJSON o GeoJSON. Un shapefile se convierte antes, por ejemplo con mapshaper.',
  )
}

function layersIn(content: Record<string, unknown>): Layer[] {
  if (content.type === 'FeatureCollection' && Array.isArray(content.features))
    return [{ name: '', features: featuresFrom(content.features as GeoFeature[]) }]
  if (content.type === 'Feature') return [{ name: '', features: featuresFrom([content as unknown as GeoFeature]) }]
  if (content.type === 'Topology' && typeof content.objects === 'object' && content.objects !== null)
    return topologyLayers(content as unknown as Topology)
  throw new UnusableFile('No es TopoJSON ni GeoJSON: se espera "type": "Topology" o "FeatureCollection".')
}

function topologyLayers(topology: Topology): Layer[] {
  return Object.entries(topology.objects).map(([name, object]) => {
    try {
      const decoded = feature(topology, object as GeometryObject) as unknown as GeoFeature | { features: GeoFeature[] }
      return { name, features: featuresFrom('features' in decoded ? decoded.features : [decoded]) }
    } catch {
      throw new UnusableFile(`El objeto «${name}» del TopoJSON no se puede armar: sus arcos faltan o están dañados.`)
    }
  })
}

function featuresFrom(list: readonly GeoFeature[]): Feature[] {
  return list.map((one, index) => {
    const number = index + 1
    try {
      return { number, id: one.id, properties: one.properties ?? {}, polygons: polygonsOf(one.geometry) }
    } catch {
      throw new UnusableFile(`La figura ${number} está mal formada: sus coordenadas no son listas de pares de números.`)
    }
  })
}

function polygonsOf(geometry: Geometry | null): Polygon[] {
  if (geometry?.type === 'GeometryCollection') return geometry.geometries.flatMap(polygonsOf)
  const polygons =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return polygons
    .map((rings) => rings.map((ring) => ring.map(([x, y]) => pointOf(x, y))))
    .filter((rings) => rings.some((ring) => ring.length >= 4))
}

function pointOf(x: unknown, y: unknown): [number, number] {
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new TypeError('not a pair of numbers')
  return [x as number, y as number]
}

function refuseOtherUnits({ number, polygons }: Feature): void {
  const strange = polygons.flat(2).find((point) => !isGeographic(point))
  if (strange)
    throw new UnusableFile(
      `La figura ${number} trae la coordenada ${strange.join(', ')}, que no es longitud y latitud en grados. INEGI publica su marco ` +
        'en metros (cónica de Lambert): conviértelo antes a EPSG:4326.',
    )
}
