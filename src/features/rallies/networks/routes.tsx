import type { App } from '../../../platform/http/env.ts'
import { mountAddresses } from './routes/addresses.tsx'
import { mountFiles } from './routes/files.tsx'
import { mountSources } from './routes/sources.tsx'

/** The ways in of an edition's posts, below /:space/rallies/:edition/fuentes. */
export function mountNetworks(app: App): void {
  mountSources(app)
  mountFiles(app)
  mountAddresses(app)
}
