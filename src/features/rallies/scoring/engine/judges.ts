import type { Judgement } from '../model.ts'
import { composed } from '../text/unicode.ts'

/** By criterion: whether the judges granted it. A criterion nobody decided is not there. */
export type Grants = ReadonlyMap<string, boolean>

/** By network and post. */
export type GrantBook = ReadonlyMap<string, ReadonlyMap<string, Grants>>

/** Granted when more than half of those who decided say yes; whoever said both counts as no. */
export function grantBook(judgements: readonly Judgement[]): GrantBook {
  const said = new Map<string, Map<string, Map<string, Map<string, boolean>>>>()
  for (const { network, post_id, criterion, judge, decision } of judgements) {
    const posts = branch(said, composed(network))
    const judges = branch(branch(posts, composed(post_id)), composed(criterion))
    const name = composed(judge)
    judges.set(name, (judges.get(name) ?? true) && decision === 'yes')
  }
  return mapped(said, (posts) => mapped(posts, (criteria) => mapped(criteria, isGranted)))
}

function isGranted(judges: ReadonlyMap<string, boolean>): boolean {
  let yes = 0
  for (const decision of judges.values()) if (decision) yes++
  return yes * 2 > judges.size
}

function branch<Value>(tree: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let found = tree.get(key)
  if (found === undefined) {
    found = new Map()
    tree.set(key, found)
  }
  return found
}

function mapped<From, To>(map: ReadonlyMap<string, From>, change: (value: From) => To): Map<string, To> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]))
}

export function sameGrants(a: Grants | undefined, b: Grants | undefined): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false
  for (const [criterion, granted] of a ?? []) if (b?.get(criterion) !== granted) return false
  return true
}
