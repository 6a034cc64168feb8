import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../../shared/reference/landscape/', import.meta.url))

/** Whether the reference is present; tests that need it are skipped without it. */
export const haveReference = existsSync(folder)

const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))

/** One example reply. */
export const example = (file: string): unknown => read(`examples/${file}.json`)

/** The example replies by file name, without the `.json`. */
export const exampleFiles = (): string[] =>
  readdirSync(`${folder}examples`)
    .map((file) => file.replace(/\.json$/, ''))
    .toSorted()

export interface SignatureVector {
  name: string
  method: string
  url: string
  secret_key: string
  params: Record<string, string>
  string_to_sign: string
  signature: string
}

export const signatureVectors = (): SignatureVector[] => read('signature-vectors.json') as SignatureVector[]

/** The names of the parameters of each action. */
export function actionParams(): Map<string, string[]> {
  const { actions } = read('legacy-actions.json') as {
    actions: { action: string; params: { name: string }[] }[]
  }
  return new Map(actions.map(({ action, params }) => [action, params.map(({ name }) => name).toSorted()]))
}

/** Each operation of REST v2, such as `GET /api/v2/about`. */
export function restOperations(): Set<string> {
  const { endpoints } = read('rest-endpoints.json') as { endpoints: { method: string; path: string }[] }
  return new Set(endpoints.map(({ method, path }) => `${method} ${path}`))
}

/** The fields of an entity in entities.json. */
export function fieldsOf(entity: string): string[] {
  const { entities } = read('entities.json') as { entities: Record<string, { fields: object }> }
  return Object.keys(entities[entity]?.fields ?? {})
}
