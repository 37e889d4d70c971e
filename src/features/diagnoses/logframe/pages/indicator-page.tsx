import { Actions, Button } from '../../../../ui/Button.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { valuesOfIndicator } from '../differences.ts'
import { checks, colours } from '../model.ts'
import { logframePaths } from '../paths.ts'
import { LogframeFrame } from './frame.tsx'
import { ChoiceOf, DateOf, type IndicatorView, NumberOf, ProseOf, TextOf, YesNoOf } from './indicator-fields.tsx'
import { Stored } from './stored.tsx'
import { rowName } from './words.ts'

/** One indicator in the blocks of its sheet: what it is, base line and target, traffic light, means of verification, quality. */
export function IndicatorPage(props: IndicatorView) {
  const { view, row, indicator } = props
  const { c, tree, wrong } = view
  const { t } = c.var
  const title = indicator ? t('logframe.indicator') : t('logframe.add-indicator')
  const crumbs = [
    { label: t('logframe.title'), href: logframePaths.matrix(tree) },
    { label: t('logframe.edit'), href: logframePaths.desk(tree) },
    { label: rowName(c, row), href: logframePaths.row(tree, row.id) },
  ]
  return (
    <LogframeFrame view={view} title={title} width="narrow" noindex crumbs={crumbs}>
      <p class="muted">
        {rowName(c, row)}: {row.narrative}
      </p>
      {indicator && wrong?.errors.form ? <Stored c={c} values={valuesOfIndicator(indicator)} /> : null}
      <IndicatorForm {...props} />
      {indicator ? <Removing {...props} /> : null}
    </LogframeFrame>
  )
}

function IndicatorForm(props: IndicatorView) {
  const { view, row, indicator } = props
  const { t } = view.c.var
  const action = indicator
    ? logframePaths.indicator(view.tree, row.id, indicator.id)
    : logframePaths.newIndicator(view.tree, row.id)
  return (
    <form method="post" action={action} class="form" novalidate>
      <input type="hidden" name="version" value={indicator?.version ?? 0} />
      <TextOf {...props} name="name" required />
      <ChoiceOf {...props} name="dimension" />
      <ChoiceOf {...props} name="direction" />
      <ChoiceOf {...props} name="unit" />
      <ChoiceOf {...props} name="frequency" />
      <ProseOf {...props} name="method" />
      <Fieldset legend={t('logframe.block.target')}>
        <NumberOf {...props} name="baseline" />
        <DateOf {...props} name="baselineOn" />
        <NumberOf {...props} name="target" />
        <DateOf {...props} name="targetOn" />
      </Fieldset>
      <Fieldset legend={t('logframe.block.light')} hint={t('logframe.block.light-hint')}>
        {colours.map((colour) => (
          <div class="range-fields">
            <NumberOf {...props} name={`${colour}.from`} />
            <NumberOf {...props} name={`${colour}.to`} />
          </div>
        ))}
      </Fieldset>
      <Fieldset legend={t('logframe.column.means')}>
        <TextOf {...props} name="source" />
        <TextOf {...props} name="organization" />
        <ChoiceOf {...props} name="meansFrequency" />
        <TextOf {...props} name="url" type="url" />
        <YesNoOf {...props} name="isExternal" />
      </Fieldset>
      <Fieldset legend={t('logframe.block.checks')} hint={t('logframe.block.checks-hint')}>
        {checks.map((check) => (
          <YesNoOf {...props} name={check} />
        ))}
      </Fieldset>
      <Actions>
        <Button>{t('diagnoses.save')}</Button>
      </Actions>
    </form>
  )
}

function Removing({ view: { c, tree, wrong }, row, indicator }: IndicatorView) {
  const { t } = c.var
  if (!indicator) return null
  return (
    <Confirm summary={t('logframe.remove-indicator')} open={wrong?.form === 'quitar'}>
      <p>{t('logframe.remove-text')}</p>
      <form method="post" action={logframePaths.removeIndicator(tree, row.id, indicator.id)}>
        <input type="hidden" name="version" value={indicator.version} />
        <Button kind="danger">{t('logframe.remove')}</Button>
      </form>
    </Confirm>
  )
}
