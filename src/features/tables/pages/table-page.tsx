import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { Field } from '../../../ui/Field.tsx'
import { backOf, idIn } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import { openRemarks, stateOfDraft } from '../drafts/model.ts'
import { phaseOf, sectors } from '../model.ts'
import { tablePaths } from '../paths.ts'
import { placesIn } from '../registrations/model.ts'
import { AgreementsCard } from './agreements-card.tsx'
import { BeginDraft } from './begin-draft.tsx'
import { TableFrame } from './frame.tsx'
import { PresenceCard } from './presence-card.tsx'
import { PhaseStatus } from './tables-page.tsx'
import type { TableView } from './view.ts'

export function TablePage(view: TableView) {
  const { c, space, table, keeps, wrong } = view
  return (
    <TableFrame c={c} space={space} table={table} title={table.title} twins={['json', 'ics']} wrong={wrong}>
      <p>
        <PhaseStatus c={c} table={table} />
      </p>
      <p class="lead">{table.purpose}</p>
      <When {...view} />
      <Door {...view} />
      <PresenceCard c={c} table={table} presence={view.presence} />
      <DraftsCard {...view} />
      <AgreementsCard {...view} />
      {keeps ? <Desk {...view} /> : null}
    </TableFrame>
  )
}

function When({ c, table }: TableView) {
  const { t, context } = c.var
  const { exercise, tree, topic, kit } = table
  const link = (href: string, label = href) => <a href={href}>{label}</a>
  const space = table.space.slug
  return (
    <>
      <DescriptionList
        items={[
          { term: t('tables.held-at'), value: formatDateTime(table.heldAt, context.locale, table.timeZone) },
          ...(table.endsAt
            ? [{ term: t('tables.ends-at'), value: formatDateTime(table.endsAt, context.locale, table.timeZone) }]
            : []),
          { term: t('tables.modality'), value: t(`tables.modality.${table.modality}`) },
          ...(table.place ? [{ term: t('tables.place'), value: table.place }] : []),
          ...(table.link ? [{ term: t('tables.link'), value: link(table.link) }] : []),
          ...(table.recordingUrl ? [{ term: t('tables.recording'), value: link(table.recordingUrl) }] : []),
          ...(exercise
            ? [
                {
                  term: t('tables.about.exercises'),
                  value: link(`/${space}/ejercicios/${exercise.slug}`, exercise.title),
                },
              ]
            : []),
          ...(topic ? [{ term: t('tables.about.topics'), value: topic.name }] : []),
          ...(tree
            ? [{ term: t('tables.about.trees'), value: link(`/${space}/diagnosticos/${tree.slug}`, tree.title) }]
            : []),
          ...(tree && kit?.publishedAt
            ? [
                {
                  term: t('tables.about.kits'),
                  value: link(`/${space}/diagnosticos/${tree.slug}/kits/${kit.id}`, t('tables.kit.read')),
                },
              ]
            : []),
        ]}
      />
      {table.call ? table.call.split(/\n{2,}/).map((paragraph) => <p class="prose">{paragraph}</p>) : null}
    </>
  )
}

/** How many places are taken, and the way in. */
function Door({ c, table, seating, keeps }: TableView) {
  const { t } = c.var
  const phase = phaseOf(table, c.var.context.now)
  const taken = Object.values(seating.seated).reduce((sum, count) => sum + count, 0)
  const places = placesIn(table.capacity)
  const own = sectors.filter((sector) => table.capacity[sector] !== undefined)
  return (
    <Card title={t('tables.places')} id="lugares">
      <p>
        {places === null ? t('tables.places.open', { taken }) : t('tables.places.taken', { taken, places })}{' '}
        {seating.waiting > 0 ? t('tables.places.waiting', { waiting: seating.waiting }) : null}
      </p>
      {own.length > 0 ? (
        <p class="small">
          {[
            ...own.map((sector) => `${t(`exercise.sector.${sector}`)}: ${table.capacity[sector]}`),
            ...(table.capacity.any ? [`${t('tables.places.any')}: ${table.capacity.any}`] : []),
          ].join(' · ')}
        </p>
      ) : null}
      <Actions>
        {phase === 'registering' ? (
          <ButtonLink href={tablePaths.register(table)}>{t('tables.register')}</ButtonLink>
        ) : null}
        <ButtonLink kind="quiet" href={tablePaths.minutes(table)}>
          {t('tables.minutes')}
        </ButtonLink>
        {keeps ? (
          <ButtonLink kind="quiet" href={tablePaths.door(table)}>
            {t('tables.door')}
          </ButtonLink>
        ) : null}
      </Actions>
    </Card>
  )
}

const draftKinds = { discussed: 'on-time', approved: 'done', adopted: 'done', stopped: 'paused' } as const

function DraftsCard(view: TableView) {
  const { c, table, drafts, keeps } = view
  const { t } = c.var
  if (drafts.length === 0 && !keeps) return null
  return (
    <Card title={t('tables.drafts')} id="borradores">
      {drafts.length === 0 ? <p class="muted">{t('tables.drafts.none')}</p> : null}
      {drafts.length > 0 ? (
        <Items
          items={drafts.map((draft) => ({
            number: draft.number,
            title: draft.title,
            href: tablePaths.draft(table, draft.number),
            meta: t('tables.drafts.meta', { passages: draft.passages.length, open: openRemarks(draft) }),
            state: (
              <Status kind={draftKinds[stateOfDraft(draft)]} word={t(`tables.draft.state.${stateOfDraft(draft)}`)} />
            ),
          }))}
        />
      ) : null}
      {keeps ? <BeginDraft {...view} /> : null}
    </Card>
  )
}

function Desk({ c, table, wrong }: TableView) {
  const { t } = c.var
  const back = backOf(wrong, 'cancelar')
  return (
    <Card title={t('tables.desk')} id="preparar">
      <Actions>
        <ButtonLink kind="quiet" href={tablePaths.edit(table)}>
          {t('tables.edit')}
        </ButtonLink>
      </Actions>
      {table.publishedAt === null ? (
        <form method="post" action={tablePaths.publish(table)}>
          <Actions>
            <Button>{t('tables.publish')}</Button>
          </Actions>
        </form>
      ) : null}
      {table.publishedAt !== null && table.cancelledReason === null ? (
        <Confirm summary={t('tables.cancel')} open={wrong?.form === 'cancelar'}>
          <form method="post" action={tablePaths.cancel(table)} class="form" novalidate>
            <Field
              t={t}
              name="reason"
              id={idIn('cancelar', 'reason')}
              label={t('tables.reason')}
              required
              value={back.typed.reason}
              error={back.errors.reason}
            />
            <Button kind="danger">{t('tables.cancel')}</Button>
          </form>
        </Confirm>
      ) : null}
    </Card>
  )
}
