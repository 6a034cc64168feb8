import { naive } from '../replies/time.js'
import type { LandscapeContext } from '../server/context.js'
import { Refusal, refuse } from '../server/refusal.js'
import type { LandscapeState } from './state.js'
import type { Activity, Computer, Script, ScriptVersion } from './types.js'

/** The maximum number and total size of a script's attachments (workflows.md section 8). */
export const attachmentLimits = { count: 5, bytes: 1_000_000 }

export const currentVersion = ({ versions }: Script): ScriptVersion => versions.at(-1) ?? versions[0]

/** Splits a script into the interpreter of its first line and the rest, as the server stores it. */
export function parseCode(code: string): { interpreter: string; code: string } {
  if (code.includes('\uFFFD')) throw refuse('ScriptEncoding', 'The code is not UTF-8')
  const [first = '', rest = ''] = code.split(/\r?\n(.*)/s)
  const interpreter = /^#!(.+)$/.exec(first)?.[1]?.trim()
  if (!interpreter) throw refuse('EmptyScriptInterpreter', 'The code must start with a #! line')
  if (rest.trim() === '') throw refuse('EmptyScriptCode', 'The script has no code')
  return { interpreter, code: rest }
}

export function script(state: LandscapeState, id: number, status: 400 | 404 = 400): Script {
  const found = state.scripts.get(id)
  if (!found) throw new Refusal(status, 'UnknownScript', `There is no script with id ${id}`)
  return found
}

/** @throws Refusal when another script has the title. */
export function checkTitle(state: LandscapeState, title: string, own?: Script): void {
  const taken = [...state.scripts.values()].some(
    (script) => script !== own && currentVersion(script).title === title,
  )
  if (taken) throw refuse('DuplicateScript', `There is a script ${title} already`)
}

export function addVersion(
  state: LandscapeState,
  number: number,
  fields: Pick<ScriptVersion, 'title' | 'interpreter' | 'code'>,
): ScriptVersion {
  return { id: state.nextId('script-version'), number, createdAtMs: state.clock.now(), ...fields }
}

/** Runs a script on computers; it fails where the client has no ScriptExecution plugin (legacy-actions.json, ExecuteScript). */
export function execute(
  { state, queue, runScript }: LandscapeContext,
  script: Script,
  computers: Computer[],
  deliverAfterMs: number | null,
): Activity {
  const { title, interpreter, code } = currentVersion(script)
  const summary = `Run script: ${title}`
  return queue.create({
    summary,
    deliverAfterMs,
    tasks: computers.map((computer) => ({
      computer,
      type: 'ExecuteScriptRequest',
      summary,
      run() {
        if (!computer.scriptExecution)
          return { failed: true, resultText: 'The ScriptExecution plugin is off.', resultCode: null }
        const { output, code: exit } = runScript({ title, interpreter, code }, computer)
        state.log(
          'Computer',
          computer.id,
          computer.title,
          `Script "${title}" ran on computer "${computer.title}"`,
        )
        return { failed: exit !== 0, resultText: output, resultCode: exit }
      },
    })),
  })
}

/** A V1 script in the signed API. */
export const legacyScript = (state: LandscapeState, script: Script) => ({
  id: script.id,
  title: currentVersion(script).title,
  creator: { id: state.person.id, name: state.person.name, email: state.person.email },
  interpreter: currentVersion(script).interpreter,
  time_limit: script.timeLimit,
  username: script.username,
  access_group: script.accessGroup,
  attachments: script.attachments.map(({ filename }) => filename),
})

/** A V2 script in both APIs; `username` is empty when unset (entities.json). */
export function scriptV2(state: LandscapeState, script: Script) {
  const { number, title, interpreter, code, createdAtMs } = currentVersion(script)
  const by = { id: state.person.id, name: state.person.name }
  const active = script.status === 'ACTIVE'
  return {
    id: script.id,
    title,
    version_number: number,
    created_by: by,
    created_at: naive(script.versions[0].createdAtMs),
    last_edited_by: by,
    last_edited_at: naive(createdAtMs),
    script_profiles: [],
    status: script.status,
    attachments: script.attachments.map(({ id, filename }) => ({ filename, id })),
    code,
    interpreter,
    access_group: script.accessGroup,
    time_limit: script.timeLimit,
    username: script.username ?? '',
    is_redactable: script.status !== 'REDACTED',
    is_editable: active,
    is_executable: active,
  }
}

export const scriptVersion = (
  state: LandscapeState,
  { id, number, title, interpreter, code, createdAtMs }: ScriptVersion,
) => ({
  id,
  created_by: { name: state.person.name, id: state.person.id },
  title,
  version_number: number,
  code,
  interpreter,
  created_at: naive(createdAtMs),
})
