/*
 * Entities are named by tags on the wire: a kind, a dash and the escaped id (reference: protocol 10).
 */

export const machineTag = (id: string): string => `machine-${id.replaceAll('/', '-')}`

/** `foo-bar/0` is `unit-foo-bar-0`. */
export const unitTag = (name: string): string => `unit-${name.replace(/\/(\d+)$/, '-$1')}`

export const applicationTag = (name: string): string => `application-${name}`

/** `bob@local` is plain `bob`. */
export const userTag = (name: string): string => `user-${name.replace(/@local$/, '')}`

export const modelTag = (uuid: string): string => `model-${uuid}`

export const cloudTag = (name: string): string => `cloud-${name}`

/** A `_` inside a part is escaped, since `_` joins the parts. */
export const credentialTag = (cloud: string, owner: string, name: string): string =>
  `cloudcred-${[cloud, owner, name].map((part) => part.replaceAll('_', '%5f')).join('_')}`

/** The id in a tag whose kind needs no unescaping: model, cloud, user, application. */
export const tagId = (tag: string): string => tag.slice(tag.indexOf('-') + 1)

/** Unit or machine of a tag: `unit-foo-bar-0` is `foo-bar/0`, `machine-0-lxd-1` is `0/lxd/1`. */
export const entityOf = (tag: string): string =>
  tag.startsWith('machine-')
    ? tagId(tag).replaceAll('-', '/')
    : tag.startsWith('unit-')
      ? tagId(tag).replace(/-(\d+)$/, '/$1')
      : tagId(tag)

export const isUnitName = (text: string): boolean => /^[a-z][a-z0-9-]*\/\d+$/.test(text)
