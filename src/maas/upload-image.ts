import type { FileHandle } from 'node:fs/promises'
import { checkFields, checkType, type Form } from '../core/arguments.js'
import { AbortedError, ConfigurationError, StackError } from '../core/errors.js'
import type { RequestOptions, RetryOptions } from '../core/options.js'
import { sleep } from '../core/sleep.js'
import type {
  BootResource,
  BootResourceCreateParams,
  BootResourceFile,
  BootResourceSet,
  GeneratedMaasBootResources,
} from './generated/api2/boot-resources.js'
import { readReplies } from './read-replies.js'

/** The path of a file, or bytes. */
export type ImageSource = string | URL | Uint8Array

/** How far an upload has got. */
export interface UploadProgress {
  /** Bytes that MAAS has. */
  sentBytes: number
  totalBytes: number
}

/** Options of an upload. */
export interface UploadOptions extends Pick<RequestOptions, 'signal' | 'timeoutMs'> {
  /**
   * How often a chunk may fail in a row, and the pauses.
   * @default { max: 8, baseMs: 500, maxMs: 30000 }
   */
  retries?: number | Pick<RetryOptions, 'max' | 'baseMs' | 'maxMs'>
  /**
   * Bytes of a chunk. A proxy may limit the size of a body; that of the MAAS snap allows 10 MB.
   * @default 4194304
   */
  chunkBytes?: number
  /** Called after each chunk; an error thrown by it ends the upload. */
  onProgress?: (progress: UploadProgress) => void
}

const uploadForm: Form<UploadOptions> = {
  signal: 'signal',
  timeoutMs: 'number',
  retries: 'number | object',
  chunkBytes: 'int',
  onProgress: 'function',
}

/** The chunk size of the `maas` command. */
const CHUNK_BYTES = 4_194_304

/** An image that is read in pieces, more than once. */
interface Source {
  size: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Uploads an image: the region says how much of the file it has, and gets the rest in chunks. Chunks are appended, so that none may be sent
 * twice: after a failure whose outcome is unknown, the region is asked again.
 */
export async function uploadImage(
  images: GeneratedMaasBootResources,
  given: BootResourceCreateParams & { file: ImageSource },
  options: UploadOptions,
): Promise<BootResource> {
  checkType('maas', 'bootResources.upload', 'the parameters', 'object', given)
  const { file, sha256, ...params } = given
  checkFields('maas', 'bootResources.upload', uploadForm, options)
  if ((options.chunkBytes ?? 1) < 1) throw invalid(`chunkBytes must be at least 1, got ${options.chunkBytes}`)
  const source = await open(file)
  try {
    if (source.size === 0) throw invalid('file is empty')
    const hash = sha256 ?? (await hashOf(source, options.signal))
    return await send(images, source, { ...params, sha256: hash, size: source.size }, options)
  } finally {
    await source.close()
  }
}

async function send(
  images: GeneratedMaasBootResources,
  source: Source,
  params: BootResourceCreateParams & { sha256: string; size: number },
  { chunkBytes = CHUNK_BYTES, onProgress, retries = {}, ...request }: UploadOptions,
): Promise<BootResource> {
  const { max = 8, baseMs = 500, maxMs = 30_000 } = typeof retries === 'number' ? { max: retries } : retries
  const { sha256, size } = params
  const created = await images.create(params, request)
  const place = await placeOf(created, sha256)
  if (place === undefined) return created
  let sent = place.received
  for (let failures = 0; sent < size;) {
    const chunk = await source.read(sent, Math.min(chunkBytes, size - sent))
    try {
      await images.uploadChunk(...place.target, { content: chunk }, { ...request, retries: 0 })
      sent += chunk.byteLength
      failures = 0
    } catch (error) {
      if (!isTransient(error) || ++failures > max) throw error
      if (await sleep(Math.min(baseMs * 2 ** (failures - 1), maxMs), [request.signal])) throw error
      const now = await placeOf(await images.get(created.id, request), sha256)
      if (now === undefined) break
      if (now.received > sent) failures = 0
      sent = now.received
    }
    onProgress?.({ sentBytes: sent, totalBytes: size })
  }
  return await images.get(created.id, request)
}

/** Whether a chunk may be sent again once the region has said what it has. */
const isTransient = (error: unknown): boolean =>
  error instanceof StackError &&
  !(error instanceof AbortedError) &&
  (error.isRetryable || error.mayHaveHappened)

interface Place {
  target: [resourceId: string, uploadId: string]
  /** Bytes of the file that the region has. */
  received: number
}

/** Where the chunks of a file go; undefined when the region has all of it. */
const placeOf = (image: BootResource, sha256: string): Promise<Place | undefined> =>
  readReplies('bootResources.upload', () => Promise.resolve(findPlace(image, sha256)))

function findPlace({ sets = {} }: BootResource, sha256: string): Place | undefined {
  for (const set of Object.values(sets)) {
    const found = Object.values(set.files).find((file) => file.sha256 === sha256 && !file.complete)
    const [, resourceId, uploadId] =
      /\/boot-resources\/(\d+)\/upload\/(\d+)\/?$/.exec(found?.upload_uri ?? '') ?? []
    if (found !== undefined && resourceId !== undefined && uploadId !== undefined)
      return { target: [resourceId, uploadId], received: receivedOf(set, found) }
  }
  return undefined
}

/** Of the progress of a file, releases say either the share that is there or its inverse; that of a set with one file is the share. */
function receivedOf({ progress = 0, size }: BootResourceSet, file: BootResourceFile): number {
  const received = (progress * size) / 100
  if (size === file.size && Math.abs(received - Math.round(received)) < 0.01) return Math.round(received)
  throw invalid(
    'MAAS has a part of this file and does not say how much',
    'Delete the boot resource that has it, then upload it again',
  )
}

async function open(file: ImageSource): Promise<Source> {
  if (file instanceof Uint8Array)
    return {
      size: file.byteLength,
      read: async (offset, length) => file.subarray(offset, offset + length),
      close: async () => undefined,
    }
  if (typeof file !== 'string' && !(file instanceof URL))
    throw invalid('file must be the path of a file, or bytes')
  let handle: FileHandle | undefined
  try {
    const { open: openFile } = await import('node:fs/promises')
    handle = await openFile(file)
    const opened = handle
    const { size } = await opened.stat()
    return {
      size,
      read: async (offset, length) => {
        const chunk = new Uint8Array(length)
        const { bytesRead } = await opened.read(chunk, 0, length, offset).catch((cause: unknown) => {
          throw unreadable(cause)
        })
        if (bytesRead === length) return chunk
        throw invalid(
          'file became shorter while it was sent',
          'Upload it again once nothing writes to it: MAAS keeps what it has',
        )
      },
      close: () => opened.close(),
    }
  } catch (cause) {
    await handle?.close()
    throw unreadable(cause)
  }
}

async function hashOf(source: Source, signal: AbortSignal | undefined): Promise<string> {
  const { createHash } = await import('node:crypto')
  const hash = createHash('sha256')
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    if (signal?.aborted === true)
      throw new AbortedError({
        system: 'maas',
        operation: 'bootResources.upload',
        summary: 'MAAS bootResources.upload was aborted by its signal: nothing was sent',
      })
    hash.update(await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset)))
  }
  return hash.digest('hex')
}

const unreadable = (cause: unknown): ConfigurationError =>
  invalid(`file cannot be read: ${(cause as Error).message}`, 'Pass the path of a readable file', cause)

const invalid = (problem: string, hint?: string, cause?: unknown): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: 'bootResources.upload',
    summary: `bootResources.upload: ${problem}`,
    hint,
    cause,
  })
