import * as z from 'zod'
import { connectorNetworks } from '../connectors/model.ts'

const server = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .transform((text) => (text === '' || /^https?:\/\//i.test(text) ? text : `https://${text}`))
  .refine(
    (text) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    'networks.error.server',
  )
  .transform((text) => (text === '' ? undefined : new URL(text).origin))

const chats = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((one) => one.replace(/^(https?:\/\/)?t\.me\//, '@')),
  )
  .refine(
    (list) => list.length <= 50 && list.every((one) => /^(@?\w{4,32}|-?\d{5,20})$/.test(one)),
    'networks.error.chats',
  )

/** What an organiser says of a new source. */
export const sourceForm = z
  .object({ network: z.enum(connectorNetworks, 'error.choice'), server, chats, streams: z.string().optional() })
  .superRefine((form, context) => {
    if (form.network === 'mastodon' && form.server === undefined)
      context.addIssue({ code: 'custom', path: ['server'], message: 'networks.error.server' })
  })
  .transform(({ network, server: at, chats: list, streams }) => ({
    network,
    settings:
      network === 'mastodon'
        ? { server: at, streams: streams === 'on' }
        : network === 'telegram'
          ? { chats: list }
          : {},
  }))

export const sourceActs = ['pause', 'resume', 'now', 'again', 'remove'] as const
export type SourceAct = (typeof sourceActs)[number]
export const sourceActForm = z.object({ act: z.enum(sourceActs, 'error.choice') })
