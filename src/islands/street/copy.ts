import type { Item } from './store.ts'

/** All that waits as one file, photographs included: what a closed edition refused, or a phone that is given away, is not lost. */
export async function downloadCopy(all: readonly Item[]): Promise<void> {
  const copies = await Promise.all(
    all.map(async ({ photos, ...item }) => ({
      ...item,
      photos: await Promise.all(
        photos.map(async ({ blob, ...photo }) => ({ ...photo, type: blob.type, data: await dataUrl(blob) })),
      ),
    })),
  )
  const link = document.createElement('a')
  const file = new Blob([JSON.stringify(copies, null, 1)], { type: 'application/json' })
  link.href = URL.createObjectURL(file)
  link.download = `tequio-calle-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(blob)
  })
}
