/** The mailbox is not there or was closed (RFC 3463): a full one, or a server that refuses what it read, is another matter. */
const isForGood = (status: string) => /^5\.(1\.\d{1,3}|2\.1)$/.test(status)

/** Addresses that a delivery report (RFC 3464) says cannot be reached, each with its status; lower case, each once. */
export function failedRecipients(report: string): { email: string; status: string }[] {
  const found = new Map<string, string>()
  for (const block of report.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
    const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(block)?.[1]?.trim() ?? ''
    const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(field('Status'))?.[0] ?? ''
    if (field('Action').toLowerCase() !== 'failed' || !isForGood(status)) continue
    // What we wrote to; where it was forwarded to is none of ours.
    const recipient = field('Original-Recipient') || field('Final-Recipient')
    const email = /^rfc822;[ \t]*<?([^\s<>;]+@[^\s<>;]+)>?$/i.exec(recipient)?.[1]?.toLowerCase()
    if (email) found.set(email, status)
  }
  return [...found].map(([email, status]) => ({ email, status }))
}
