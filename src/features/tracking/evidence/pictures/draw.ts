import { parentPort, workerData } from 'node:worker_threads'
import * as mupdf from 'mupdf'

/** Runs in a thread of its own, which its master ends when it takes too long: draws the first page, at most 1400 px a side. */
const side = 1400

function draw(bytes: Uint8Array): { png: Uint8Array; pages: number } {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf')
  if (document.needsPassword()) throw new Error('password')
  const page = document.loadPage(0)
  const [left, top, right, bottom] = page.getBounds()
  const scale = side / Math.max(right - left, bottom - top, 1)
  const pixels = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true)
  return { png: pixels.asPNG(), pages: document.countPages() }
}

parentPort?.postMessage(draw(workerData as Uint8Array))
