import type { ReadPhoto } from '../../../../platform/photos/read-photo.ts'
import { metersBetween } from '../distance.ts'
import type { Position } from '../model.ts'

/** What came with a photograph besides its bytes. */
export type Told = { alt: string | null; wasBlurred: boolean; takenAt: Date | null; position: Position | null }

/** A photograph whose bytes are kept and whose copies are made, before any row points at them. */
export type PreparedPhoto = Told & {
  original: { sha256: string; bytes: number; mediaType: string }
  copy: { sha256: string; bytes: number }
  thumbnail: { sha256: string; bytes: number }
  read: Pick<ReadPhoto, 'width' | 'height' | 'phash' | 'exif'>
}

export type Signal = 'exif-missing' | 'exif-time' | 'exif-place' | 'device-place'

type Seen = {
  exifTakenAt: Date | null
  exif: { latitude: number; longitude: number } | null
  deviceTakenAt: Date | null
  device: { latitude: number; longitude: number } | null
  capturedAt: Date
  work: { latitude: number; longitude: number } | null
}

const notableMs = 3_600_000
const notableMeters = 1000

/**
 * What reviewers are told of a photograph: EXIF is easily changed and often stripped by messengers, so differences are signals,
 * never proofs (T-50).
 */
export function signalsOf(photo: Seen): Signal[] {
  const device = photo.deviceTakenAt ?? photo.capturedAt
  const isApart = (a: Seen['exif'], b: Seen['exif']) => a !== null && b !== null && metersBetween(a, b) > notableMeters
  const said: [Signal, boolean][] = [
    ['exif-missing', photo.exifTakenAt === null],
    ['exif-time', photo.exifTakenAt !== null && Math.abs(photo.exifTakenAt.getTime() - device.getTime()) > notableMs],
    ['exif-place', isApart(photo.exif, photo.device ?? photo.work)],
    ['device-place', isApart(photo.device, photo.work)],
  ]
  return said.flatMap(([signal, holds]) => (holds ? [signal] : []))
}

export type PhotoState = 'waiting' | 'shown' | 'withheld'

/** A photograph on the moderation desk. */
export type DeskPhoto = {
  id: string
  state: PhotoState
  reason: string | null
  team: string
  workName: string
  workKey: string
  receivedAt: Date
  alt: string | null
  wasBlurred: boolean
  publicSha256: string
  originalDeletedAt: Date | null
}
