import type { OutlineLevel, Point } from './model.ts'

/** Fine enough that one unit is about a pixel of a map of its level (of a country; of a state), and numbers stay short. */
export const unitsPerDegree: Record<OutlineLevel, number> = { state: 100, municipality: 1000 }

/**
 * Mercator on a sphere: keeps the shapes people know, and depends on nothing but the point, so territories from different files
 * share one sheet. It enlarges the north: Baja California by a fifth beside Chiapas.
 */
export function projected([longitude, latitude]: Point, units: number): Point {
  const y = (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI
  return [longitude * units, -y * units]
}

/** Whether these are degrees that Mercator can draw; INEGI publishes in metres of a conic projection too. */
export function isGeographic([longitude, latitude]: Point): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85
}
