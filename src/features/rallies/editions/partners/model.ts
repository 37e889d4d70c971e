export const partnerParts = ['organiser', 'ally', 'sponsor', 'local-government'] as const
export type PartnerPart = (typeof partnerParts)[number]

/** Who makes an edition possible; a local government with the day since when it is linked. */
export type Partner = {
  id: string
  part: PartnerPart
  name: string
  url: string | null
  /** YYYY-MM-DD */
  linkedOn: string | null
}
