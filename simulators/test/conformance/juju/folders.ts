import { Scoreboard } from '../scoreboard.js'
import { type CommandRun, read, type Reply, runsInOrder } from './recordings.js'
import { patiently, type Replay } from './replay.js'

/** `charmhub/`: three models, in the order of its README. */
export async function replayCharmhub(replay: Replay): Promise<void> {
  let model = 'add-model'
  for (const name of runsInOrder('charmhub')) {
    // The single applications of the second half are on the first model, as status2 shows.
    model = { 'add-os': 'add-os', 'deploy-options': 'add-model', 'add-os2': 'add-os2' }[name] ?? model
    const file = `charmhub/${name}`
    const uuid = created(replay, `charmhub/${model}`)
    if (name === 'deploy-revision-no-channel')
      await deployUnrecorded(replay, uuid, 'u4', { Channel: 'latest/stable', Revision: 100 })
    if (name === 'deploy-dry-run') await deployUnrecorded(replay, uuid, 'u10', {})
    await replay.run(file, (read(file) as CommandRun).exchange, uuid)
  }
}

/** Runs that are not in the folder, and whose results status2 shows. */
async function deployUnrecorded(
  replay: Replay,
  model: string,
  application: string,
  more: Record<string, unknown>,
): Promise<void> {
  const wire = await replay.dial(`/model/${model}/api`)
  const arg = {
    CharmName: 'ubuntu',
    ApplicationName: application,
    ConfigYAML: `${application}: {}\n`,
    Cons: {},
    'num-units': 1,
    ...more,
  }
  await patiently(
    wire.call({ type: 'Application', version: 22, request: 'DeployFromRepository', params: { Args: [arg] } }),
  )
  replay.hangUp()
}

/** `clouds-offers-users/`: a run of its own, most of it on prod/test. */
export async function replayClouds(replay: Replay, test: string): Promise<void> {
  for (const name of runsInOrder('clouds-offers-users')) {
    const file = `clouds-offers-users/${name}`
    const { command, exchange } = read(file) as CommandRun
    const uuid = command.includes('-m admin/second')
      ? created(replay, 'clouds-offers-users/offer-add-model')
      : test
    // The first `juju consume` is not in the folder.
    if (name === 'offer-consume-again') await replay.onto(new Scoreboard([])).run(file, exchange, uuid)
    // Leaders were set by hand in this run too, as its status shows.
    if (name === 'offer-status')
      replay.sim.set({ what: 'leaders', data: { wordpress: 'wordpress/0' }, model: uuid })
    await replay.run(file, exchange, uuid)
  }
}

/** The simulated UUID of a model created in a recorded run. */
function created(replay: Replay, run: string): string {
  for (const exchange of (read(run) as CommandRun).exchange) {
    if (!('request' in exchange) || exchange.request.request !== 'CreateModel') continue
    const { uuid } = (exchange.reply as Reply).response as { uuid: string }
    return replay.comparer.bound(uuid) ?? uuid
  }
  throw new Error(`${run} makes no model`)
}
