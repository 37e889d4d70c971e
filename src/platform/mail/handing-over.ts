import { Readable } from 'node:stream'
import type { SendMailOptions, Transporter } from 'nodemailer'

/** Runs when the whole message but its end is with the server; the end follows once it is done, and never when it throws. */
export type BeforeLastByte = () => Promise<void>
export type Letter = SendMailOptions & { beforeLastByte: BeforeLastByte }

/** Keeps the end of each message back until its `beforeLastByte` is done. A server delivers nothing whose end it has not seen. */
export function holdBackEnds(transport: Transporter): void {
  transport.use('stream', (mail, done) => {
    const { beforeLastByte } = mail.data as Letter
    mail.message.processFunc((input) => heldBack(input, beforeLastByte))
    done()
  })
}

/** Starts to read only when somebody reads: after the server's word that it takes the message (354). */
function heldBack(input: Readable, beforeLastByte: BeforeLastByte): Readable {
  const pieces = async function* () {
    for await (const piece of input) yield piece
    await beforeLastByte()
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: 1 })
}

/** The server answered with a refusal (RFC 5321, 4.2.1): whatever was handed over, it did not take it. */
export function isRefusal(error: unknown): boolean {
  return Number((error as { responseCode?: unknown }).responseCode) >= 400
}

/** The server of the receiver says that there is no such mailbox (RFC 5321, 4.2.3); a full one or a busy server is another matter. */
export function isForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return code === 'EENVELOPE' && [550, 551, 553, 556].includes(Number(responseCode))
}

export function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown'
  )
}
