import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Details } from '../../../ui/Details.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { backOf, idIn } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import type { Space } from '../../spaces/model.ts'
import type { Paragraph } from '../minutes/queries.ts'
import { phaseOf, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import { TableFrame } from './frame.tsx'

type MinutesProps = {
  c: C
  space: Space
  table: WorkingTable
  minutes: readonly Paragraph[]
  keeps: boolean
  wrong: Wrong
}

/** What is written while the table runs, seen by all: renewed by itself, or by loading the page again without script. */
export function MinutesPage({ c, space, table, minutes, keeps, wrong }: MinutesProps) {
  const { t, context } = c.var
  const phase = phaseOf(table, context.now)
  const isLive = phase === 'registering' || phase === 'running'
  const written = <Written {...{ c, table, minutes }} />
  return (
    <TableFrame
      c={c}
      space={space}
      table={table}
      title={t('tables.minutes')}
      lead={table.title}
      width="narrow"
      islands={isLive ? ['live-part'] : []}
      wrong={wrong}
    >
      {isLive ? (
        <>
          <p class="small muted">{t('tables.minutes.live')}</p>
          <live-part data-part="minuta">{written}</live-part>
        </>
      ) : (
        written
      )}
      {keeps && table.cancelledReason === null ? <Write {...{ c, space, table, minutes, keeps, wrong }} /> : null}
    </TableFrame>
  )
}

function Written({ c, table, minutes }: Pick<MinutesProps, 'c' | 'table' | 'minutes'>) {
  const { t, context } = c.var
  return (
    <div id="minuta" class="stack" aria-live="polite">
      {minutes.length === 0 ? <p class="muted">{t('tables.minutes.none')}</p> : null}
      {minutes.map((one) => (
        <article class="minute">
          {one.body.split(/\n+/).map((line) => (
            <p class="prose">{line}</p>
          ))}
          <p class="small muted">{formatDateTime(one.writtenAt, context.locale, table.timeZone)}</p>
          {one.earlier.length > 0 ? (
            <Details summary={t('tables.minutes.earlier', { count: one.earlier.length })}>
              {one.earlier.map((before) => (
                <p class="small">
                  {formatDateTime(before.writtenAt, context.locale, table.timeZone)}: {before.body}
                </p>
              ))}
            </Details>
          ) : null}
        </article>
      ))}
    </div>
  )
}

function Write({ c, table, minutes, wrong }: MinutesProps) {
  const { t } = c.var
  const form = (name: string, replaces: string, value: string) => {
    const back = backOf(wrong, name)
    return (
      <form method="post" action={tablePaths.minutes(table)} class="form" novalidate>
        <input type="hidden" name="replaces" value={replaces} />
        <TextArea
          t={t}
          name="body"
          id={idIn(name, 'body')}
          label={t('tables.minutes.body')}
          rows={4}
          required
          value={back.typed.body ?? value}
          error={back.errors.body}
        />
        <Actions>
          <Button>{t(replaces === '' ? 'tables.minutes.add' : 'tables.minutes.replace')}</Button>
        </Actions>
      </form>
    )
  }
  return (
    <Card title={t('tables.minutes.write')}>
      {form('nuevo', '', '')}
      {minutes.map((one) => (
        <Details summary={t('tables.minutes.mend', { number: one.position })} open={wrong?.form === one.id}>
          {form(one.id, one.id, one.body)}
        </Details>
      ))}
    </Card>
  )
}
