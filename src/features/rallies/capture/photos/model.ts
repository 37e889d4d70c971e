import type { ReadPhoto } from '../../../../platform/photos/read-photo.ts'
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

export type PhotoState = 'waiting' | 'shown' | 'withheld'

/** A photograph on the moderation desk. */
export type DeskPhoto = {
  id: string
  state: PhotoState
  reason: string | null
  /** None where somebody outside any team reported a work that the list lacks. */
  team: string | null
  workName: string
  workKey: string
  receivedAt: Date
  alt: string | null
  wasBlurred: boolean
  publicSha256: string
  originalDeletedAt: Date | null
}
