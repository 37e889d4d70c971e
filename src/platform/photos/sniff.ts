/** What the bytes are, whatever their sender says; only the first three are photographs to us. */
export type Sniffed = 'image/jpeg' | 'image/png' | 'image/webp' | 'heic' | 'svg' | 'other'

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** Brands of ISO 23008-12 files whose pictures are coded in HEVC, which the decoder in use is built without. */
const heicBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/

export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (ascii(bytes, 4, 8) === 'ftyp' && heicBrands.test(ascii(bytes, 8, 12))) return 'heic'
  return /<svg[\s>]/i.test(ascii(bytes, 0, 1024)) ? 'svg' : 'other'
}

/** Beginnings of programs and pages; no metadata format holds them. */
const foreign = ['<?php', '<script', '<SCRIPT', '<html', '<HTML', '<!doctype html', '<!DOCTYPE html'].map((text) =>
  Buffer.from(text),
)
const zipEnd = Buffer.from('PK\x05\x06', 'latin1')
/** The end record of a zip archive and its longest comment. */
const zipEndBytes = 22 + 65_535

/**
 * Whether a picture is at the same time something else that a program would open: an archive, a page, a PDF. What phones put
 * behind a picture (a second picture, a moment of video) is not.
 */
export function isPolyglot(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (whole.subarray(0, 1024).includes('%PDF-')) return true
  if (whole.subarray(-zipEndBytes).includes(zipEnd)) return true
  return foreign.some((text) => whole.includes(text))
}

/** An animated PNG says so before its first picture (acTL); decoders show only the first frame of it. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const control = whole.indexOf('acTL')
  const picture = whole.indexOf('IDAT')
  return control > 0 && (picture < 0 || control < picture)
}
