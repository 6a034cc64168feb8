import { handlerReply } from '../replies/reply.js'
import { integer, mandatory } from '../server/param-values.js'
import { adminOnly, Refusal, refuse } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'

const types = 'recs_box ucsm mscm hmcz msftocs proxmox sm15k vmware virsh powerkvm seamicro15k'.split(' ')

/** Asks a rack to probe a chassis. Only the parameters are checked; no machine appears, as there is no chassis. */
export function addChassis({ user, state, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const { post } = body
  const type = mandatory(post, 'chassis_type')
  const hostname = mandatory(post, 'hostname')
  if (!types.includes(type))
    throw refuse(400, `Invalid chassis_type: Value must be one of: ${types.join('; ')} (not '${type}')`)
  if (!['virsh', 'powerkvm'].includes(type)) {
    mandatory(post, 'username')
    checkCredentials(type, post.get('password'), post.get('token_name'))
  }
  if (['recs_box'].includes(type) && post.has('prefix_filter')) {
    throw new Refusal(handlerReply(400, `prefix_filter is unavailable with the ${type} chassis type`))
  }
  integer(post, 'port')
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

const html = (text: string): Refusal => new Refusal(handlerReply(400, text, 'text/html; charset=utf-8'))

function checkCredentials(type: string, password: string | undefined, token: string | undefined): void {
  if (type === 'proxmox') {
    if (password && token) throw html('You may only use a password or token with Proxmox, not both.')
    if (!password && !token) throw html('You must use a password or token with Proxmox.')
  } else if (!password) throw refuse(400, 'No provided password!')
}
