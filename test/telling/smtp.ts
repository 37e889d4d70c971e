import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type SmtpServer = {
  url: string
  received: Email[]
  /** Addresses that this server says it does not have. */
  unknown: Set<string>
  close(): Promise<void>
}

/** A mail server on this machine that keeps what it takes. */
export async function startSmtp(): Promise<SmtpServer> {
  const received: Email[] = []
  const unknown = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      unknown.has(address) ? done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) : done(),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        received.push(await PostalMime.parse(Buffer.concat(parts)))
        done()
      })
    },
  })
  // Whoever was killed in the middle of a letter leaves a broken line behind.
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  return { url: `smtp://127.0.0.1:${port}`, received, unknown, close }
}
