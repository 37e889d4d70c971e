/** Photographs as a rally takes them: a generated picture of 12 megapixels, read one after another; peak memory of the process. */
import sharp from 'sharp'
import { readPhoto } from '../src/platform/photos/read-photo.ts'
import { picture } from '../test/photos.ts'

const photos = 12
const soft = await picture(1, { width: 4000, height: 3000 })
const grain = await sharp({
  create: {
    width: 4000,
    height: 3000,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 20 },
  },
})
  .jpeg()
  .toBuffer()
const bytes = await sharp(soft)
  .composite([{ input: grain, blend: 'soft-light' }])
  .jpeg({ quality: 90 })
  .toBuffer()

await readPhoto(bytes, 'America/Mexico_City')
const before = process.memoryUsage.rss()
let peak = before
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 5)
const started = performance.now()
// All asked for at once, as six photographs of a visit are: they take turns.
await Promise.all(Array.from({ length: photos }, () => readPhoto(bytes, 'America/Mexico_City')))
const seconds = (performance.now() - started) / 1000
clearInterval(watch)
const megabytes = (value: number) => (value / 1e6).toFixed(0)
console.log(
  `Fotos de 12 megapíxeles (${megabytes(bytes.length)} MB): ${(photos / seconds).toFixed(1)} por segundo en un hilo; memoria máxima ${megabytes(peak)} MB, ${megabytes(peak - before)} MB sobre el reposo`,
)
