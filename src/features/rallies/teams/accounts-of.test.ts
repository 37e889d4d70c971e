import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { accountsOf } from './queries.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

test('R-60 the accounts that count: proven ones of teams that stand, no unconsented minor, no name of anybody', async () => {
  const { db, edition, teams, now } = stage
  const accounts = await accountsOf(db, edition.id)
  assert.deepEqual(
    accounts.map(({ team_id, network, person }) => `${team_id} ${network} ${person}`),
    [
      'lagartijas web lagartijas-1',
      'lagartijas x lagartijas-1',
      'tlacuaches web tlacuaches-1',
      'tlacuaches x tlacuaches-1',
    ],
  )
  assert.ok(!JSON.stringify(accounts).includes(stage.cast.person('neighbour').id))

  // teams.csv of the contract knows no dates: an account is a team's for the whole edition or not at all, and what was done stays.
  const left = (at: Date | null) =>
    db.updateTable('rally_members').set({ left_at: at }).where('id', '=', teams.lagartijas.memberId).execute()
  await left(now)
  assert.deepEqual(await accountsOf(db, edition.id), accounts, 'who left keeps her accounts with the team')
  await left(null)

  const account = { edition_id: edition.id, team_id: teams.lagartijas.id, member_id: teams.lagartijas.memberId }
  await db
    .insertInto('rally_accounts')
    .values({
      id: newId(),
      ...account,
      network: 'mastodon',
      handle: 'L',
      handle_folded: 'l',
      code: 'abc',
      claimed_at: now,
    })
    .execute()
  assert.equal((await accountsOf(db, edition.id)).length, 4, 'claimed and not proven')

  await db.updateTable('rally_members').set({ is_minor: true }).where('id', '=', teams.tlacuaches.memberId).execute()
  assert.equal((await accountsOf(db, edition.id)).length, 2, 'a minor whose guardian was not heard')
  const consent = { member_id: teams.tlacuaches.memberId, asked_at: now, given_by: 'paper', given_at: now }
  await db.insertInto('rally_guardian_consents').values(consent).execute()
  assert.equal((await accountsOf(db, edition.id)).length, 4)

  await db.updateTable('rally_editions').set({ team_min: 2 }).where('id', '=', edition.id).execute()
  assert.equal((await accountsOf(db, edition.id)).length, 0, 'smaller than the edition asks')
  await db.updateTable('rally_editions').set({ team_min: 1 }).where('id', '=', edition.id).execute()

  const withdrawal = { team_id: teams.lagartijas.id, reason: 'Se mudaron.', withdrawn_at: now }
  await db.insertInto('rally_team_withdrawals').values(withdrawal).execute()
  assert.deepEqual([...new Set((await accountsOf(db, edition.id)).map(({ team_id }) => team_id))], ['tlacuaches'])
})
