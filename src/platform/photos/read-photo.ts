import sharp, { type Sharp } from 'sharp'
import { Unreadable } from '../errors.ts'
import { type Exif, readExif } from './exif.ts'
import { hashedSide, perceptualHash } from './perceptual-hash.ts'
import { isAnimatedPng, isPolyglot, type Sniffed, sniff } from './sniff.ts'

// One picture at a time (`inTurn`), decoded by one thread, none kept: memory is that of the largest picture we take.
sharp.cache(false)
sharp.concurrency(1)

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A photograph as it may be kept: the copies hold pixels and nothing else. */
export type ReadPhoto = {
  mediaType: PhotoType
  /** JPEG, upright, at most 2048 px a side. */
  copy: Buffer
  /** The same at most 400 px a side. */
  thumbnail: Buffer
  width: number
  height: number
  phash: string
  exif: Exif
}

export const largestPhotoBytes = 25 * 1024 * 1024
/** The largest sensors whose phones save whole pictures; decoded whole, 4 bytes a pixel, some 210 MB. */
export const largestPhotoPixels = 52_000_000
const copySide = 2048
const thumbnailSide = 400
const patienceSeconds = 20

const options = { limitInputPixels: largestPhotoPixels, failOn: 'error', sequentialRead: true } as const

/**
 * Reads what is said to be a photograph: sniffed, bounded, turned upright, encoded anew without metadata, hashed.
 * @throws Unreadable with a sentence for everything that is no whole, still JPEG, PNG or WebP picture within bounds.
 */
export async function readPhoto(bytes: Uint8Array, timeZone: string): Promise<ReadPhoto> {
  const mediaType = acceptedType(bytes)
  return inTurn(async () => {
    await refuseUnfit(bytes)
    try {
      return await made(bytes, mediaType, timeZone)
    } catch (error) {
      // Whatever the decoder says of a damaged file is said to the person in one sentence.
      throw error instanceof Unreadable ? error : new Unreadable('photo.damaged')
    }
  })
}

const refusals: Record<Exclude<Sniffed, PhotoType>, 'photo.heic' | 'photo.svg' | 'photo.other'> = {
  heic: 'photo.heic',
  svg: 'photo.svg',
  other: 'photo.other',
}

function acceptedType(bytes: Uint8Array): PhotoType {
  if (bytes.byteLength === 0) throw new Unreadable('photo.empty')
  if (bytes.byteLength > largestPhotoBytes)
    throw new Unreadable('photo.too-heavy', { megabytes: largestPhotoBytes / 1024 / 1024 })
  const sniffed = sniff(bytes)
  if (sniffed === 'heic' || sniffed === 'svg' || sniffed === 'other') throw new Unreadable(refusals[sniffed])
  if (isPolyglot(bytes)) throw new Unreadable('photo.polyglot')
  if (sniffed === 'image/png' && isAnimatedPng(bytes)) throw new Unreadable('photo.animated')
  return sniffed
}

/** From the header alone: a bomb of a few kilobytes that would unpack to gigabytes ends here. */
async function refuseUnfit(bytes: Uint8Array): Promise<void> {
  const header = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Unreadable('photo.damaged')
    })
  if (header.width * header.height > largestPhotoPixels)
    throw new Unreadable('photo.too-large', { megapixels: Math.floor(largestPhotoPixels / 1e6) })
  if ((header.pages ?? 1) > 1) throw new Unreadable('photo.animated')
  if (Math.min(header.width, header.height) < 16) throw new Unreadable('photo.too-small')
}

async function made(bytes: Uint8Array, mediaType: PhotoType, timeZone: string): Promise<ReadPhoto> {
  const { data: copy, info } = await jpeg(sharp(bytes, options).autoOrient(), copySide, 82)
  // From the copy: it is small, and what is compared is what people see.
  const { data: thumbnail } = await jpeg(sharp(copy), thumbnailSide, 76)
  const phash = await hashOf(copy)
  const exif = await readExif(bytes, timeZone)
  return { mediaType, copy, thumbnail, width: info.width, height: info.height, phash, exif }
}

/** Without `keepMetadata` nothing but pixels is written: colours become sRGB, profiles, EXIF and XMP stay behind. */
function jpeg(picture: Sharp, side: number, quality: number) {
  return picture
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality })
    .timeout({ seconds: patienceSeconds })
    .toBuffer({ resolveWithObject: true })
}

async function hashOf(copy: Buffer): Promise<string> {
  const luminances = await sharp(copy)
    .greyscale()
    .resize(hashedSide, hashedSide, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  return perceptualHash(luminances)
}

let last: Promise<unknown> = Promise.resolve()

/** One after another in this process. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = last.then(work, work)
  last = mine.catch(() => {})
  return mine
}
