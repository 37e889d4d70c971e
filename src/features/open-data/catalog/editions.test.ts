import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { takeStep } from '../../rallies/results/commands.ts'
import { openDataRoutes } from '../routes.tsx'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
  stage.app.route('/', openDataRoutes())
})
after(() => stage.close())

type Node = { '@id': string; '@type': string } & Record<string, unknown>

async function editions(): Promise<Node[]> {
  const catalog = JSON.parse((await stage.get('/datos/catalogo.jsonld')).text) as { 'dcat:dataset': Node[] }
  return catalog['dcat:dataset'].filter((dataset) => dataset['@id'].includes('#rally-'))
}

test('R-148: each published edition is a dataset whose files are there, and no draft is', async () => {
  const job = { editionId: stage.edition.id, step: 'full', askedBy: null } as const
  const [before] = await editions()
  assert.ok(await takeStep(stage.deps, job, () => stage.now))
  const [dataset, ...others] = await editions()
  assert.deepEqual(others, [])
  assert.deepEqual(dataset?.['dct:title'], { '@value': 'Rally de prueba 2026 · San Pedro', '@language': 'es' })
  assert.ok(dataset['dct:description'] && dataset['dct:publisher'])
  assert.equal((dataset['dct:temporal'] as Node)['@type'], 'dct:PeriodOfTime')
  const addresses = (of: Node | undefined) =>
    [of?.['dcat:distribution'] ?? []].flat().map((one) => ((one as Node)['dcat:accessURL'] as Node)['@id'])
  for (const address of addresses(dataset)) {
    const { status } = await stage.get(address.replace(stage.deps.config.baseUrl, ''))
    assert.equal(status, 200, address)
  }
  const added = addresses(dataset).filter((address) => !addresses(before).includes(address))
  assert.deepEqual(
    added.map((address) => address.split('/').at(-1)),
    ['rally.tar'],
    'everything as one package, once it was computed',
  )
  await stage.db.deleteFrom('rally_acts').where('act', '=', 'published').execute()
  assert.deepEqual(await editions(), [])
})
