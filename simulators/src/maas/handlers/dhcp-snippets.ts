import { byId, content, flag, reference, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { nodeNamed, subnetSpecified } from '../forms/references.js'
import { apiRoot, subnetReply } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { DhcpSnippet } from '../state/extras.js'
import { rfcDate, type MaasState } from '../state/state.js'
import { admin } from './networks.js'

function snippetReply(state: MaasState, snippet: DhcpSnippet): object {
  const subnet = state.subnets.find((candidate) => candidate.id === snippet.subnetId)
  return {
    name: snippet.name,
    description: snippet.description,
    enabled: snippet.enabled,
    node: snippet.node,
    subnet: subnet ? subnetReply(state, subnet) : null,
    history: snippet.history.map(({ id, value, createdMs }) => ({
      id,
      value,
      created: rfcDate(state, createdMs),
    })),
    global_snippet: snippet.node === null && snippet.subnetId === null,
    value: snippet.history[0]?.value ?? '',
    id: snippet.id,
    resource_uri: `${apiRoot}/dhcp-snippets/${snippet.id}/`,
  }
}

/** A snippet by id or name. */
function snippetOf({ state, args }: Exchange): DhcpSnippet {
  const found = state.extras.snippets.find(
    (candidate) => String(candidate.id) === args[0] || candidate.name === args[0],
  )
  if (!found) throw notFound('DHCPSnippet')
  return found
}

function readSnippet({ state, body }: UserExchange, current?: DhcpSnippet): DhcpSnippet {
  const data = formData(body)
  const values = readForm(
    data,
    {
      name: text({ required: current === undefined, max: 255 }),
      value: content('Must be given a value'),
      description: text(),
      enabled: flag(true),
      node: reference(nodeNamed(state), { complaint: messages.choice }),
      subnet: reference(subnetSpecified(state)),
      global_snippet: flag(),
    },
    {
      current: current && {
        ...current,
        node: current.node === null ? null : (state.node(current.node) ?? null),
        subnet: byId(state.subnets)(String(current.subnetId)) ?? null,
      },
      clean: (form) => {
        const { values } = form
        if (values.global_snippet) Object.assign(values, { node: null, subnet: null })
        else if (values.node && values.subnet && current?.subnetId === values.subnet.id) values.subnet = null
        else if (values.node && values.subnet && current?.node === values.node.systemId) values.node = null
        if (values.node && values.subnet)
          form.fail('__all__', 'A DHCP snippet cannot be enabled on a node and subnet at the same time.')
        // The only error of the DHCP server in the recordings.
        else if (form.isRight('name', 'node', 'subnet') && values.value?.includes('BADSNIPPET'))
          form.fail('value', 'semicolon expected.')
      },
    },
  )
  const revision = data.has('value')
    ? [{ id: state.next('revision'), value: values.value, createdMs: state.clock.now() }]
    : []
  return {
    id: current?.id ?? state.next('snippet'),
    name: values.name,
    description: values.description,
    enabled: values.enabled,
    node: values.node?.systemId ?? null,
    subnetId: values.subnet?.id ?? null,
    history: [...revision, ...(current?.history ?? [])],
  }
}

/** Reverts to a revision: its id, or a negative number of steps, where -1 is the current one. */
function revert(exchange: UserExchange): unknown {
  const snippet = snippetOf(exchange)
  const to = formData(exchange.body).get('to')
  if (!to) throw refuse(400, 'You must specify where to revert to')
  if (!/^-?\d+$/.test(to)) throw refuse(400, `${to} is an invalid 'to' value`)
  const number = Number(to)
  const index = number < 0 ? -number - 1 : snippet.history.findIndex((revision) => revision.id === number)
  if (number < 0 && index >= snippet.history.length) throw refuse(400, 'Goes too far back.')
  if (index === -1) throw refuse(400, `${to} not found in history`)
  snippet.history.splice(0, index)
  return snippetReply(exchange.state, snippet)
}

export const snippetResources: Resource[] = [
  {
    path: 'dhcp-snippets/',
    operations: {
      GET: ({ state }) => state.extras.snippets.map((snippet) => snippetReply(state, snippet)),
      POST: admin((exchange) => {
        const snippet = readSnippet(exchange)
        exchange.state.extras.snippets.push(snippet)
        return snippetReply(exchange.state, snippet)
      }),
    },
  },
  {
    path: 'dhcp-snippets/{id}/',
    operations: {
      GET: (exchange) => snippetReply(exchange.state, snippetOf(exchange)),
      PUT: admin((exchange) => {
        const snippet = snippetOf(exchange)
        return snippetReply(exchange.state, Object.assign(snippet, readSnippet(exchange, snippet)))
      }),
      DELETE: admin((exchange) => {
        const { snippets } = exchange.state.extras
        snippets.splice(snippets.indexOf(snippetOf(exchange)), 1)
        return deleted()
      }),
      'POST revert': admin(revert),
    },
  },
]
