import type { CoordinateFault } from '../model.ts'
import { numberOf, plain } from './cells.ts'

export type Place = {
  latitude: number | null
  longitude: number | null
  /** Null: the pair stood as it should. `swapped` was put right; the other faults leave no coordinates. */
  fault: CoordinateFault | null
}

export type Box = { south: number; north: number; west: number; east: number }

/** Where Mexico lies, its farthest islands included. */
export const mexico: Box = { south: 14, north: 33, west: -118.5, east: -86 }
/** For works of other countries: nothing tells a pair that stands the wrong way round, so none is turned. */
export const world: Box = { south: -90, north: 90, west: -180, east: 180 }

const isWithin = (box: Box, latitude: number, longitude: number) =>
  latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east

/**
 * (0, 0) and what lies outside Mexico are no place; a pair that lies in Mexico only the other way round is turned.
 * A longitude that lost its sign is not mended: nobody knows whether that was all it lost.
 */
export function placeOf(latitudeCell: string, longitudeCell: string, box: Box = mexico): Place {
  const none = (fault: CoordinateFault): Place => ({ latitude: null, longitude: null, fault })
  if (plain(latitudeCell) === '' || plain(longitudeCell) === '') return none('empty')
  const [latitude, longitude] = [numberOf(latitudeCell), numberOf(longitudeCell)]
  if (latitude === null || longitude === null) return none('out-of-range')
  if (latitude === 0 && longitude === 0) return none('zero')
  if (isWithin(box, latitude, longitude)) return { latitude, longitude, fault: null }
  if (box !== world && isWithin(box, longitude, latitude))
    return { latitude: longitude, longitude: latitude, fault: 'swapped' }
  return none('out-of-range')
}
