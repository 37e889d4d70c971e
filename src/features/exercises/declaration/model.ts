import { type Three, threeSectors } from '../conditions/model.ts'

export type DeclarationText = { id: string; version: number; body: string; reason: string | null; madeAt: Date }

export type Signature = {
  way: 'account' | 'paper'
  signedOn: string
  sha256: string | null
  fileName: string | null
}

export type Party = {
  id: string
  sector: Three
  /** A body may have ceased and its functions passed on (T-34). */
  organization: { id: string; name: string; validTo: string | null; successor: string | null }
  /** The office that signs. */
  signatory: string
  /** Of the newest text; an older one does not hold for it. */
  signature: Signature | null
}

export type Standing = {
  /** Sectors of which nobody has signed the newest text. */
  missing: readonly Three[]
  /** The day on which the last of the three sectors signed. */
  inForceSince: string | null
}

/** A declaration holds once a party of each of the three sectors has signed its newest text. */
export function standingOf(parties: readonly Pick<Party, 'sector' | 'signature'>[]): Standing {
  const first = threeSectors.map((sector) => ({
    sector,
    on: parties
      .filter((party) => party.sector === sector)
      .flatMap(({ signature }) => (signature ? [signature.signedOn] : []))
      .sort()[0],
  }))
  const missing = first.filter(({ on }) => on === undefined).map(({ sector }) => sector)
  const days = first.flatMap(({ on }) => (on === undefined ? [] : [on])).sort()
  return { missing, inForceSince: missing.length === 0 ? (days.at(-1) ?? null) : null }
}

/** Whether an organisation still exists on a day. */
export function existsOn({ validTo }: Party['organization'], day: string): boolean {
  return validTo === null || validTo >= day
}
