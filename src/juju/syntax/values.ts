import { ConfigurationError } from '../../core/errors.js'
import { type Constraints, parseConstraints, storageMistake } from './constraints.js'
import type { DeviceConstraints } from '../generated/application.js'
import type { Base, ConstraintsValue, Placement, StorageDirective } from '../generated/common.js'

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'juju', summary, hint })

/** Constraints as the facades take them, from Juju's own syntax (`mem=8G cores=2`) or values. */
export function constraintsValue(constraints: string | Constraints | undefined): ConstraintsValue {
  if (constraints === undefined) return {}
  const parsed = typeof constraints === 'string' ? parseConstraints(constraints) : constraints
  if ('mistake' in parsed)
    throw bad(
      `The constraints ${JSON.stringify(constraints)} cannot be read: ${parsed.mistake}`,
      'Write them like mem=8G cores=2 tags=compute',
    )
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value as unknown,
    ]),
  )
}

/** The facades' constraints in Juju's own syntax. */
export function constraintsText(value: ConstraintsValue): string {
  return Object.entries(value)
    .map(
      ([key, part]) =>
        `${key}=${Array.isArray(part) ? part.join(',') : String(part)}${['mem', 'root-disk'].includes(key) ? 'M' : ''}`,
    )
    .join(' ')
}

/** `ubuntu@22.04` or `ubuntu@22.04/stable`. */
export function baseValue(base: string): Base {
  const [, name, channel] = /^([a-z]+)@([\w./-]+)$/.exec(base) ?? []
  if (name === undefined || channel === undefined)
    throw bad(`${JSON.stringify(base)} is no base`, 'Write it like ubuntu@22.04')
  return { name, channel: channel.includes('/') ? channel : `${channel}/stable` }
}

/**
 * A placement directive: `3`, `0/lxd/1`, `lxd`, `lxd:3`, `new`, or what the cloud understands, such as `zone=a` or `system-id=4y3h7n`.
 * `cloudScope` is what stands for the cloud: the model's UUID, which only DeployFromRepository lets one leave open.
 */
export function placementValue(text: string, cloudScope: string): Placement {
  if (typeof text !== 'string')
    throw bad(`${String(text)} is no placement`, "Write it as a text, such as '3' or 'lxd:3'")
  if (/^\d+(\/[a-z]+\/\d+)*$/.test(text)) return { scope: '#', directive: text }
  const [, container, where = ''] = /^(lxd|kvm|lxc)(?::(.+))?$/.exec(text) ?? []
  if (container !== undefined) return { scope: container, directive: where }
  if (text === '' || /\s/.test(text) || /^[a-z]+:/.test(text))
    throw bad(
      `${JSON.stringify(text)} is no placement`,
      'Write a machine (3), a container (lxd, lxd:3), new, or what the cloud knows (zone=a, system-id=4y3h7n)',
    )
  return { scope: cloudScope, directive: text }
}

const SIZE: Record<string, number> = { M: 1, G: 1024, T: 1024 ** 2, P: 1024 ** 3, E: 1024 ** 4 }

/** A storage directive: pool, size and count in any order, as in `ebs,10G,2`. */
export function storageValue(text: string): StorageDirective {
  const mistake = storageMistake(text)
  if (mistake !== undefined)
    throw bad(`The storage ${JSON.stringify(text)} cannot be read: ${mistake}`, 'Write it like ebs,10G,2')
  const value: StorageDirective = { Pool: '', Size: 0, Count: 1 }
  for (const part of text.split(',')) {
    const size = /^(\d+(?:\.\d+)?)([MGTPE])(?:i?B)?$/.exec(part)
    if (size) value.Size = Math.ceil(Number(size[1]) * (SIZE[size[2] ?? 'M'] ?? 1))
    else if (/^\d+$/.test(part)) value.Count = Number(part)
    else value.Pool = part
  }
  return value
}

/** A device directive, as in `2,nvidia.com/gpu,model=a100;memory=40`: count and attributes may be left out. */
export function deviceValue(text: string): DeviceConstraints {
  const [, count = '1', type = '', attributes = ''] = /^(?:(\d+),)?([^,]+)(?:,(.*))?$/.exec(text) ?? []
  if (type === '')
    throw bad(`The device ${JSON.stringify(text)} cannot be read`, 'Write it like 2,nvidia.com/gpu')
  return {
    Count: Number(count),
    Type: type,
    Attributes: Object.fromEntries(
      attributes
        .split(';')
        .filter((part) => part !== '')
        .map((part) => part.split('=', 2) as [string, string]),
    ),
  }
}

/** Option values of one application as YAML, of which JSON is a part. */
export const configYaml = (application: string, options: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ [application]: options })}\n`
