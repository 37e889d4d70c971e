import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Checkbox } from '../../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { formatZone } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import type { Pasted, Recognised } from '../pasted/model.ts'
import { sourcePaths } from '../paths.ts'
import { SourcesFrame } from './sources-frame.tsx'
import { networkName } from './words.ts'

type PastePageProps = { c: C; edition: Edition; typed: Typed; errors: FieldErrors }

/** First step: the addresses. */
export function PastePage({ c, edition, typed, errors }: PastePageProps) {
  const { t } = c.var
  const title = t('networks.paste.title')
  return (
    <SourcesFrame {...{ c, edition, title, lead: t('networks.paste.lead'), errors }}>
      <form method="post" action={sourcePaths.addresses(edition)} class="form" novalidate>
        <TextArea
          {...{ t, name: 'addresses', label: t('networks.paste.addresses'), hint: t('networks.paste.hint') }}
          {...{ rows: 8, required: true, value: typed.addresses, error: errors.addresses }}
        />
        <Checkbox
          {...{ t, name: 'ask', label: t('networks.paste.ask'), hint: t('networks.paste.ask.hint') }}
          checked={typed.ask === 'on'}
        />
        <Actions>
          <Button>{t('networks.paste.send')}</Button>
        </Actions>
      </form>
    </SourcesFrame>
  )
}

type CompletePageProps = PastePageProps & { found: readonly Recognised[]; unknown: readonly Pasted[] }

/** Second step: what each post says, as an organiser reads it there. */
export function CompletePage({ c, edition, found, unknown, typed, errors }: CompletePageProps) {
  const { t } = c.var
  const title = t('networks.paste.complete')
  return (
    <SourcesFrame {...{ c, edition, title, lead: t('networks.paste.complete.lead'), errors }}>
      {unknown.length > 0 ? (
        <Notice t={t} kind="warning">
          {unknown.map(({ line, text }) => (
            <p>{t('networks.paste.unknown', { line, text: text.slice(0, 100).toWellFormed() })}</p>
          ))}
        </Notice>
      ) : null}
      {found.length > 0 ? (
        <form method="post" action={sourcePaths.addressPosts(edition)} class="form" novalidate>
          {found.map((post, index) => (
            <PostFields {...{ c, edition, post, number: index + 1, typed, errors }} />
          ))}
          <Actions>
            <Button>{t('networks.paste.keep')}</Button>
          </Actions>
        </form>
      ) : null}
    </SourcesFrame>
  )
}

type PostFieldsProps = PastePageProps & { post: Recognised; number: number }

function PostFields({ c, edition, post, number, typed, errors }: PostFieldsProps) {
  const { t } = c.var
  const name = (field: string) => `${field}-${number}`
  const shown = (field: string, otherwise = '') => typed[name(field)] ?? otherwise
  const link = (
    <a href={post.url} rel="noreferrer nofollow">
      {post.url}
    </a>
  )
  const dated = t('networks.paste.date', {
    zone: formatZone(c.var.context.now, c.var.context.locale, edition.timeZone),
  })
  return (
    <Fieldset legend={t('networks.paste.row', { number, network: networkName(t, post.network) })} hint={link}>
      <input type="hidden" name={name('url')} value={post.url} />
      <Field
        {...{ t, name: name('author'), label: t('networks.paste.author'), size: 'medium', spellcheck: false }}
        {...{ value: shown('author', post.author ?? ''), error: errors[name('author')] }}
      />
      <Field
        {...{ t, name: name('at'), label: dated, type: 'datetime-local', size: 'medium' }}
        {...{ value: shown('at'), error: errors[name('at')] }}
      />
      <TextArea {...{ t, name: name('text'), label: t('networks.paste.text'), rows: 3, value: shown('text') }} />
      <Checkbox {...{ t, name: name('photo'), label: t('networks.paste.photo'), checked: shown('photo') === 'on' }} />
    </Fieldset>
  )
}
