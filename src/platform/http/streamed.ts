/** The body of an answer made piece by piece as the reader takes it; a reader who leaves ends the making. */
export function streamed(pieces: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else
        controller.enqueue(
          typeof next.value === 'string' ? encoder.encode(next.value) : (next.value as Uint8Array<ArrayBuffer>),
        )
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
