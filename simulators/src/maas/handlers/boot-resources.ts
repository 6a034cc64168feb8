import { createHash } from 'node:crypto'
import { lookup } from '../../lookup.js'
import { float } from '../replies/float.js'
import { apiRoot } from '../replies/network.js'
import { deleted, emit, handlerReply, pistonText } from '../replies/reply.js'
import { formData, type UploadedFile } from '../server/body.js'
import { choice, text, whole } from '../forms/fields.js'
import { type Field, Invalid, readForm } from '../forms/form.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { BootResource, ImageFile } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
import { admin } from './networks.js'

const filetypes: Record<string, string> = {
  tgz: 'root-tgz',
  tbz: 'root-tbz',
  txz: 'root-txz',
  ddtgz: 'root-dd',
  ddtbz: 'root-dd.tar.bz2',
  ddtxz: 'root-dd.tar.xz',
  ddtar: 'root-dd.tar',
  ddbz2: 'root-dd.bz2',
  ddgz: 'root-dd.gz',
  ddxz: 'root-dd.xz',
  ddraw: 'root-dd.raw',
}
const systems = [
  'ubuntu',
  'ubuntu-core',
  'bootloader',
  'centos',
  'rhel',
  'custom',
  'windows',
  'suse',
  'caringo',
  'esxi',
]

const isComplete = (file: ImageFile): boolean => file.content.length === file.size

type ImageSet = BootResource['sets'][number]

function setReply(resource: BootResource, set: ImageSet): object {
  const [received, size] = set.files.reduce(
    ([done, all], { file }) => [done + file.content.length, all + file.size],
    [0, 0],
  )
  const complete = set.files.length > 0 && set.files.every(({ file }) => isComplete(file))
  const files = set.files.map(({ id, filename, filetype, file }) => {
    // 3.4.10 computes the progress of a file inverted: its size divided by the bytes received.
    const progress = file.content.length === 0 ? 0 : float(file.size / file.content.length)
    const open = isComplete(file)
      ? {}
      : { progress, upload_uri: `${apiRoot}/boot-resources/${resource.id}/upload/${id}/` }
    return [
      filename,
      { filename, filetype, sha256: file.sha256, size: file.size, complete: isComplete(file), ...open },
    ] as const
  })
  const progress = received === 0 ? 0 : float((100 * received) / size)
  return {
    version: set.version,
    label: set.label,
    size,
    complete,
    ...(!complete && { progress }),
    files: Object.fromEntries(files),
  }
}

function resourceReply(resource: BootResource, withSets: boolean): object {
  const { id, type, name, architecture, title, sets } = resource
  const synced = type === 'Synced' && { platform: 'generic', supported_platforms: 'generic' }
  return {
    id,
    type,
    name,
    architecture,
    resource_uri: `${apiRoot}/boot-resources/${id}/`,
    last_deployed: null,
    title,
    subarches: type === 'Synced' ? `generic,${architecture.split('/')[1]}` : 'generic',
    ...synced,
    ...(withSets && { sets: Object.fromEntries(sets.map((set) => [set.version, setReply(resource, set)])) }),
  }
}

/** The name without `custom/`, which is not stored. */
const nameField: Field<string> = {
  fallback: '',
  read(sent) {
    const name = text({ required: true, max: 255 }).read(sent) ?? ''
    const [system = '', rest] = name.split(/\/(.*)/s)
    const known = `[${systems.map((one) => `'${one}'`).join(', ')}]`
    if (rest !== undefined && !systems.includes(system))
      throw new Invalid(`Unsupport operating system ${system}, supported operating systems: ${known}`)
    const kept = system === 'custom' && rest !== undefined ? rest : name
    if (systems.includes(kept) || /^centos\d\d?$/.test(kept)) throw new Invalid(`${kept} is a reserved name`)
    return kept
  },
}

const fields = (hasContent: boolean) => ({
  name: nameField,
  title: text({ max: 255 }),
  architecture: choice({ required: true, choices: ['amd64/generic'], listedAs: 'architecture' }),
  filetype: choice({ fallback: 'tgz', choices: Object.keys(filetypes), keepsOnEmpty: true }),
  base_image: text({
    check: (value) =>
      value.includes('/') ? undefined : 'a base image must follow the format: <osystem>/<series>',
  }),
  sha256: text({ required: !hasContent, min: 64, max: 64 }),
  size: whole({ required: !hasContent, fallback: 0, min: 0, max: Infinity }),
})

function contentOf(sent: UploadedFile | undefined, said: { sha256: string; size: number }): ImageFile {
  if (!sent) return { sha256: said.sha256, size: said.size, content: Buffer.alloc(0) }
  const sha256 = createHash('sha256').update(sent.content).digest('hex')
  return { sha256, size: sent.content.length, content: sent.content }
}

/** The version of a set: `20261122`, and `20261122.1` for the second one of a day. */
function versionOf(state: MaasState, resource: BootResource): string {
  const day = new Date(state.clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
  const taken = resource.sets.filter((set) => set.version.startsWith(day)).length
  return taken === 0 ? day : `${day}.${taken}`
}

function create({ state, body }: UserExchange): unknown {
  const sent = body.files.find((file) => file.name === 'content')
  const values = readForm(formData(body), fields(sent !== undefined))
  const { name, architecture } = values
  const content = contentOf(sent, values)
  const { bootResources, imageFiles } = state.extras
  let file = imageFiles.find((known) => known.sha256 === content.sha256 && known.size === content.size)
  if (!file) imageFiles.push((file = content))
  let resource = bootResources.find(
    (known) => known.type === 'Uploaded' && known.name === name && known.architecture === architecture,
  )
  if (!resource)
    bootResources.push(
      (resource = {
        id: state.next('bootresource'),
        type: 'Uploaded',
        name,
        title: '',
        architecture,
        sets: [],
      }),
    )
  if (formData(body).has('title')) resource.title = values.title
  const type = lookup(filetypes, values.filetype) ?? ''
  const set = {
    version: versionOf(state, resource),
    label: 'uploaded',
    files: [{ id: state.next('bootfile'), filename: type, filetype: type, file }],
  }
  for (const old of resource.sets) old.files = []
  resource.sets.unshift(set)
  offer(state, resource)
  return { ...emit(resourceReply(resource, true)), status: 201 }
}

/** An image with complete content can be deployed. */
function offer(state: MaasState, resource: BootResource): void {
  const ready = resource.sets[0]?.files.every(({ file }) => isComplete(file)) ?? false
  if (ready && !resource.name.includes('/') && !state.customImages.includes(resource.name))
    state.customImages.push(resource.name)
}

function resourceOf({ state, args }: Exchange): BootResource {
  const found = state.extras.bootResources.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('BootResource')
  return found
}

function list({ state, query }: UserExchange): unknown {
  const type = query.get('type')
  if (type !== undefined && !['synced', 'generated', 'uploaded'].includes(type)) {
    throw refuse(
      400,
      `'${type}' is not a valid boot resource type. Available types: ['synced', 'generated', 'uploaded']`,
    )
  }
  return state.extras.bootResources
    .filter((resource) => type === undefined || resource.type.toLowerCase() === type)
    .toSorted((a, b) => (a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1))
    .map((resource) => resourceReply(resource, false))
}

/** Adds the next chunk, whatever its content type; the hash is checked after the last byte. */
function upload(exchange: UserExchange): unknown {
  const { state, args, body } = exchange
  const resource = resourceOf(exchange)
  const entry = resource.sets
    .flatMap((set) => set.files)
    .find((candidate) => String(candidate.id) === args[1])
  if (!entry) throw notFound('BootResourceFile')
  const { file } = entry
  if (body.raw.length === 0) throw refuse(400, 'Missing data.')
  if (isComplete(file)) throw refuse(400, 'Cannot upload to a complete file.')
  const content = Buffer.concat([file.content, body.raw])
  if (content.length > file.size) throw refuse(400, 'Too much data received.')
  if (content.length === file.size && createHash('sha256').update(content).digest('hex') !== file.sha256) {
    throw refuse(400, 'Saved content does not match given SHA256 value.')
  }
  file.content = content
  for (const other of state.extras.bootResources) offer(state, other)
  return pistonText(200, 'OK')
}

function remove({ state, args }: UserExchange): unknown {
  const { bootResources } = state.extras
  const resource = bootResources.find((candidate) => String(candidate.id) === args[0])
  if (!resource) throw refuse(500, 'BootResource matching query does not exist.')
  bootResources.splice(bootResources.indexOf(resource), 1)
  const image = state.customImages.indexOf(resource.name)
  if (resource.type === 'Uploaded' && image !== -1) state.customImages.splice(image, 1)
  return deleted()
}

export const bootResourceResources: Resource[] = [
  {
    path: 'boot-resources/',
    operations: {
      GET: list,
      POST: admin(create),
      'GET is_importing': ({ images }) => emit(images.isRunning),
      'POST import': admin(({ images }) => {
        images.start()
        return handlerReply(200, 'Import of boot resources started')
      }),
      'POST stop_import': admin(({ images }) => {
        images.stop()
        return handlerReply(200, 'Import of boot resources is being stopped')
      }),
    },
  },
  {
    path: 'boot-resources/{id}/',
    operations: { GET: (exchange) => resourceReply(resourceOf(exchange), true), DELETE: admin(remove) },
  },
  { path: 'boot-resources/{resource_id}/upload/{id}/', operations: { PUT: admin(upload) } },
]
