import type { ApiApp } from '../../../platform/http/api.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { C } from '../../../platform/http/env.ts'
import { license } from '../model.ts'
import { ReferencePage } from '../pages/reference-page.tsx'
import { openDataPaths } from '../paths.ts'

type Described = ReturnType<ApiApp['getOpenAPI31Document']>

/** The API's description of itself, as a document for programs and as a page for people. */
export function describedApi(api: ApiApp, baseUrl: string): void {
  let kept: Described | undefined
  const description = () => {
    kept ??= documentOf(api, baseUrl)
    return kept
  }
  api.get(openDataPaths.openapi(), (c: C) => {
    isPublic(c)
    openToAll(c)
    return c.json(description())
  })
  api.get(openDataPaths.api(), (c: C) => {
    isPublic(c)
    return c.html(ReferencePage({ c, description: description() }))
  })
}

function documentOf(api: ApiApp, baseUrl: string): Described {
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: baseUrl.startsWith('https:') ? '__Host-tequio.session' : 'tequio.session',
    description: 'The cookie of a signed-in person.',
  })
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Tequio',
      version: '1',
      description: 'Open-government plans and their commitments under public view. Reading is open to everybody.',
      license: { name: license.name, url: license.url },
    },
    servers: [{ url: baseUrl }],
    tags: [
      { name: 'Spaces', description: 'Where plans are made.' },
      { name: 'Plans', description: 'Published plans.' },
      { name: 'Commitments', description: 'What was promised, and where it stands.' },
      { name: 'Record', description: 'The public record of every change.' },
      { name: 'Writing', description: 'Changes, for those who hold a session.' },
    ],
  })
}
