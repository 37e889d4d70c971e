import { blueskyConnector } from './bluesky.ts'
import { instagramConnector } from './instagram.ts'
import { mastodonConnector } from './mastodon.ts'
import type { Connector, ConnectorNetwork } from './model.ts'
import { telegramConnector } from './telegram.ts'
import { xConnector } from './x.ts'

export const connectors: Record<ConnectorNetwork, Connector> = {
  x: xConnector,
  mastodon: mastodonConnector,
  bluesky: blueskyConnector,
  instagram: instagramConnector,
  telegram: telegramConnector,
}
