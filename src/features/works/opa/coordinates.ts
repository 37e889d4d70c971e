import type { CoordinateFault } from '../model.ts'
import { numberOf, plain } from './cells.ts'

export type Place = {
  latitude: number | null
  longitude: number | null
  /** Null: the pair stood as it should. `swapped` was put right; the other faults leave no coordinates. */
  fault: CoordinateFault | null
}

/** Where Mexico lies, its farthest islands included. */
const box = { south: 14, north: 33, west: -118.5, east: -86 }

const isLatitude = (value: number) => value >= box.south && value <= box.north
const isLongitude = (value: number) => value >= box.west && value <= box.east

/**
 * (0, 0) and what lies outside Mexico are no place; a pair that lies in Mexico only the other way round is turned.
 * A longitude that lost its sign is not mended: nobody knows whether that was all it lost.
 */
export function placeOf(latitudeCell: string, longitudeCell: string): Place {
  const none = (fault: CoordinateFault): Place => ({ latitude: null, longitude: null, fault })
  if (plain(latitudeCell) === '' || plain(longitudeCell) === '') return none('empty')
  const [latitude, longitude] = [numberOf(latitudeCell), numberOf(longitudeCell)]
  if (latitude === null || longitude === null) return none('out-of-range')
  if (latitude === 0 && longitude === 0) return none('zero')
  if (isLatitude(latitude) && isLongitude(longitude)) return { latitude, longitude, fault: null }
  if (isLongitude(latitude) && isLatitude(longitude))
    return { latitude: longitude, longitude: latitude, fault: 'swapped' }
  return none('out-of-range')
}
