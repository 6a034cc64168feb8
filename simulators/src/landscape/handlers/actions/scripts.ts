import { legacyActivity } from '../../replies/computer.js'
import { action, page } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { data, date, file, integer, text } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import {
  addVersion,
  attachmentLimits,
  checkTitle,
  currentVersion,
  execute,
  legacyScript,
  parseCode,
  script,
  scriptV2,
} from '../../state/scripts.js'
import type { LandscapeState } from '../../state/state.js'
import type { Script } from '../../state/types.js'

const view = (state: LandscapeState, script: Script) =>
  script.kind === 'V2' ? scriptV2(state, script) : legacyScript(state, script)

export const scriptActions: Actions = {
  GetScripts: action(
    { limit: integer.or(1000), offset: integer.or(0), script_type: text.or('V1') },
    ({ state }, { script_type, ...paging }) => {
      const scripts = [...state.scripts.values()].filter(({ kind }) => kind === script_type)
      return page(scripts, paging).map((script) => view(state, script))
    },
  ),

  CreateScript: action(
    {
      title: text.required,
      time_limit: integer.or(300),
      code: data.required,
      username: text.or(null),
      access_group: text.or('global'),
      script_type: text.or('V1'),
    },
    ({ state }, { title, time_limit, code, username, access_group, script_type }) => {
      if (script_type !== 'V1' && script_type !== 'V2')
        throw refuse('InvalidParameterValue', 'script_type is V1 or V2')
      state.accessGroup(access_group)
      checkTitle(state, title)
      const created: Script = {
        id: state.nextId('script'),
        kind: script_type,
        status: 'ACTIVE',
        timeLimit: time_limit,
        username,
        accessGroup: access_group,
        attachments: [],
        versions: [addVersion(state, 1, { title, ...parseCode(code) })],
      }
      state.scripts.set(created.id, created)
      return view(state, created)
    },
  ),

  // A V2 script gets a new version (workflows.md section 8).
  EditScript: action(
    {
      script_id: integer.required,
      title: text.or(null),
      time_limit: integer.or(null),
      code: data.or(null),
      username: text.or(null),
    },
    ({ state }, { script_id, title, time_limit, code, username }) => {
      const edited = script(state, script_id)
      const current = currentVersion(edited)
      if (title !== null) checkTitle(state, title, edited)
      const parsed =
        code === null ? { interpreter: current.interpreter, code: current.code } : parseCode(code)
      const fields = { title: title ?? current.title, ...parsed }
      if (edited.kind === 'V2') edited.versions.push(addVersion(state, current.number + 1, fields))
      else Object.assign(current, fields)
      edited.timeLimit = time_limit ?? edited.timeLimit
      edited.username = username ?? edited.username
      return view(state, edited)
    },
  ),

  CopyScript: action(
    { script_id: integer.required, destination_title: text.required, access_group: text.or(null) },
    ({ state }, { script_id, destination_title, access_group }) => {
      const original = script(state, script_id)
      const { interpreter, code } = currentVersion(original)
      checkTitle(state, destination_title)
      const accessGroup = state.accessGroup(access_group ?? original.accessGroup).name
      const copy: Script = {
        ...original,
        id: state.nextId('script'),
        accessGroup,
        attachments: original.attachments.map((attachment) => ({
          ...attachment,
          id: state.nextId('attachment'),
        })),
        versions: [addVersion(state, 1, { title: destination_title, interpreter, code })],
      }
      state.scripts.set(copy.id, copy)
      return view(state, copy)
    },
  ),

  RemoveScript: action({ script_id: integer.required }, ({ state }, { script_id }) => {
    state.scripts.delete(script(state, script_id).id)
  }),

  GetScriptCode: action({ script_id: integer.required }, ({ state }, { script_id }) => {
    const { interpreter, code } = currentVersion(script(state, script_id))
    return `#!${interpreter}\n${code}`
  }),

  CreateScriptAttachment: action(
    { script_id: integer.required, file: file.required },
    ({ state }, { script_id, file }) => {
      const { attachments } = script(state, script_id)
      if (attachments.some(({ filename }) => filename === file.filename)) {
        throw refuse('DuplicateScriptAttachment', `The script has an attachment ${file.filename} already`)
      }
      if (attachments.length >= attachmentLimits.count) {
        throw refuse('TooManyScriptAttachments', `A script has ${attachmentLimits.count} attachments at most`)
      }
      const bytes = attachments.reduce((sum, { content }) => sum + content.length, file.content.length)
      if (bytes > attachmentLimits.bytes)
        throw refuse(
          'ScriptAttachmentSize',
          `The attachments are larger than ${attachmentLimits.bytes} bytes`,
        )
      attachments.push({ id: state.nextId('attachment'), ...file })
      return file.filename
    },
  ),

  RemoveScriptAttachment: action(
    { script_id: integer.required, filename: text.required },
    ({ state }, { script_id, filename }) => {
      const { attachments } = script(state, script_id)
      const at = attachments.findIndex((attachment) => attachment.filename === filename)
      if (at < 0) throw refuse('UnknownScriptAttachment', `The script has no attachment ${filename}`)
      attachments.splice(at, 1)
    },
  ),

  ExecuteScript: action(
    {
      query: text.required,
      script_id: integer.required,
      username: text.or(null),
      deliver_after: date.or(null),
      time_limit: integer.or(null),
      in_access_group: text.or(null),
    },
    (context, { query, script_id, username, deliver_after, in_access_group }) => {
      const { state, queue } = context
      const executed = script(state, script_id)
      if (executed.status !== 'ACTIVE')
        throw refuse('UnknownScript', `Script ${script_id} is ${executed.status}`)
      if ((username ?? executed.username) === null)
        throw refuse('RequiresUser', 'Neither the script nor the call has a user')
      if (in_access_group !== null) state.accessGroup(in_access_group)
      const computers = state
        .selectSome(query)
        .filter(({ accessGroup }) => in_access_group === null || accessGroup === in_access_group)
      if (computers.length === 0)
        throw refuse('UnknownComputers', `No computer of ${in_access_group} matches ${query}`)
      return legacyActivity(queue, execute(context, executed, computers, deliver_after))
    },
  ),
}
