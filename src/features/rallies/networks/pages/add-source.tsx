import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Checkbox, RadioGroup } from '../../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field } from '../../../../ui/Field.tsx'
import type { Edition } from '../../editions/model.ts'
import { connectors } from '../connectors/all.ts'
import { connectorNetworks } from '../connectors/model.ts'
import { sourcePaths } from '../paths.ts'
import { networkName } from './words.ts'

type AddSourceProps = { c: C; edition: Edition; typed: Typed; errors: FieldErrors }

/** Another network; of each it says whether the installation has its key. */
export function AddSource({ c, edition, typed, errors }: AddSourceProps) {
  const { t, deps } = c.var
  const options = connectorNetworks.map((value) => {
    const lacks = connectors[value].lacking(deps.config.networks, { server: 'https://server' })
    const hint =
      lacks.length === 0 ? t('networks.add.ready') : t('networks.add.lacking', { settings: lacks.join(', ') })
    return { value, label: networkName(t, value), hint, disabled: lacks.length > 0 }
  })
  return (
    <Card title={t('networks.add.title')} id="agregar">
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <form method="post" action={sourcePaths.all(edition)} class="form" novalidate>
        <RadioGroup
          {...{ t, name: 'network', label: t('networks.add.network'), required: true, options }}
          {...{ value: typed.network ?? 'mastodon', error: errors.network }}
        />
        <Field
          {...{ t, name: 'server', label: t('networks.add.server'), hint: t('networks.add.server.hint') }}
          {...{ size: 'medium', value: typed.server, error: errors.server, spellcheck: false }}
        />
        <Checkbox {...{ t, name: 'streams', label: t('networks.add.streams'), checked: typed.streams === 'on' }} />
        <Field
          {...{ t, name: 'chats', label: t('networks.add.chats'), hint: t('networks.add.chats.hint') }}
          {...{ value: typed.chats, error: errors.chats, spellcheck: false }}
        />
        <Actions>
          <Button>{t('networks.add.send')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
