import { DetailedError, Upload } from 'tus-js-client'
import type { QueuedPhoto } from './store.ts'

/** Small enough that little is lost with the signal, large enough not to ask too often. */
const pieceBytes = 256 * 1024

/** Sends what is missing of a photograph; `onStep` is told of the upload's address and of each piece, to be kept. */
export function upload(photo: QueuedPhoto, onStep: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let step = Promise.resolve()
    const note = () => {
      step = step.then(onStep)
    }
    const sending = new Upload(photo.blob, {
      endpoint: '/cargas',
      uploadUrl: photo.uploadUrl,
      chunkSize: pieceBytes,
      metadata: { purpose: 'rally-photo' },
      storeFingerprintForResuming: false,
      // The queue decides when to try again.
      retryDelays: null,
      onUploadUrlAvailable: () => {
        photo.uploadUrl = sending.url === null ? null : new URL(sending.url, location.href).pathname
        note()
      },
      onChunkComplete: (_size, accepted) => {
        photo.sentBytes = accepted
        note()
      },
      onError: (error) => reject(error),
      onSuccess: () => {
        photo.isUploaded = true
        photo.sentBytes = photo.blob.size
        note()
        step.then(resolve, reject)
      },
    })
    sending.start()
  })
}

/** The status that an upload was refused with; 0 where no answer came. */
export function statusOf(error: unknown): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0
}
