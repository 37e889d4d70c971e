import { Hono } from 'hono'
import { allow, found } from '../../platform/errors.ts'
import { answerSubmission } from '../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../platform/http/app.ts'
import type { App, C, Env } from '../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../platform/http/form.ts'
import type { Space } from '../spaces/model.ts'
import { findSpace } from '../spaces/queries.ts'
import { createOrganization, editOrganization } from './commands.ts'
import type { Organization } from './model.ts'
import { EditOrganizationPage } from './pages/edit-organization-page.tsx'
import { OrganizationPage, OrganizationsPage } from './pages/organization-page.tsx'
import { organizationPaths } from './paths.ts'
import { canEditOrganizations } from './policy.ts'
import { commitmentsOf, findOrganization, listKinds, listOrganizations, predecessorsOf } from './queries.ts'
import { organizationForm } from './schema.ts'

const path = '/:space/organizaciones'
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'

export function organizationRoutes(): App {
  const app: App = new Hono<Env>()
  mountPublic(app)
  mountEditing(app)
  return app
}

async function spaceOf(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

async function editableSpaceOf(c: C): Promise<Space> {
  const space = await spaceOf(c)
  allow(canEditOrganizations(c.var.context.actor, space.id))
  return space
}

function mountPublic(app: App): void {
  app.get(`${path}.json`, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    openToAll(c)
    return c.json({ space: space.slug, organizations: await listOrganizations(c.var.context.db, space.id) })
  })

  app.get(path, async (c) => {
    const { db, actor, locale } = c.var.context
    const space = await spaceOf(c)
    isPublic(c)
    const organizations = await listOrganizations(db, space.id)
    const canEdit = canEditOrganizations(actor, space.id)
    return c.html(
      <OrganizationsPage
        c={c}
        space={space}
        organizations={organizations}
        kinds={await listKinds(db, locale)}
        canEdit={canEdit}
      />,
    )
  })

  app.get(`${path}/${id}`, async (c) => {
    const { db, actor, locale } = c.var.context
    const space = await spaceOf(c)
    const organization = found(await findOrganization(db, space.id, c.req.param('id')))
    isPublic(c)
    return c.html(
      <OrganizationPage
        c={c}
        space={space}
        organization={organization}
        kinds={await listKinds(db, locale)}
        predecessors={await predecessorsOf(db, organization.id)}
        commitments={await commitmentsOf(db, organization.id)}
        canEdit={canEditOrganizations(actor, space.id)}
      />,
    )
  })
}

function mountEditing(app: App): void {
  app.get(`${path}/nueva`, async (c) => {
    const space = await editableSpaceOf(c)
    return c.html(await formPage(c, space, null, { kind: 'public-institution' }, {}))
  })

  app.post(`${path}/nueva`, async (c) => {
    const space = await editableSpaceOf(c)
    return save(c, space, null)
  })

  app.get(`${path}/${id}/editar`, async (c) => {
    const space = await editableSpaceOf(c)
    const organization = found(await findOrganization(c.var.context.db, space.id, c.req.param('id')))
    return c.html(await formPage(c, space, organization.id, typedOrganization(organization), {}))
  })

  app.post(`${path}/${id}/editar`, async (c) => {
    const space = await editableSpaceOf(c)
    const organization = found(await findOrganization(c.var.context.db, space.id, c.req.param('id')))
    return save(c, space, organization.id)
  })
}

function save(c: C, space: Space, existing: string | null): Promise<Response> {
  const { context } = c.var
  return answerSubmission(c, {
    schema: organizationForm,
    act: async (value) => {
      if (existing !== null) await editOrganization(context, space.id, existing, value)
      const slug = existing ?? (await createOrganization(context, space.id, value))
      return organizationPaths.organization(space.slug, slug)
    },
    again: ({ typed, errors }) => formPage(c, space, existing, typed, errors),
    refusedAt: (key) => (key === 'organization.name-taken' ? 'name' : 'successor'),
  })
}

async function formPage(c: C, space: Space, existing: string | null, typed: Typed, errors: FieldErrors) {
  const { db, locale } = c.var.context
  const kinds = await listKinds(db, locale)
  const others = await listOrganizations(db, space.id)
  return (
    <EditOrganizationPage
      c={c}
      space={space}
      id={existing}
      kinds={kinds}
      others={others}
      typed={typed}
      errors={errors}
    />
  )
}

function typedOrganization({ id: _, successor, ...fields }: Organization): Typed {
  const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? '']))
  return { ...plain, successor: successor?.id ?? '' }
}
