import { localOf } from '../../../../platform/civil-day.ts'
import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { Rules } from '../../scoring/model.ts'
import { happening, lockEdition, refuseUnlessOpen } from '../commands.ts'
import { type Edition, isLocked } from '../model.ts'
import { canOrganise } from '../policy.ts'
import { differencesOf } from './model.ts'
import { type PresetName, presetOf, rulesOfPreset, teamMaxOf } from './presets.ts'

export type RulesFields = { rules: Omit<Rules, 'version'>; isSample: boolean }

/**
 * Until the opening the rules are written over; from then on a change is the next version with its reason, both stay public, and
 * the standing is counted again.
 */
export async function writeRules(
  context: Context,
  edition: Edition,
  fields: RulesFields,
  reason: string | null,
): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    refuseUnlessOpen(held)
    const locked = isLocked(held, context.now)
    const number = locked ? held.rules.number + 1 : held.rules.number
    const year = localOf(held.opensAt ?? context.now, held.timeZone).slice(0, 4)
    const rules: Rules = { version: `${year}.${number}`, ...fields.rules }
    const differences = differencesOf(held.rules.rules, rules)
    if (differences.length === 0 && fields.isSample === held.rules.isSample) return
    if (locked && (reason?.length ?? 0) < 10) throw new Refused('rally.locked.reason')
    const row = {
      rules: JSON.stringify(rules),
      is_sample: fields.isSample,
      reason: locked ? reason : null,
      written_by: context.actor?.id ?? null,
      written_at: context.now,
    }
    await tx
      .insertInto('rally_rules')
      .values({ edition_id: held.id, number, ...row })
      .onConflict((conflict) => conflict.columns(['edition_id', 'number']).doUpdateSet(row))
      .execute()
    if (held.acts.published) await askForScoring(tx, held.id)
    const details = { slug: held.slug, version: rules.version, differences, ...(locked ? { reason } : {}) }
    await record(tx, context, { ...happening(held, 'rally.rules-changed'), details })
  })
}

/** Takes a rule set over as a start, with the greatest team that it was written for; before the opening only. */
export async function takePreset(context: Context, edition: Edition, name: PresetName): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    refuseUnlessOpen(held)
    if (isLocked(held, context.now)) throw new Refused('rally.locked.preset')
    const row = {
      rules: JSON.stringify(rulesOfPreset(name, held)),
      is_sample: presetOf(name).isSample,
      written_by: context.actor?.id ?? null,
      written_at: context.now,
    }
    await tx
      .updateTable('rally_rules')
      .set(row)
      .where('edition_id', '=', held.id)
      .where('number', '=', held.rules.number)
      .execute()
    await tx
      .updateTable('rally_editions')
      .set({ team_max: Math.max(teamMaxOf(name), held.teamMin) })
      .where('id', '=', held.id)
      .execute()
    if (held.acts.published) await askForScoring(tx, held.id)
    const details = { slug: held.slug, preset: name }
    await record(tx, context, { ...happening(held, 'rally.rules-changed'), details })
  })
}
