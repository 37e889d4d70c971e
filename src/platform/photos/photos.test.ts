import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import exifr from 'exifr'
import fc from 'fast-check'
import sharp from 'sharp'
import { picture } from '../../../test/photos.ts'
import { Unreadable } from '../errors.ts'
import { translator } from '../i18n.ts'
import { instantOf } from './exif.ts'
import { hashDistance, hashedSide, perceptualHash } from './perceptual-hash.ts'
import { largestPhotoBytes, readPhoto } from './read-photo.ts'

const zone = 'America/Mexico_City'
const shared = fileURLToPath(new URL('../../../../shared/data/social/', import.meta.url))
const withShared = { skip: existsSync(shared) ? false : 'the shared pictures are not here' }

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readPhoto(bytes, zone).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Unreadable, String(error))
  const sentence = translator('es')(error.key, error.values)
  assert.ok(!sentence.includes('{'), sentence)
  return error.key
}

test('JPEG, PNG and WebP become an upright JPEG of at most 2048 px and a thumbnail of at most 400', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const read = await readPhoto(await picture(1, { width: 3000, height: 1000, format }), zone)
    assert.equal(read.mediaType, `image/${format}`)
    const [copy, thumbnail] = await Promise.all([sharp(read.copy).metadata(), sharp(read.thumbnail).metadata()])
    assert.deepEqual([copy.format, copy.width, copy.height], ['jpeg', 2048, 683])
    assert.deepEqual([thumbnail.format, thumbnail.width], ['jpeg', 400])
    assert.deepEqual([read.width, read.height], [2048, 683])
  }
})

test('T-51 the copies hold pixels only: no EXIF, no position, no XMP, no colour profile', async () => {
  const camera = await sharp(await picture(2))
    .withExif({
      IFD0: { Make: 'Cámara', Artist: 'Nicanor Vecino' },
      IFD2: { DateTimeOriginal: '2026:03:03 12:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '17/1 3/1 36/1', GPSLongitudeRef: 'W', GPSLongitude: '96/1 43/1 12/1' },
    })
    .withIccProfile('p3')
    .toBuffer()
  const read = await readPhoto(camera, zone)
  assert.ok(Math.abs((read.exif.position?.latitude ?? 0) - 17.06) < 1e-6)
  assert.ok(Math.abs((read.exif.position?.longitude ?? 0) + 96.72) < 1e-6)
  for (const made of [read.copy, read.thumbnail]) {
    const { exif, xmp, icc, iptc } = await sharp(made).metadata()
    assert.deepEqual([exif, xmp, icc, iptc], [undefined, undefined, undefined, undefined])
    assert.equal(await exifr.parse(made, true).then((tags) => tags?.Artist), undefined)
    assert.ok(!made.includes('Nicanor'))
  }
})

test('T-50 a time in EXIF is an instant by its offset, else the local time of where the rally is held', async () => {
  const taken = async (offset: string | null) => {
    const tags = { DateTimeOriginal: '2026:03:03 12:00:00', ...(offset ? { OffsetTimeOriginal: offset } : {}) }
    const bytes = await sharp(await picture(3))
      .withExif({ IFD2: tags })
      .toBuffer()
    return (await readPhoto(bytes, zone)).exif.takenAt?.toISOString()
  }
  assert.equal(await taken(null), '2026-03-03T18:00:00.000Z')
  assert.equal(await taken('-07:00'), '2026-03-03T19:00:00.000Z')
  assert.equal((await readPhoto(await picture(3), zone)).exif.takenAt, null)
})

test('local times of every zone go there and back', () => {
  const zones = fc.constantFrom('America/Mexico_City', 'America/Tijuana', 'Asia/Kolkata', 'Pacific/Apia', 'UTC')
  const days = fc.date({ min: new Date('1990-01-01Z'), max: new Date('2060-01-01Z'), noInvalidDate: true })
  fc.assert(
    fc.property(zones, days, (timeZone, at) => {
      const format = (instant: Date) =>
        new Intl.DateTimeFormat('en-CA', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
          hourCycle: 'h23',
        }).format(instant)
      const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000)
      const shown = new Date(`${format(seconds).replace(', ', 'T')}Z`)
      assert.equal(format(instantOf(shown, timeZone)), format(seconds))
    }),
  )
})

test('what is no still, whole photograph is refused with a sentence of its own', async () => {
  const jpeg = await picture(4, { width: 1200, height: 900 })
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)])
  const frames = await Promise.all([5, 6].map((seed) => picture(seed, { width: 64, height: 64, format: 'png' })))
  const animated = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
  const png = await picture(7, { width: 64, height: 64, format: 'png' })
  const apng = Buffer.concat([
    png.subarray(0, 33),
    Buffer.from('\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0', 'latin1'),
    png.subarray(33),
  ])
  const zip = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1')
  const cases: [string, Uint8Array][] = [
    ['photo.empty', new Uint8Array()],
    ['photo.heic', heic],
    ['photo.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['photo.other', Buffer.from('GIF89a')],
    ['photo.other', Buffer.from('%PDF-1.7')],
    ['photo.other', Buffer.from('no es una foto')],
    ['photo.animated', animated],
    ['photo.animated', apng],
    ['photo.polyglot', Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')])],
    ['photo.polyglot', Buffer.concat([jpeg, Buffer.from('PK\x03\x04', 'latin1'), zip])],
    ['photo.too-heavy', Buffer.concat([jpeg, Buffer.alloc(largestPhotoBytes)])],
    ['photo.too-small', await sharp(jpeg).resize(12, 12).toBuffer()],
    ['photo.damaged', jpeg.subarray(0, 20)],
    ['photo.damaged', jpeg.subarray(0, jpeg.length / 2)],
    ['photo.damaged', jpeg.subarray(0, jpeg.length - 200)],
    ['photo.damaged', png.subarray(0, png.length - 40)],
  ]
  for (const [key, bytes] of cases) assert.equal(await refusal(bytes), key)
})

test('a bomb of few kilobytes is refused by its header, before it is unpacked', async () => {
  const bomb = await sharp({
    create: { width: 9000, height: 9000, channels: 3, background: '#000' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  assert.ok(bomb.length < 1_000_000)
  const before = process.memoryUsage.rss()
  assert.equal(await refusal(bomb), 'photo.too-large')
  assert.ok(process.memoryUsage.rss() - before < 100_000_000)
})

test('R-64 the perceptual hash stays within few bits when a picture is encoded anew, and differs by many for another', async () => {
  const hashes: string[] = []
  for (let seed = 10; seed < 20; seed++) {
    const original = await picture(seed, { width: 1600, height: 1200 })
    const { phash } = await readPhoto(original, zone)
    assert.match(phash, /^[0-9a-f]{16}$/)
    const again = [
      await sharp(original).jpeg({ quality: 40 }).toBuffer(),
      await sharp(original).resize(800).webp({ quality: 70 }).toBuffer(),
      await sharp(original).resize(500, 500, { fit: 'fill' }).png().toBuffer(),
    ]
    for (const bytes of again) assert.ok(hashDistance((await readPhoto(bytes, zone)).phash, phash) <= 4)
    for (const other of hashes) assert.ok(hashDistance(other, phash) > 12, `${other} ${phash}`)
    hashes.push(phash)
  }
})

test('an even surface has the hash of nothing, whatever its colour', () => {
  for (const level of [0, 17, 255])
    assert.equal(perceptualHash(new Uint8Array(hashedSide ** 2).fill(level)), '0'.repeat(16))
  assert.equal(hashDistance('0'.repeat(16), 'f'.repeat(16)), 64)
})

test('R-64 variants of one real photograph are near, its eight orientations are one picture', withShared, async () => {
  const hashOf = async (path: string) => (await readPhoto(readFileSync(`${shared}${path}`), zone)).phash
  const original = await hashOf('images_neardup/bridge-mods/aaa-orig.jpg')
  for (const name of readdirSync(`${shared}images_neardup/bridge-mods`)) {
    if (!name.endsWith('.jpg')) continue
    const distance = hashDistance(await hashOf(`images_neardup/bridge-mods/${name}`), original)
    assert.ok(distance <= 6, `${name}: ${distance}`)
  }
  const upright = await hashOf('images_exif/orientation/landscape_1.jpg')
  for (let turn = 2; turn <= 8; turn++) {
    const read = await readPhoto(readFileSync(`${shared}images_exif/orientation/landscape_${turn}.jpg`), zone)
    assert.deepEqual([read.width, read.height], [600, 450])
    assert.ok(hashDistance(read.phash, upright) <= 4)
  }
})

test('T-50 times and positions of real cameras are read; a HEIC is refused with what to do', withShared, async () => {
  const read = (path: string) => readPhoto(readFileSync(`${shared}images_exif/${path}`), 'Europe/Rome')
  const { exif } = await read('gps/DSCN0010.jpg')
  assert.equal(exif.takenAt?.toISOString(), '2008-10-22T14:28:39.000Z')
  assert.deepEqual([exif.position?.latitude.toFixed(4), exif.position?.longitude.toFixed(4)], ['43.4674', '11.8851'])
  assert.deepEqual((await read('no_exif.jpg')).exif, { takenAt: null, position: null })
  assert.equal(await refusal(readFileSync(`${shared}images_exif/heic/samplefilehub.heif`)), 'photo.heic')
})
