import { createServer, type Socket } from 'node:net'

type Answer = string | null
export type CurtSmtp = { url: string; seen: string[]; close(): Promise<void> }

/**
 * Speaks just enough SMTP to be asked what a real server cannot be made to do: `atEnd` gives the answer to a message's last byte, or
 * null to break the connection without one. `seen` are the messages whose end arrived.
 */
export async function startCurtSmtp(atEnd: (message: string) => Promise<Answer>): Promise<CurtSmtp> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let [said, isMessage] = ['', false]
    const end = async (message: string) => {
      seen.push(message)
      const answer = await atEnd(message)
      if (answer === null) socket.destroy()
      else socket.write(`${answer}\r\n`)
    }
    socket.on('error', () => {})
    socket.on('data', (piece) => {
      said += piece
      for (;;) {
        const until = isMessage ? '\r\n.\r\n' : '\r\n'
        const at = said.indexOf(until)
        if (at < 0) return
        const line = said.slice(0, at)
        said = said.slice(at + until.length)
        if (isMessage) void end(line)
        else socket.write(line === 'DATA' ? '354 go on\r\n' : '250 yes\r\n')
        isMessage = !isMessage && line === 'DATA'
      }
    })
    socket.write('220 curt\r\n')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  return { url: `smtp://127.0.0.1:${port}`, seen, close }
}
