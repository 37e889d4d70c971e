import sharp from 'sharp'

/** A picture made for a test: soft shapes that differ by `seed`, as JPEG unless another format is asked for. */
export async function picture(
  seed: number,
  {
    width = 640,
    height = 480,
    format = 'jpeg',
  }: { width?: number; height?: number; format?: 'jpeg' | 'png' | 'webp' } = {},
): Promise<Buffer> {
  let state = seed * 2654435761 + 1
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const spots = Array.from({ length: 64 }, () => Math.floor(random() * 256))
  return sharp(Uint8Array.from(spots), { raw: { width: 8, height: 8, channels: 1 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .toColourspace('srgb')
    .toFormat(format)
    .toBuffer()
}
