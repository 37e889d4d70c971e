import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { unbroken } from '../../../ui/unbroken.tsx'
import { threadPaths } from '../paths.ts'

type TellingPageProps = {
  c: C
  folio: string
  act: 'confirmar' | 'salir'
  token: string
  /** What came of the press; null before it. */
  done: boolean | null
}

/** What a link of a mail opens: nothing happens until the button is pressed, because mail programs open links by themselves. */
export function TellingPage({ c, folio, act, token, done }: TellingPageProps) {
  const { t } = c.var
  const words = act === 'confirmar' ? 'confirm' : 'leave'
  const title = t(`thread.${words}.title`)
  return (
    <Page c={c} title={title} width="narrow" noindex>
      <h1>{unbroken(title)}</h1>
      {done === null ? (
        <form method="post" action={`${threadPaths.follow(folio)}/${act}`} class="form">
          <p>{t(`thread.${words}.text`, { folio })}</p>
          <input type="hidden" name="llave" value={token} />
          <Actions>
            <Button>{t(`thread.${words}.submit`)}</Button>
          </Actions>
        </form>
      ) : (
        <Notice t={t} kind={done ? 'success' : 'warning'} live>
          <p>{t(done ? `thread.${words}.done` : 'thread.confirm.late')}</p>
        </Notice>
      )}
      <p>
        <a href={threadPaths.contribution(folio)}>{t('thread.back', { folio })}</a>
      </p>
    </Page>
  )
}
