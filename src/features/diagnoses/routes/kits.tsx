import { allow, found } from '../../../platform/errors.ts'
import { answerAct, answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { alternativesOf } from '../alternatives/queries.ts'
import { evidenceOf } from '../evidence/queries.ts'
import { createKit, handKit, publishKit, receiveKit, rewordKit, sendKit } from '../kits/commands.ts'
import { type Kit, momentOf } from '../kits/model.ts'
import {
  deliveryTotals,
  findKit,
  isOf,
  type Participant,
  participantsOf,
  resultsOfTopic,
  tablesWithoutKit,
} from '../kits/queries.ts'
import { handForm, kitForm, receiveForm, rewordKitForm } from '../kits/schema.ts'
import { DeliveriesPage } from '../pages/deliveries-page.tsx'
import { NewKitPage, RewordKitPage } from '../pages/kit-form-page.tsx'
import { KitPage } from '../pages/kit-page.tsx'
import { diagnosisPaths } from '../paths.ts'
import { kitChangedAt } from '../rewordings/queries.ts'
import { nodesOf } from '../trees/queries.ts'
import { keptTreeOf, kitPath, type Place, treeOf, treePath } from './place.ts'

type KitPlace = Place & { kit: Kit }

export function mountKits(app: App): void {
  app.get(`${treePath}/kits/nuevo`, async (c) => c.html(await newPage(c, await keptTreeOf(c), null)))
  app.post(`${treePath}/kits/nuevo`, async (c) => {
    const place = await keptTreeOf(c)
    return answerSubmission(c, {
      schema: kitForm,
      act: async (value) => diagnosisPaths.kit(place.tree, await createKit(c.var.context, place.tree, value)),
      again: (wrong) => newPage(c, place, wrong),
    })
  })
  for (const path of [kitPath, `${kitPath}/mesas/:mesa{[a-z0-9-]+}`]) {
    app.get(path, async (c) => {
      const place = await kitOf(c)
      // What the link of a mail shows is one person's.
      if (c.req.query('entrega')) c.header('Cache-Control', 'no-store')
      else isPublic(c)
      return c.html(await kitPage(c, place, null))
    })
  }
  app.get(`${kitPath}/editar`, async (c) => c.html(await rewordPage(c, await keptKitOf(c), null)))
  app.post(`${kitPath}/editar`, async (c) => {
    const place = await keptKitOf(c)
    return answerSubmission(c, {
      schema: rewordKitForm,
      act: async (value) => {
        await rewordKit(c.var.context, place.tree, place.kit.id, value)
        return diagnosisPaths.kit(place.tree, place.kit.id)
      },
      again: (wrong) => rewordPage(c, place, wrong),
    })
  })
  app.post(`${kitPath}/publicar`, async (c) => {
    const place = await keptKitOf(c)
    return answerAct(c, {
      form: 'publicar',
      act: async () => {
        await publishKit(c.var.context, place.tree, place.kit.id)
        return diagnosisPaths.kit(place.tree, place.kit.id)
      },
      again: (wrong) => kitPage(c, place, wrong),
    })
  })
  app.post(`${kitPath}/recibido`, async (c) => {
    const place = await kitOf(c)
    return answerSubmission(c, {
      form: 'recibido',
      schema: receiveForm,
      act: async ({ delivery }) => {
        await receiveKit(c.var.context, place.tree, place.kit.id, delivery)
        const own = delivery ? `?entrega=${delivery}` : ''
        return `${diagnosisPaths.kit(place.tree, place.kit.id)}${own}#received`
      },
      again: (wrong) => kitPage(c, place, wrong),
    })
  })
  mountDeliveries(app)
}

function mountDeliveries(app: App): void {
  app.get(`${kitPath}/entregas`, async (c) => c.html(await deliveries(c, await keptKitOf(c), null)))
  app.post(`${kitPath}/enviar`, async (c) => {
    const place = await keptKitOf(c)
    return answerAct(c, {
      form: 'enviar',
      act: async () => {
        await sendKit(c.var.context, c.var.deps.auth, place.tree, place.kit.id)
        return diagnosisPaths.deliveries(place.tree, place.kit.id)
      },
      again: (wrong) => deliveries(c, place, wrong),
    })
  })
  app.post(`${kitPath}/entregas/impreso`, async (c) => {
    const place = await keptKitOf(c)
    return answerSubmission(c, {
      form: 'impreso',
      schema: handForm,
      act: async ({ registrations }) => {
        await handKit(c.var.context, place.tree, place.kit.id, registrations)
        return diagnosisPaths.deliveries(place.tree, place.kit.id)
      },
      again: (wrong) => deliveries(c, place, wrong),
    })
  })
}

/** A kit that is not published yet is there for those who put it together. */
async function kitOf(c: C): Promise<KitPlace> {
  const place = await treeOf(c)
  const kit = found(await findKit(c.var.context.db, place.tree.id, found(c.req.param('kit'))))
  if (!kit.publishedAt && !place.keeps) found(null)
  return { ...place, kit }
}

async function keptKitOf(c: C): Promise<KitPlace> {
  const place = await kitOf(c)
  allow(place.keeps)
  return place
}

async function newPage(c: C, { space, tree }: Place, wrong: Wrong) {
  const tables = await tablesWithoutKit(c.var.context.db, space.id)
  return <NewKitPage {...{ c, space, tree, tables, wrong }} />
}

/** With what is stored now, which after a clash is somebody else's. */
async function rewordPage(c: C, { space, tree, kit }: KitPlace, wrong: Wrong) {
  const stored = found(await findKit(c.var.context.db, tree.id, kit.id))
  return <RewordKitPage {...{ c, space, tree, wrong }} kit={stored} />
}

async function kitPage(c: C, { space, tree, kit, keeps }: KitPlace, wrong: Wrong) {
  const { db, actor } = c.var.context
  const delivery = c.req.query('entrega') ?? null
  const participants = actor || delivery ? await participantsOf(db, kit.id) : []
  const slug = c.req.param('mesa')
  const table = slug ? found(kit.tables.find((one) => one.slug === slug && (one.isPublic || keeps))) : null
  const own = participants.filter((one) => isOf(one, actor?.id ?? null, delivery))
  return (
    <KitPage
      {...{ c, space, tree, kit, keeps, wrong }}
      nodes={await nodesOf(db, tree.id)}
      evidence={await evidenceOf(db, tree.id)}
      alternatives={await alternativesOf(db, tree.id)}
      results={await resultsOfTopic(db, tree.topic?.id ?? null)}
      totals={await deliveryTotals(db, kit.id)}
      changedAt={await kitChangedAt(db, kit.id)}
      table={table}
      place={own.length > 0 ? { delivery, has: own.every((one) => hasRead(one, c.var.context.now)) } : null}
    />
  )
}

function hasRead(one: Participant, now: Date): boolean {
  return one.deliveries.some(({ moment, way }) => way === 'read' && moment === momentOf(one, now))
}

async function deliveries(c: C, { space, tree, kit }: KitPlace, wrong: Wrong) {
  const participants = await participantsOf(c.var.context.db, kit.id)
  const changedAt = await kitChangedAt(c.var.context.db, kit.id)
  return <DeliveriesPage {...{ c, space, tree, kit, participants, changedAt, wrong }} />
}
