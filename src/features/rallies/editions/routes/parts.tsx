import type { Child } from 'hono/jsx'
import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { listCuts } from '../../../works/cuts/queries.ts'
import type { Part } from '../checklist/model.ts'
import { type Columns, changeEdition } from '../commands.ts'
import { loadOrganised } from '../loading/routes.ts'
import { type Edition, isLocked } from '../model.ts'
import { CalendarFields, IdentityFields, ParticipationFields, TextsFields } from '../pages/part-fields.tsx'
import { PartPage } from '../pages/part-page.tsx'
import { PartnerDesk, PartnerFields } from '../pages/partners.tsx'
import { RulesFields } from '../pages/rules-fields.tsx'
import { typedCalendar, typedIdentity, typedParticipation, typedRules, typedTexts, typedWorks } from '../pages/typed.ts'
import { WorksFields, WorksPreview } from '../pages/works-fields.tsx'
import { addPartner, removePartner } from '../partners/commands.ts'
import { partnersOf } from '../partners/queries.ts'
import { editionPaths, partPath } from '../paths.ts'
import { statesOf } from '../queries.ts'
import { takePreset, writeRules } from '../rules/commands.ts'
import { presetNames } from '../rules/presets.ts'
import { rulesForm } from '../rules/schema.ts'
import {
  calendarForm,
  identityForm,
  participationForm,
  partnerForm,
  reasonField,
  textsForm,
  worksForm,
} from '../schema.ts'
import { chooseWorks } from '../works/commands.ts'
import { worksOf } from '../works/queries.ts'

const path = '/:space/rallies/:edition/organizar'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

type Shown = { typed: Typed; errors: FieldErrors }
type Desk = {
  typed(edition: Edition): Typed
  fields(c: C, edition: Edition, shown: Shown): Promise<Child>
  /** Writes what was typed; the errors of a form that cannot be read. */
  save(c: C, edition: Edition, form: FormData, reason: string | null): Promise<FieldErrors | null>
  before?(c: C, edition: Edition): Child
  after?(c: C, edition: Edition): Promise<Child>
}

const desks: Record<Part, Desk> = {
  identidad: {
    typed: typedIdentity,
    fields: async (c, _, shown) => (
      <IdentityFields t={c.var.t} {...shown} territories={await statesOf(c.var.context.db)} />
    ),
    save: (c, edition, form, reason) =>
      saveWith(c, form, identityForm, ({ territoryKey, timeZone, ...rest }) =>
        changeEdition(
          c.var.context,
          edition,
          'identidad',
          { ...rest, territory_key: territoryKey, time_zone: timeZone },
          reason,
        ),
      ),
  },
  calendario: {
    typed: typedCalendar,
    fields: async (c, edition, shown) => <CalendarFields t={c.var.t} {...shown} zone={edition.timeZone} />,
    save: (c, edition, form, reason) =>
      saveWith(c, form, calendarForm(edition.timeZone), (dates) => {
        if (dates.opensAt && dates.closesAt && dates.closesAt <= dates.opensAt)
          throw new Refused('rally.calendar.closes')
        return changeEdition(c.var.context, edition, 'calendario', calendarColumns(dates), reason)
      }),
  },
  obras: {
    typed: typedWorks,
    fields: async (c, edition, shown) => {
      const { db, locale } = c.var.context
      const [cuts, states] = await Promise.all([listCuts(db, edition.space.id), statesOf(db)])
      return <WorksFields t={c.var.t} {...shown} locale={locale} cuts={cuts} states={states} />
    },
    save: (c, edition, form) =>
      saveWith(c, form, worksForm, async ({ cut, withOthers, ...filter }) => {
        if (cut === '') throw new Refused('rally.works.no-cut')
        await chooseWorks(c.var.context, edition, cut, { ...filter, ...(withOthers ? { withOthers: true } : {}) })
      }),
    after: async (c, edition) => {
      const { db, locale } = c.var.context
      const works = await worksOf(db, edition.id, { limit: 20 })
      return <WorksPreview t={c.var.t} locale={locale} works={works} space={edition.space.slug} />
    },
  },
  participacion: {
    typed: typedParticipation,
    fields: async (c, _, shown) => <ParticipationFields t={c.var.t} {...shown} />,
    save: (c, edition, form, reason) =>
      saveWith(c, form, participationForm, ({ visitModes, teamMin, teamMax, ...rest }) =>
        changeEdition(
          c.var.context,
          edition,
          'participacion',
          { ...rest, visit_modes: visitModes, team_min: teamMin, team_max: teamMax },
          reason,
        ),
      ),
  },
  reglas: {
    typed: typedRules,
    fields: async (c, edition, shown) => <RulesFields t={c.var.t} {...shown} zone={edition.timeZone} />,
    save: (c, edition, form, reason) =>
      saveWith(c, form, rulesForm(edition.timeZone), (fields) => writeRules(c.var.context, edition, fields, reason)),
    before: (c, edition) => (isLocked(edition, c.var.context.now) ? null : <Presets c={c} edition={edition} />),
  },
  textos: {
    typed: typedTexts,
    fields: async (c, _, shown) => <TextsFields t={c.var.t} {...shown} />,
    save: (c, edition, form, reason) =>
      saveWith(c, form, textsForm, ({ photoRetentionDays, consolidationTargetMinutes, ...rest }) =>
        changeEdition(
          c.var.context,
          edition,
          'textos',
          {
            ...rest,
            photo_retention_days: photoRetentionDays,
            consolidation_target_minutes: consolidationTargetMinutes,
          },
          reason,
        ),
      ),
  },
  aliados: {
    typed: () => ({}),
    fields: async (c, _, shown) => <PartnerFields t={c.var.t} {...shown} />,
    save: (c, edition, form) => saveWith(c, form, partnerForm, (fields) => addPartner(c.var.context, edition, fields)),
    after: async (c, edition) => {
      const { db, locale } = c.var.context
      return <PartnerDesk t={c.var.t} locale={locale} edition={edition} partners={await partnersOf(db, edition.id)} />
    },
  },
}

export function mountParts(app: App): void {
  for (const part of Object.keys(desks) as Part[]) {
    app.get(`${path}/${part}`, async (c) => {
      const edition = await loadOrganised(c)
      return c.html(await partPage(c, edition, part, { typed: desks[part].typed(edition), errors: {} }))
    })

    app.post(`${path}/${part}`, async (c) => {
      const edition = await loadOrganised(c)
      const form = await receivedForm(c)
      const typed = typedFrom(form)
      const reason = reasonField.safeParse(typed.reason)
      if (!reason.success) {
        const errors = { reason: c.var.t('error.too-long', { max: 2000 }) }
        return c.html(await partPage(c, edition, part, { typed, errors }), 422)
      }
      try {
        const errors = await desks[part].save(c, edition, form, reason.data)
        if (errors) return c.html(await partPage(c, edition, part, { typed, errors }), 422)
        return c.redirect(`${partPath(edition, part)}?guardado`, 303)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const sentence = c.var.t(error.key, error.values)
        const errors: FieldErrors = error.key === 'rally.locked.reason' ? { reason: sentence } : {}
        const refused = error.key === 'rally.locked.reason' ? undefined : sentence
        return c.html(await partPage(c, edition, part, { typed, errors }, refused), 409)
      }
    })
  }

  app.post(`${path}/reglas/modelo`, async (c) => {
    const edition = await loadOrganised(c)
    const name = String((await receivedForm(c)).get('preset') ?? '')
    const preset = presetNames.find((one) => one === name)
    if (!preset) return c.html(await partPage(c, edition, 'reglas', { typed: typedRules(edition), errors: {} }), 422)
    await takePreset(c.var.context, edition, preset)
    return c.redirect(`${partPath(edition, 'reglas')}?guardado`, 303)
  })

  app.post(`${path}/aliados/:id{${uuid}}/quitar`, async (c) => {
    const edition = await loadOrganised(c)
    await removePartner(c.var.context, edition, c.req.param('id'))
    return c.redirect(partPath(edition, 'aliados'), 303)
  })
}

async function saveWith<Schema extends Parameters<typeof parseForm>[0]>(
  c: C,
  form: FormData,
  schema: Schema,
  write: (value: Extract<ReturnType<typeof parseForm<Schema>>, { ok: true }>['value']) => Promise<unknown>,
): Promise<FieldErrors | null> {
  const parsed = parseForm(schema, form, c.var.t)
  if (!parsed.ok) return parsed.errors
  await write(parsed.value)
  return null
}

type Dates = Record<string, Date | string | null>

function calendarColumns(dates: Dates): Columns {
  const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(dates).map(([name, value]) => [column(name), value])) as Columns
}

async function partPage(c: C, edition: Edition, part: Part, shown: Shown, refused?: string) {
  const desk = desks[part]
  const saved = c.req.method === 'GET' && c.req.query('guardado') !== undefined
  return (
    <PartPage
      {...{ c, edition, part, saved, refused, ...shown }}
      before={desk.before?.(c, edition)}
      after={await desk.after?.(c, edition)}
    >
      {await desk.fields(c, edition, shown)}
    </PartPage>
  )
}

/** Rule sets to start from: two buttons that write over what the form shows. */
function Presets({ c, edition }: { c: C; edition: Edition }) {
  const { t } = c.var
  return (
    <Card title={t('rally.preset.title')} size="small">
      <p>{t('rally.preset.lead')}</p>
      <form method="post" action={editionPaths.preset(edition)}>
        <Actions>
          {presetNames.map((name) => (
            <Button kind="quiet" name="preset" value={name}>
              {t(`rally.preset.${name}`)}
            </Button>
          ))}
        </Actions>
      </form>
    </Card>
  )
}
