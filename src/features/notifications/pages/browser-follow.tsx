import type { C } from '../../../platform/http/env.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Subject } from '../model.ts'
import { followPaths } from '../paths.ts'

type BrowserProps = { c: C; subject: Subject; publicKey: string }

/** Hidden until its island finds that this browser can: without script there is nothing that does not work. */
export function BrowserFollow({ c, subject, publicKey }: BrowserProps) {
  const { t, deps } = c.var
  return (
    <push-follow
      hidden
      data-worker={deps.assets.island('notice-worker')}
      data-key={publicKey}
      data-blocked={t('follow.push.blocked')}
      data-failed={t('follow.push.failed')}
    >
      <section class="stack" aria-labelledby="follow-browser">
        <h2 id="follow-browser">{t('follow.push.title')}</h2>
        <p>{t('follow.push.text')}</p>
        <form method="post" action={followPaths.browser}>
          <input type="hidden" name="type" value={subject.type} />
          <input type="hidden" name="subject" value={subject.id} />
          <input type="hidden" name="endpoint" value="" />
          <input type="hidden" name="p256dh" value="" />
          <input type="hidden" name="auth" value="" />
          <Button kind="quiet">{t('follow.push.button')}</Button>
        </form>
        <template>
          <form method="post" action={followPaths.browserOwn}>
            <input type="hidden" name="endpoint" value="" />
            <Button kind="quiet">{t('follow.push.own')}</Button>
          </form>
        </template>
        <p class="small" role="status" />
      </section>
    </push-follow>
  )
}
