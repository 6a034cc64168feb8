import type { LandscapeClient } from '../state/registration.js'

/** The settings that cloud-init writes into client.conf and that registration uses (workflows.md section 1). */
export type ClientSettings = Pick<
  LandscapeClient,
  'account_name' | 'computer_title' | 'registration_key' | 'access_group' | 'include_manager_plugins'
> & { tags?: string }

const optional = ['registration_key', 'tags', 'access_group', 'include_manager_plugins'] as const

/**
 * Reads the settings that cloud-init's landscape module reads from user data: the `landscape: {client: {...}}` part of a `#cloud-config`.
 *
 * @param userData the user data, plain or in base64, as MAAS's deploy takes it
 * @returns the client's settings, or undefined when the user data is not a cloud-config or has no such part
 * @throws Error when the YAML is broken, account_name or computer_title is missing, or tags are not a list of tags
 */
export async function landscapeClientFromUserData(userData: string): Promise<ClientSettings | undefined> {
  const text = plain(userData)
  if (!text.startsWith('#cloud-config')) return undefined
  const { parse } = await import('yaml')
  const client = part(part(parse(text), 'landscape'), 'client')
  if (client === undefined) return undefined
  const required = (key: string): string => {
    const value = setting(part(client, key))
    if (!value) throw new Error(`cloud-init: landscape.client has no ${key}`)
    return value
  }
  const settings: ClientSettings = {
    account_name: required('account_name'),
    computer_title: required('computer_title'),
  }
  for (const key of optional) {
    const value = setting(part(client, key))
    if (value !== undefined) settings[key] = value
  }
  if (settings.tags !== undefined && !/^[-_0-9a-zA-Z]+(,[-_0-9a-zA-Z]+)*$/.test(settings.tags)) {
    throw new Error(
      `cloud-init: landscape.client.tags is not a comma-separated list of tags: ${settings.tags}`,
    )
  }
  return settings
}

/** YAML may have a number or a list where client.conf has text. */
function setting(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

/** base64 has no `#`, so text that starts with one is plain. */
function plain(userData: string): string {
  const compact = userData.replace(/\s+/g, '')
  const encoded = /^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 === 0
  return encoded ? Buffer.from(compact, 'base64').toString() : userData
}
