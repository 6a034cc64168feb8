import { machineReply } from '../replies/machine.js'
import { apiRoot } from '../replies/network.js'
import { deleted, emitList, handlerReply } from '../replies/reply.js'
import { taken, text } from '../forms/fields.js'
import { Invalid, readForm } from '../forms/form.js'
import { formData } from '../server/body.js'
import { forbidden, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Tag } from '../state/types.js'
import { visible } from './access.js'

const tagReply = (tag: Tag): object => ({
  name: tag.name,
  definition: tag.definition,
  comment: tag.comment,
  kernel_opts: tag.kernelOpts,
  resource_uri: `${apiRoot}/tags/${tag.name}/`,
})

function tagNamed({ state, args }: Exchange): Tag {
  const tag = state.tags.find((candidate) => candidate.name === args[0])
  if (!tag) throw notFound('Tag')
  return tag
}

/** The form of create and update. */
function readTag({ state, body }: UserExchange, current?: Tag): Tag {
  const { kernel_opts: kernelOpts, ...tag } = readForm(
    formData(body),
    {
      name: text({
        required: true,
        max: 256,
        pattern: /^[\w-]+$/,
        unique: taken('Tag with this Name', state.tags, 'name', current),
      }),
      comment: text(),
      definition: text({ check: checkXPath }),
      kernel_opts: text(),
    },
    { current: current && { ...current, kernel_opts: current.kernelOpts } },
  )
  return { ...tag, kernelOpts }
}

/** Not an XPath parser: only open literals, brackets and ends without an operand are detected. */
function checkXPath(xpath: string): void {
  const bare = xpath.replaceAll(/"[^"]*"|'[^']*'/g, '0')
  const count = (char: string): number => bare.split(char).length
  const problem = /["']/.test(bare)
    ? 'Unfinished literal'
    : count('[') !== count(']') ||
        count('(') !== count(')') ||
        /[[/@(=|!]\s*$|\[\s*\]|[!?;`~]/.test(bare.replaceAll('!=', '='))
      ? 'Invalid expression'
      : undefined
  if (problem && bare !== '/') throw new Invalid(`Invalid xpath expression: ${problem}`)
}

function createTag(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const tag = readTag(exchange)
  exchange.state.tags.push(tag)
  return tagReply(tag)
}

function updateTag(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const tag = tagNamed(exchange)
  const { name } = tag
  Object.assign(tag, readTag(exchange, tag))
  for (const machine of exchange.state.machines)
    machine.tags = machine.tags.map((other) => (other === name ? tag.name : other))
  return tagReply(tag)
}

function deleteTag(exchange: UserExchange): unknown {
  if (!exchange.user.isAdmin) throw forbidden()
  const tag = tagNamed(exchange)
  exchange.state.tags.splice(exchange.state.tags.indexOf(tag), 1)
  for (const machine of exchange.state.machines)
    machine.tags = machine.tags.filter((name) => name !== tag.name)
  return deleted()
}

/** Adds and removes nodes: unknown nodes are skipped, and nodes that have the tag already are counted (README, fact 55). */
function updateNodes(exchange: UserExchange): unknown {
  const tag = tagNamed(exchange)
  const { state, user, body } = exchange
  const data = formData(body)
  if (!user.isAdmin && !data.has('rack_controller'))
    throw refuse(403, 'Must be a superuser or supply a rack_controller')
  const definition = data.get('definition')
  if (definition !== undefined && definition !== tag.definition) {
    const message = `Definition supplied '${definition}' doesn't match current definition '${tag.definition}'`
    throw new Refusal(handlerReply(409, message))
  }
  const named = (field: string) =>
    state.machines.filter((machine) => data.all(field).includes(machine.systemId))
  const added = named('add')
  const removed = named('remove')
  for (const machine of added) machine.tags = [...new Set([...machine.tags, tag.name])]
  for (const machine of removed) machine.tags = machine.tags.filter((name) => name !== tag.name)
  return { added: added.length, removed: removed.length }
}

function taggedMachines(exchange: UserExchange): unknown {
  const { name } = tagNamed(exchange)
  const { state, user } = exchange
  const machines = state.machines.filter((machine) => machine.tags.includes(name) && visible(user, machine))
  return emitList(machines, (machine) => machineReply(state, machine))
}

const none = (exchange: UserExchange): unknown => {
  tagNamed(exchange)
  return []
}

export const tagResources: Resource[] = [
  { path: 'tags/', operations: { GET: ({ state }) => state.tags.map(tagReply), POST: createTag } },
  {
    path: 'tags/{name}/',
    operations: {
      GET: (exchange) => tagReply(tagNamed(exchange)),
      PUT: updateTag,
      DELETE: deleteTag,
      'GET nodes': taggedMachines,
      'GET machines': taggedMachines,
      'GET devices': none,
      'GET rack_controllers': none,
      'GET region_controllers': none,
      'POST update_nodes': updateNodes,
      'POST rebuild': (exchange) => {
        if (!exchange.user.isAdmin) throw forbidden()
        return { rebuilding: tagNamed(exchange).name }
      },
    },
  },
]
