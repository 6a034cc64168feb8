import { handlerReply } from '../replies/reply.js'
import { integer, mandatory, stringBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { adminOnly, Refusal, refuse } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'

const types = 'recs_box ucsm mscm hmcz msftocs proxmox sm15k vmware virsh powerkvm seamicro15k'.split(' ')

/** Asks a rack to probe a chassis. Only the parameters are checked; no machine appears, as there is no chassis. */
export function addChassis({ user, state, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const { post } = body
  const type = mandatory(post, 'chassis_type')
  checkOneOf('chassis_type', type, types)
  const hostname = mandatory(post, 'hostname')
  checkUser(type, post)
  checkOptions(type, post)
  const domain = post.get('domain')
  if (domain && !state.domains.some((known) => known.name === domain)) {
    throw new Refusal(
      handlerReply(404, `Unable to find specified domain ${domain}`, 'text/html; charset=utf-8'),
    )
  }
  const rack = post.get('rack_controller')
  if (rack && rack !== state.rackId)
    throw new Refusal(handlerReply(404, `Unable to find specified rack ${rack}`))
  // The region resolves host names before it asks the rack, and the simulator has no name service.
  if (!hostname.includes('://')) throw refuse(500, '[Errno -2] Name or service not known')
  return handlerReply(200, `Asking rack-a to add machines from chassis ${hostname}`)
}

function checkOneOf(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return
  throw refuse(400, `Invalid ${name}: Value must be one of: ${known.join('; ')} (not '${value}')`)
}

const libvirt = ['virsh', 'powerkvm']

/** Options of some chassis only. */
const optionsOf: Record<string, readonly string[]> = {
  prefix_filter: [...libvirt, 'vmware', 'proxmox', 'hmcz'],
  power_control: ['sm15k', 'seamicro15k'],
  port: ['msftocs', 'recs_box', 'vmware'],
  protocol: ['vmware'],
}

function checkOptions(type: string, post: Params): void {
  for (const [name, chassis] of Object.entries(optionsOf)) {
    const value = post.get(name)
    if (value === undefined) continue
    if (name === 'power_control') checkOneOf(name, value, ['ipmi', 'restapi', 'restapi2'])
    if (name === 'port') checkPort(integer(post, name))
    if (!chassis.includes(type)) throw plain(`${name} is unavailable with the ${type} chassis type`)
  }
  stringBoolean(post, 'verify_ssl')
}

function checkPort(port: number | undefined): void {
  if (port === undefined) return
  if (port < 1) throw refuse(400, 'Invalid port: Please enter a number that is 1 or greater')
  if (port > 65_535) throw refuse(400, 'Invalid port: Please enter a number that is 65535 or smaller')
}

const html = (text: string): Refusal => new Refusal(handlerReply(400, text, 'text/html; charset=utf-8'))
const plain = (text: string): Refusal => new Refusal(handlerReply(400, text))

/** Libvirt takes a password at most, Proxmox a password or a token; all others need user and password. */
function checkUser(type: string, post: Params): void {
  const [username, password, token] = ['username', 'password', 'token_name'].map((name) => post.get(name))
  if (libvirt.includes(type)) {
    if (username) throw plain(`username can not be specified when using the ${type} chassis.`)
    return
  }
  mandatory(post, 'username')
  if (type !== 'proxmox') mandatory(post, 'password')
  else if (password && token) throw html('You may only use a password or token with Proxmox, not both.')
  else if (!password && !token) throw html('You must use a password or token with Proxmox.')
}
