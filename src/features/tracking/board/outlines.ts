import mexico from '@svg-maps/mexico'

/** Outlines of the states (svg-maps, CC BY 4.0). The package's own types speak of another module system than its file. */
export const outlines = mexico as unknown as {
  viewBox: string
  locations: { id: string; name: string; path: string }[]
}
