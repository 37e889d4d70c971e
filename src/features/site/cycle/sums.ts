import type { Flow, Trace } from '../../thread/model.ts'

/**
 * What does not add up in the flow of an exercise, in sentences; empty when nothing was lost and nothing counted twice. What enters
 * a part leaves it or ends there, and ends together are all that was received.
 */
export function flowFaults(traces: readonly Pick<Trace, 'folio'>[], { total, parts, links }: Flow): string[] {
  const faults: string[] = []
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) faults.push(`${what}: ${found} en lugar de ${wanted}`)
  }
  const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0)
  expect('folios distintos', new Set(traces.map(({ folio }) => folio)).size, traces.length)
  expect('recibidas', sum(parts.filter(({ key }) => key === 'received')), total)
  let ended = 0
  for (const { key, count } of parts) {
    if (key !== 'received') expect(`lo que llega a ${key}`, sum(links.filter(({ to }) => to === key)), count)
    const left = sum(links.filter(({ from }) => from === key))
    if (left > count) faults.push(`lo que sale de ${key}: ${left} de ${count}`)
    ended += count - left
  }
  expect('donde termina cada una', ended, total)
  return faults
}
