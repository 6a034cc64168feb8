import { powerTypeFacts } from '../../generated/maas/power-types.js'
import { isFrom, type MaasRelease } from './releases.js'

export interface PowerParameter {
  name: string
  required: boolean
  isMultiple: boolean
  choices?: readonly string[]
  /** The value of a parameter that is not given. */
  fallback: string | string[]
}

/** By name; a repeated field is a list. */
export type PowerParameters = Record<string, string | string[]>

interface FieldFacts {
  name: string
  since?: MaasRelease
  required?: boolean
  fieldType?: string
  secret?: boolean
  scope?: 'node'
  default?: string | readonly string[]
  choices?: readonly string[]
}

interface TypeFacts {
  name: string
  kind: 'pod' | 'power'
  kindInMaster?: 'power'
  goneIn?: MaasRelease
  queryable?: boolean
  canProbe?: boolean
  chassis?: boolean
  canSetBootOrder?: boolean
  fields: readonly FieldFacts[]
}

const allTypes: readonly TypeFacts[] = powerTypeFacts

const typesOf = (release: MaasRelease): TypeFacts[] =>
  allTypes
    .filter(({ goneIn }) => goneIn === undefined || !isFrom(release, goneIn))
    .map((type) => ({
      ...type,
      fields: type.fields.filter(({ since }) => since === undefined || isFrom(release, since)),
    }))

/** The power types of 3.4 and their parameters. */
export const powerTypes: Readonly<Record<string, readonly PowerParameter[]>> = Object.fromEntries(
  typesOf('3.4').map(({ name, fields }) => [
    name,
    fields.map((field) => ({
      name: field.name,
      // A field with a default never lacks a value.
      required: (field.required ?? false) && field.default === undefined,
      isMultiple: field.fieldType === 'multiple_choice',
      ...(field.choices && { choices: field.choices }),
      fallback: typeof field.default === 'object' ? [...field.default] : (field.default ?? ''),
    })),
  ]),
)

/** `power_address` as `Power address`. */
const labelOf = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`

/** The reply of `describe_power_types`. Labels are derived from the names: those of MAAS are not known. */
export const describePowerTypes = (release: MaasRelease): object[] =>
  typesOf(release).map((type) => ({
    driver_type: release === 'master' ? (type.kindInMaster ?? type.kind) : type.kind,
    name: type.name,
    description: labelOf(type.name),
    chassis: type.chassis ?? false,
    can_probe: type.canProbe ?? false,
    queryable: type.queryable ?? true,
    fields: type.fields.map((field) => ({
      name: field.name,
      label: labelOf(field.name),
      required: field.required ?? false,
      field_type: field.fieldType ?? 'string',
      choices: (field.choices ?? []).map((choice) => [choice, choice]),
      default: field.default ?? '',
      scope: field.scope ?? 'bmc',
      secret: field.secret ?? false,
    })),
    missing_packages: [],
  }))
