import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { displayNames } from '../../people/queries/people.ts'
import { differencesBetween } from '../differences/model.ts'
import { readDocument } from '../document/queries.ts'
import { VersionPage, VersionsPage } from '../pages/versions/version-pages.tsx'
import { findCommitmentId, loadPlan } from '../plan/queries.ts'
import type { Version } from '../versions/model.ts'
import { listVersions } from '../versions/queries.ts'

const path = '/:space/planes/:plan/compromisos/:key'

/** The public history of a promise: every version and what each changed. */
export function mountVersions(app: App): void {
  app.get(`${path}/versiones.json`, async (c) => {
    const { plan, document, versions } = await load(c)
    isPublic(c)
    openToAll(c)
    const list = compared(versions).map(({ authorId: _, ...version }) => version)
    return c.json({ space: plan.space.slug, plan: plan.slug, commitment: document.key, versions: list })
  })

  app.get(`${path}/versiones`, async (c) => {
    const { plan, document, versions } = await load(c)
    isPublic(c)
    return c.html(<VersionsPage c={c} plan={plan} commitment={document} versions={compared(versions)} />)
  })

  app.get(`${path}/versiones/:number{[1-9][0-9]{0,6}}`, async (c) => {
    const { plan, document, versions } = await load(c)
    const number = Number(c.req.param('number'))
    const version = found(compared(versions).find((other) => other.number === number))
    const previous = versions.find((other) => other.number === number - 1) ?? null
    const nameOf = await displayNames(c.var.context.db, [version.authorId], c.var.t)
    const sent = c.req.query('guardado') ?? null
    if (sent === null) isPublic(c)
    return c.html(
      <VersionPage
        c={c}
        plan={plan}
        commitment={document}
        version={version}
        previous={previous}
        newest={versions[0]?.number ?? number}
        changes={version.changes}
        author={nameOf(version.authorId)}
        sent={sent}
      />,
    )
  })
}

async function load(c: C) {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  const id = found(await findCommitmentId(db, plan.id, found(c.req.param('key'))))
  const { document } = found(await readDocument(db, id))
  return { plan, document, versions: await listVersions(db, id) }
}

function compared(versions: readonly Version[]) {
  return versions.map((version) => {
    const previous = versions.find((other) => other.number === version.number - 1)
    return { ...version, changes: previous ? differencesBetween(previous.document, version.document) : [] }
  })
}
