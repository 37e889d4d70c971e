export interface Voice {
  /** 'Reportado' */
  label: string
  /** 'por las instituciones' */
  by?: string | undefined
  /** 'R': what stands before a bar in a list. */
  short: string
  tone: 'reported' | 'validated' | 'verified'
  /** 0 to 100; null when nobody has said anything. */
  percent: number | null
  /** '68 %', 'sin dato' */
  text: string
}

/** The same promise according to who says it: three bars that can be compared. */
export function VoicesBars({ voices, compact }: { voices: readonly Voice[]; compact?: boolean }) {
  return (
    <dl class={compact ? 'voices compact' : 'voices'}>
      {voices.map((voice) => (
        <div class="voice">
          <dt>
            {compact ? (
              <>
                <span aria-hidden="true">{voice.short}</span>
                <span class="visually-hidden">{voice.label}</span>
              </>
            ) : (
              <>
                {voice.label} {voice.by ? <small>{voice.by}</small> : null}
              </>
            )}
          </dt>
          <dd>
            <VoiceBar voice={voice} height={compact ? 8 : 14} />
            <span class={voice.percent === null ? 'n muted' : 'n'}>{voice.text}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function VoiceBar({ voice, height }: { voice: Voice; height: number }) {
  const width = `${Math.round((voice.percent ?? 0) * 100) / 100}%`
  return (
    <svg class="bar" width="100%" height={height} aria-hidden="true" focusable="false">
      {voice.percent ? <rect class={`fill ${voice.tone}`} width={width} height="100%" /> : null}
      {voice.percent && voice.tone === 'validated' ? (
        <rect fill="url(#texture-stripes)" width={width} height="100%" />
      ) : null}
    </svg>
  )
}
