import { Refusal, notFound } from '../../server/refusal.js'
import type { JujuState } from '../../state/state.js'
import { parseTag, parseTagOf } from '../../state/tags.js'
import type { Application, Cloud, Model, User } from '../../state/types.js'

/** Finds the model of a tag. @throws Refusal when the tag is invalid, or the model does not exist. */
export function modelByTag(state: JujuState, tag: string): Model {
  const uuid = parseTagOf('model', tag)
  const model = state.models.get(uuid)
  if (model === undefined) throw notFound('getting model read only information: model not found')
  return model
}

export function userByTag(state: JujuState, tag: string): User {
  const name = parseTagOf('user', tag)
  const user = state.users.get(name)
  if (user === undefined) throw new Refusal(`user "${name}" not found`, 'user not found')
  return user
}

export function cloudByTag(state: JujuState, tag: string): Cloud {
  const name = parseTagOf('cloud', tag)
  const cloud = state.clouds.get(name)
  if (cloud === undefined) throw notFound(`cloud "${name}" not found`)
  return cloud
}

/** The application, or `application "x" not found`. */
export function existing(model: Model, name: string): Application {
  const found = model.applications.get(name)
  if (found === undefined) throw notFound(`application "${name}" not found`)
  return found
}

/** As {@link existing}, with the message without quotes that about half of Juju's calls send. */
export function existingUnquoted(model: Model, name: string): Application {
  const found = model.applications.get(name)
  if (found === undefined) throw notFound(`application ${name} not found`)
  return found
}

/** The application of a tag, in calls that report a tag of another kind. */
export function applicationOfTag(model: Model, tag: string): Application {
  const { kind, id } = parseTag(tag)
  if (kind !== 'application') throw new Refusal(`unexpected tag type, expected application, got ${kind}`)
  return existingUnquoted(model, id)
}
