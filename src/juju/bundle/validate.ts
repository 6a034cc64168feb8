import { isIP } from 'node:net'
import { type Bundle, type BundleApplication, own, splitEndpoint } from './bundle.js'
import { parseBase } from '../syntax/base.js'
import { parseCharmName } from '../syntax/charm-name.js'
import { parseConstraints } from '../syntax/constraints.js'
import { parseDevice } from '../syntax/device.js'
import { isOfferUrl } from '../syntax/offer-url.js'
import { isApplicationName, isEndpointName, isMachineNumber } from '../syntax/patterns.js'
import { parseBundlePlacement } from '../syntax/placement.js'
import { parseStorage } from '../syntax/storage.js'
import type { BundleDocument } from './document.js'
import type { Problems } from './problems.js'

/** Reports what is allowed in an overlay only: it is about one deployment, not about the bundle. */
export function validateBase(document: BundleDocument, problems: Problems): void {
  const overlayOnly = (path: string) =>
    problems.add(
      path,
      'is allowed in an overlay only',
      'Move it to a second document of the file, after a line with ---.',
    )
  const checkImage = (constraints: string | undefined, path: string) => {
    const parsed = parseConstraints(constraints ?? '')
    if (!('mistake' in parsed) && parsed.imageId) overlayOnly(`${path}.constraints: image-id`)
  }
  for (const [name, application] of Object.entries(document.applications ?? {})) {
    if (application?.offers) overlayOnly(`applications.${name}.offers`)
    if (application?.exposedEndpoints) overlayOnly(`applications.${name}.exposed-endpoints`)
    checkImage(application?.constraints, `applications.${name}`)
  }
  for (const [id, machine] of Object.entries(document.machines ?? {}))
    checkImage(machine?.constraints, `machines.${id}`)
}

/** Checks a bundle by the rules of Juju's reader and of the planner of the controller (4.0.15, bundle-changes/cases). */
export function validateBundle(bundle: Bundle, problems: Problems): void {
  const names = Object.keys(bundle.applications)
  if (names.length === 0)
    problems.add(
      'applications',
      'there must be at least one application',
      'A bundle without applications deploys nothing.',
    )
  checkBase(bundle.defaultBase, 'default-base', problems)
  for (const [name, application] of Object.entries(bundle.applications)) {
    const path = `applications.${name}`
    checkApplication(application, path, problems)
    if (bundle.type === 'kubernetes') checkPodPlacement(application.to, path, problems)
    else checkPlacements(bundle, application, path, problems)
  }
  if (bundle.type !== 'kubernetes') checkMachines(bundle, problems)
  else if (Object.keys(bundle.machines).length > 0)
    problems.add('machines', 'a Kubernetes bundle has no machines', 'Remove machines.')
  checkSaas(bundle, problems)
  checkRelations(bundle, problems)
  checkCycles(bundle, problems)
}

function checkApplication(application: BundleApplication, path: string, problems: Problems): void {
  const charm = parseCharmName(application.charm)
  if (charm.kind === 'mistake') problems.add(`${path}.charm`, charm.message, charm.hint)
  const { revision, channel, numUnits } = application
  if (revision !== undefined && revision < 0) problems.add(`${path}.revision`, `${revision} is below 0`)
  if (revision !== undefined && channel === undefined && charm.kind === 'hub')
    problems.add(
      `${path}.revision`,
      'a revision needs a channel',
      'Add the channel from which the application is refreshed later.',
    )
  if (numUnits < 0) problems.add(`${path}.num_units`, `${numUnits} is below 0`)
  checkBase(application.base, `${path}.base`, problems)
  checkConstraints(application.constraints, path, problems)
  checkDirectives(application, path, problems)
  for (const [name, offer] of Object.entries(application.offers)) {
    if (!isApplicationName(name)) problems.add(`${path}.offers.${name}`, `"${name}" is not an offer name`)
    for (const endpoint of offer.endpoints)
      if (!isEndpointName(endpoint))
        problems.add(`${path}.offers.${name}.endpoints`, `"${endpoint}" is not an endpoint name`)
  }
  if (Object.hasOwn(application.resources, ''))
    problems.add(`${path}.resources`, 'has a resource without a name')
  checkExposure(application, path, problems)
}

function checkDirectives({ storage, devices }: BundleApplication, path: string, problems: Problems): void {
  for (const [name, directive] of Object.entries(storage)) {
    const where = `${path}.storage.${name}`
    if (!isApplicationName(name)) problems.add(where, `"${name}" is not a storage name`)
    const parsed = parseStorage(directive)
    if ('mistake' in parsed)
      problems.add(
        where,
        `"${directive}" is not a storage directive: ${parsed.mistake}`,
        'Write pool, count and size, or some of them, such as ebs,10G,2.',
      )
  }
  for (const [name, directive] of Object.entries(devices)) {
    const where = `${path}.devices.${name}`
    if (!isApplicationName(name)) problems.add(where, `"${name}" is not a device name`)
    const parsed = parseDevice(directive)
    if ('mistake' in parsed)
      problems.add(
        where,
        `"${directive}" is not a device directive: ${parsed.mistake}`,
        'Write it as 2,nvidia.com/gpu.',
      )
  }
}

function checkExposure(application: BundleApplication, path: string, problems: Problems): void {
  const exposed = Object.entries(application.exposedEndpoints)
  if (application.expose && exposed.length > 0)
    problems.add(
      path,
      'has both expose and exposed-endpoints',
      'Remove expose: exposed-endpoints exposes them too, to given spaces and CIDRs.',
    )
  for (const [endpoint, { cidrs }] of exposed)
    for (const cidr of cidrs)
      if (!isCidr(cidr))
        problems.add(
          `${path}.exposed-endpoints.${endpoint}`,
          `"${cidr}" is not a CIDR`,
          'Write it as 10.0.0.0/24.',
        )
}

function checkBase(base: string | undefined, path: string, problems: Problems): void {
  if (base !== undefined && parseBase(base) === undefined)
    problems.add(path, `"${base}" is not a base`, 'Write it as ubuntu@22.04.')
}

function checkConstraints(constraints: string, path: string, problems: Problems): void {
  const parsed = parseConstraints(constraints)
  if ('mistake' in parsed)
    problems.add(`${path}.constraints`, parsed.mistake, 'Write them as mem=8G cores=2.')
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  const version = address.includes('%') ? 0 : isIP(address)
  return (
    version !== 0 && rest.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  )
}

function checkPodPlacement(to: string[], path: string, problems: Problems): void {
  if (to.length > 1)
    problems.add(
      `${path}.to`,
      `has ${to.length} entries; an application on Kubernetes has one placement`,
      'Join them with commas.',
    )
  const keys = new Set<string>()
  for (const pair of to[0]?.split(',') ?? []) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(pair)?.map((part) => part.trim()) ?? []
    if (pair !== '' && (!key || !value))
      problems.add(
        `${path}.to[0]`,
        `"${pair}" is not of the form key=value`,
        'Placement on Kubernetes is a node selector.',
      )
    else if (key && keys.has(key)) problems.add(`${path}.to[0]`, `has the key ${key} twice`, 'Remove one.')
    else if (key) keys.add(key)
  }
}

function checkPlacements(
  bundle: Bundle,
  application: BundleApplication,
  path: string,
  problems: Problems,
): void {
  const { to, numUnits } = application
  if (numUnits >= 0 && to.length > numUnits)
    problems.add(
      `${path}.to`,
      `places ${to.length} units, and num_units is ${numUnits}`,
      'Raise num_units or remove placements.',
    )
  for (const [index, directive] of to.entries()) {
    const mistake = placementMistake(bundle, directive)
    if (mistake)
      problems.add(
        `${path}.to[${index}]`,
        `unknown placement "${directive}": ${mistake.message}`,
        mistake.hint,
      )
  }
}

function placementMistake(bundle: Bundle, directive: string): { message: string; hint: string } | undefined {
  const placement = parseBundlePlacement(directive)
  if (!placement)
    return {
      message: 'it is not a placement',
      hint: 'Write a machine, application, application/unit or new; put lxd: before it for a container.',
    }
  if (placement.kind === 'new') return undefined
  if (placement.kind === 'machine') {
    const { machine } = placement
    if (own(bundle.machines, machine)) return undefined
    return {
      message: `machine ${machine} is not declared in machines`,
      hint: `Add "${machine}": to machines.`,
    }
  }
  const target = own(bundle.applications, placement.application)
  if (!target)
    return {
      message: `there is no application ${placement.application} in the bundle`,
      hint: /^(lxd|kvm|lxc)$/.test(directive)
        ? `Write ${directive}:new for a container on a new machine.`
        : 'Name an application of the bundle, or a machine.',
    }
  if (placement.kind === 'unit' && placement.unit >= target.numUnits)
    return {
      message: `${placement.application} has ${target.numUnits} unit${target.numUnits === 1 ? '' : 's'}, numbered from 0`,
      hint: `Raise num_units of ${placement.application} or name another unit.`,
    }
  return undefined
}

function checkMachines(bundle: Bundle, problems: Problems): void {
  const used = new Set<string>()
  for (const { to } of Object.values(bundle.applications))
    for (const directive of to) {
      const placement = parseBundlePlacement(directive)
      if (placement?.kind === 'machine') used.add(placement.machine)
    }
  for (const [id, machine] of Object.entries(bundle.machines)) {
    const path = `machines.${id}`
    if (!isMachineNumber(id))
      problems.add(path, `"${id}" is not a machine id`, 'Machines of a bundle have numbers.')
    else if (!used.has(id))
      problems.add(path, 'no unit is placed on it', 'Remove it, or place a unit on it with to.')
    checkConstraints(machine.constraints, path, problems)
    checkBase(machine.base, `${path}.base`, problems)
  }
}

function checkSaas(bundle: Bundle, problems: Problems): void {
  for (const [name, url] of Object.entries(bundle.saas)) {
    const path = `saas.${name}`
    if (!isApplicationName(name)) problems.add(path, `"${name}" is not an application name`)
    if (own(bundle.applications, name))
      problems.add(path, 'an application has the same name', 'Rename one of them.')
    if (url !== '' && !isOfferUrl(url))
      problems.add(`${path}.url`, `"${url}" is not an offer URL`, 'Write it as controller:owner/model.offer.')
  }
}

function checkRelations(bundle: Bundle, problems: Problems): void {
  const seen = new Set<string>()
  for (const [index, pair] of bundle.relations.entries()) {
    const path = `relations[${index}]`
    for (const end of pair) {
      const { application, endpoint } = splitEndpoint(end)
      if (!isApplicationName(application) || (endpoint !== undefined && !isEndpointName(endpoint)))
        problems.add(path, `"${end}" is not an endpoint`, 'Write application:endpoint.')
      else if (!own(bundle.applications, application) && own(bundle.saas, application) === undefined)
        problems.add(
          path,
          `"${end}": there is no application ${application} in the bundle`,
          'Add it to applications or to saas, or remove the relation.',
        )
    }
    const [one, other] = pair
    if (splitEndpoint(one).application === splitEndpoint(other).application)
      problems.add(
        path,
        `${one} - ${other} relates an application to itself`,
        'Peer relations need no entry: remove it.',
      )
    const key = pair.toSorted().join(' - ')
    if (seen.has(key)) problems.add(path, `${one} - ${other} is listed twice`, 'Remove one.')
    seen.add(key)
  }
}

/** Applications whose units are placed beside each other in a cycle could never be placed. */
function checkCycles(bundle: Bundle, problems: Problems): void {
  const done = new Set<string>()
  for (const start of Object.keys(bundle.applications)) {
    // The applications on the way, each with the targets that are left: a bundle may have more of them than calls may be nested.
    const open = new Map<string, string[]>()
    const trail: string[] = []
    const enter = (name: string): void => {
      open.set(name, placedBeside(own(bundle.applications, name)).toReversed())
      trail.push(name)
    }
    if (!done.has(start)) enter(start)
    for (let name = trail.at(-1); name !== undefined; name = trail.at(-1)) {
      const target = open.get(name)?.pop()
      if (target === undefined) {
        done.add(name)
        open.delete(name)
        trail.pop()
      } else if (open.has(target)) {
        const circle = [...trail.slice(trail.indexOf(target)), target]
        problems.add(
          `applications.${target}.to`,
          `placements form a cycle: ${(circle.length > 20 ? [...circle.slice(0, 20), '...', target] : circle).join(' -> ')}`,
          'Place one of them on a machine.',
        )
      } else if (!done.has(target)) enter(target)
    }
  }
}

/** The applications whose units the units of an application are placed beside. */
export function placedBeside(application: BundleApplication | undefined): string[] {
  return (application?.to ?? []).flatMap((directive) => {
    const placement = parseBundlePlacement(directive)
    return placement?.kind === 'unit' || placement?.kind === 'application' ? [placement.application] : []
  })
}
