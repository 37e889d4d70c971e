import * as z from 'zod'

/** An edition held elsewhere or before this platform, as its source tells of it. */
export type RegisterEntry = {
  year: number
  countryKey: string | null
  place: string
  name: string
  organisers: string | null
  /** In the source's own words; how many were expected is never told as a result (T-49). */
  figures: string | null
  source: { title: string; url: string | null }
}

const text = (max: number) => z.string().trim().min(1).max(max)
const address = z.url({ protocol: /^https?$/ }).max(2000)

/** The file of a register: `db/demo/rally-register.json` is one. */
export const registerFile = z.object({
  entries: z
    .array(
      z.object({
        year: z.int().min(1990).max(2100),
        country: z.string().max(10).nullish(),
        place: text(200),
        name: text(300),
        organisers: text(500).nullish(),
        figures: text(500).nullish(),
        source: z.object({ title: text(500), url: address.nullish() }),
      }),
    )
    .max(1000),
})
export type RegisterFile = z.output<typeof registerFile>
