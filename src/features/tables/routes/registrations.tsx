import qrcode from 'qrcode'
import * as z from 'zod'
import { newToken } from '../../../platform/auth/one-time-link.ts'
import { found, Refused, TooManyRequests, Unreadable } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { territoryChoices } from '../../exercises/actors/queries.ts'
import { phaseOf } from '../model.ts'
import { DoorPage } from '../pages/door-page.tsx'
import { PlacePage, RegisterPage } from '../pages/registration-pages.tsx'
import { tablePaths } from '../paths.ts'
import { checkIn, leave, register, registerMany, undoArrival } from '../registrations/commands.ts'
import { placesIn } from '../registrations/model.ts'
import { registrationBySecret, registrationsOf, seatingOf } from '../registrations/queries.ts'
import { registrationForm, secretField } from '../registrations/schema.ts'
import { keptTableOf, type Place, tableOf, tablePath } from './place.ts'

/** From one neighbourhood of the network (a school, a village's antenna): a whole assembly may share it. */
const hourly = { name: 'table-registration', max: 200, windowMs: 3_600_000 }

export function mountRegistrations(app: App): void {
  mountRegistering(app)
  mountPlace(app)
  mountDoor(app)
}

function mountRegistering(app: App): void {
  const path = `${tablePath}/registro`
  app.get(path, async (c) => {
    const place = await tableOf(c)
    if (phaseOf(place.table, c.var.context.now) !== 'registering') throw new Refused('tables.refused.not-registering')
    return c.html(await registerPage(c, place, newToken(), null))
  })
  app.post(path, async (c) => {
    const place = await tableOf(c)
    const { context, deps } = c.var
    const turn = await takeTurn(context.db, hourly, networkPrefix(clientAddress(c)), deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const schema = registrationForm.extend({ secret: secretField.catch(() => newToken()) })
    return answerSubmission(c, {
      ...{ form: '', schema, again: (wrong) => registerPage(c, place, wrong.typed.secret ?? newToken(), wrong) },
      act: async ({ secret, ...fields }) => {
        const made = await register(context, place.table, fields, { baseUrl: deps.config.baseUrl, secret })
        return tablePaths.place(place.table, made.secret)
      },
    })
  })
}

function mountPlace(app: App): void {
  const path = `${tablePath}/registro/lugar`
  app.get(path, async (c) => {
    const { space, table } = await tableOf(c)
    const secret = c.req.query('clave') ?? ''
    const registration = found(await registrationBySecret(c.var.context.db, table.id, secret))
    const address = `${c.var.deps.config.baseUrl}${tablePaths.arrival(table, secret)}`
    const svg = await qrcode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    const qr = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    return c.html(<PlacePage {...{ c, space, table, registration, secret, qr }} />)
  })
  app.post(path, async (c) => {
    const { table } = await tableOf(c)
    const secret = (await receivedForm(c)).get('clave')
    if (typeof secret !== 'string') throw new Unreadable('error.form')
    await leave(c.var.context, table, secret, c.var.deps.config.baseUrl)
    return c.redirect(tablePaths.place(table, secret), 303)
  })
}

function mountDoor(app: App): void {
  const path = `${tablePath}/llegada`
  app.get(path, async (c) => {
    const place = await keptTableOf(c)
    const secret = c.req.query('clave')
    const { db } = c.var.context
    const read = secret === undefined ? null : { registration: await registrationBySecret(db, place.table.id, secret) }
    return c.html(await doorPage(c, place, read, null))
  })
  app.post(path, async (c) => {
    const place = await keptTableOf(c)
    const form = await receivedForm(c)
    const ids = form.getAll('present').map(String)
    const known = ids.filter((one) => z.uuid().safeParse(one).success)
    return doing(c, place, () =>
      checkIn(c.var.context, place.table, known, form.get('way') === 'code' ? 'code' : 'list'),
    )
  })
  app.post(`${path}/deshacer`, async (c) => {
    const place = await keptTableOf(c)
    const one = z.uuid().safeParse((await receivedForm(c)).get('registration'))
    if (!one.success) throw new Unreadable('error.form')
    return doing(c, place, () => undoArrival(c.var.context, place.table, one.data))
  })
  app.post(`${path}/nueva`, async (c) => {
    const place = await keptTableOf(c)
    return answerSubmission(c, {
      ...{ form: 'nueva', schema: registrationForm, again: (wrong) => doorPage(c, place, null, wrong) },
      act: async (value) => {
        await registerMany(c.var.context, place.table, [{ ...value, email: null }], { arrived: true })
        return tablePaths.door(place.table)
      },
    })
  })
}

async function doing(c: C, place: Place, command: () => Promise<unknown>): Promise<Response> {
  try {
    await command()
    return c.redirect(tablePaths.door(place.table), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const errors = { form: c.var.t(error.key, error.values) }
    return c.html(await doorPage(c, place, null, { form: '', typed: {}, errors }), 409)
  }
}

async function registerPage(c: C, { space, table }: Place, secret: string, wrong: Wrong) {
  const { db } = c.var.context
  const { seated } = await seatingOf(db, table.id)
  const places = placesIn(table.capacity)
  const taken = Object.values(seated).reduce((sum, count) => sum + count, 0)
  const territories = await territoryChoices(db, space.territoryKey)
  const isFull = places !== null && taken >= places
  return <RegisterPage {...{ c, space, table, territories, secret, isFull, wrong }} />
}

async function doorPage(c: C, { space, table }: Place, read: Parameters<typeof DoorPage>[0]['read'], wrong: Wrong) {
  const { db } = c.var.context
  const registrations = await registrationsOf(db, table.id)
  const territories = await territoryChoices(db, space.territoryKey)
  return <DoorPage {...{ c, space, table, registrations, read, territories, wrong }} />
}
