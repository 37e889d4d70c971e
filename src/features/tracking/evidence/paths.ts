type In = { space: { slug: string }; slug: string }

/** Addresses of evidence; `In` is the plan. Bytes lie under an address of their own, where nothing executes. */
export const evidencePaths = {
  one: (plan: In, id: string) => `/${plan.space.slug}/planes/${plan.slug}/evidencias/${id}`,
  csv: (plan: In) => `/${plan.space.slug}/planes/${plan.slug}/evidencias.csv`,
  replacement: (plan: In, id: string) => `/${plan.space.slug}/planes/${plan.slug}/evidencias/${id}/cargas`,
  withdrawal: (plan: In, id: string) => `/${plan.space.slug}/planes/${plan.slug}/evidencias/${id}/retiro`,
  bytes: (sha256: string) => `/evidencias/${sha256}`,
  copy: (id: string) => `/evidencias/copias/${id}`,
}
