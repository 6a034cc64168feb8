import { createHash } from 'node:crypto'
import { type Facade, method } from '../../server/facade.js'
import { bool, list, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { bulk, Refusal } from '../../server/refusal.js'

const Modify = struct('ModifyUserSSHKeys', { user: str, 'ssh-keys': list(str) })

const change = { access: 'admin', changes: 'change' } as const

export const keys: Facade = {
  /** `mode` true gives whole keys, false fingerprints; the entities are ignored. */
  ListKeys: method(
    { access: 'read' },
    struct('ListSSHKeys', { entities: Entities, mode: bool }),
    ({ model }, { entities, mode }) => {
      const shown = mode ? model.sshKeys : model.sshKeys.map(fingerprint)
      return { results: entities.entities.map(() => (shown.length === 0 ? {} : { result: shown })) }
    },
  ),

  // Success is null, not one entry per key (add-ssh-key.json).
  AddKeys: method(change, Modify, ({ model }, { 'ssh-keys': added }) => {
    model.sshKeys.push(...added.filter((key) => !model.sshKeys.includes(key)))
    return { results: null }
  }),

  // Keys come from a service outside of the simulator, which knows none.
  ImportKeys: method(change, Modify, ({ user }, { 'ssh-keys': subjects }) => ({
    results: bulk(subjects, (subject): Record<string, never> => {
      const [source = ''] = subject.split(':', 1)
      if (!['gh', 'lp'].includes(source)) {
        throw new Refusal(
          `cannot import from key source "${subject}" for user "${user.name}", unknown source`,
          'unknown user public key source',
        )
      }
      throw new Refusal(
        `cannot import keys for user "${user.name}" from subject "${subject}", subject not found`,
        'key source subject not found',
      )
    }),
  })),

  DeleteKeys: method({ access: 'admin', changes: 'remove' }, Modify, ({ model }, { 'ssh-keys': gone }) => {
    model.sshKeys = model.sshKeys.filter(
      (key) => !gone.some((each) => each === key || each === fingerprint(key) || key.endsWith(` ${each}`)),
    )
    return { results: null }
  }),
}

function fingerprint(key: string): string {
  const [, blob = '', ...comment] = key.split(' ')
  const digest = createHash('md5').update(Buffer.from(blob, 'base64')).digest('hex')
  return `${(digest.match(/../g) ?? []).join(':')}${comment.length === 0 ? '' : ` (${comment.join(' ')})`}`
}
