import { randomUUID } from 'node:crypto'
import { apiRoot } from '../replies/network.js'
import { deleted, handlerReply } from '../replies/reply.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { StoredFile } from '../state/extras.js'

const html = 'text/html; charset=utf-8'

const fileReply = (file: StoredFile, withContent = false): object => ({
  filename: file.filename,
  anon_resource_uri: `${apiRoot}/files/?op=get_by_key&key=${file.key}`,
  ...(withContent && { content: file.content.toString('base64') }),
  resource_uri: `${apiRoot}/files/${encodeURI(file.filename)}/`,
})

/** Each user has their own files. */
const fileOf = ({ state, user }: UserExchange, filename: string | undefined): StoredFile | undefined =>
  state.extras.files.find((file) => file.username === user.username && file.filename === filename)

function create(exchange: UserExchange): unknown {
  const { state, user, body } = exchange
  const filename = body.post.get('filename')
  if (!filename) throw refuse(400, 'Filename not supplied')
  const [sent, ...others] = body.files
  if (!sent) throw refuse(400, 'File not supplied')
  if (others.length > 0) throw refuse(400, 'Exactly one file must be supplied')
  const there = fileOf(exchange, filename)
  if (there) there.content = sent.content
  else
    state.extras.files.push({ filename, content: sent.content, key: randomUUID(), username: user.username })
  return handlerReply(201, '', html)
}

function list({ state, user, query }: UserExchange): unknown {
  const prefix = query.get('prefix') ?? ''
  return state.extras.files
    .filter((file) => file.username === user.username && file.filename.startsWith(prefix))
    .toSorted((a, b) => (a.filename < b.filename ? -1 : 1))
    .map((file) => fileReply(file))
}

function read(exchange: UserExchange): unknown {
  const filename = exchange.query.get('filename')
  if (!filename) throw refuse(400, 'No provided filename!')
  const file = fileOf(exchange, filename)
  if (!file) throw refuse(404, 'File not found')
  return handlerReply(200, file.content, html)
}

function readByKey({ state, query }: Exchange): unknown {
  const key = query.get('key')
  if (!key) throw refuse(400, 'No provided key!')
  const file = state.extras.files.find((candidate) => candidate.key === key)
  if (!file) throw notFound('FileStorage')
  return handlerReply(200, file.content, html)
}

function remove(exchange: UserExchange, filename: string | undefined): unknown {
  const { files } = exchange.state.extras
  if (!filename) throw refuse(400, 'No provided filename!')
  const file = fileOf(exchange, filename)
  if (!file) throw notFound('FileStorage')
  files.splice(files.indexOf(file), 1)
  return deleted()
}

function describe(exchange: UserExchange): unknown {
  const file = fileOf(exchange, exchange.args[0])
  // The reply is the web framework's 404 page, which a header shows.
  if (!file) return { ...handlerReply(404, 'Not Found', html), headers: { Workaround: 'bug1123986' } }
  return fileReply(file, true)
}

export const fileResources: Resource[] = [
  {
    path: 'files/',
    operations: {
      GET: list,
      POST: create,
      DELETE: (exchange) => remove(exchange, exchange.query.get('filename')),
      'GET get': read,
      'GET get_by_key': readByKey,
    },
    anonymous: { 'GET get_by_key': readByKey },
  },
  {
    path: 'files/{filename*}/',
    operations: { GET: describe, DELETE: (exchange) => remove(exchange, exchange.args[0]) },
  },
]
