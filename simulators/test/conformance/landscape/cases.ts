import { SimulatedClock } from '../../../src/clock.js'
import { startLandscapeSimulator } from '../../../src/landscape/simulator.js'
import type { LandscapeSimulator } from '../../../src/landscape/simulator.js'
import { call, login, rest, until } from '../../landscape/client.js'
import type { Params } from '../../landscape/client.js'

/** A simulator in the state of an example, and calls of both APIs. */
export class Scene {
  readonly simulator: LandscapeSimulator
  readonly clock: SimulatedClock
  #token = ''

  private constructor(simulator: LandscapeSimulator, clock: SimulatedClock) {
    this.simulator = simulator
    this.clock = clock
  }

  static async open(): Promise<Scene> {
    const clock = new SimulatedClock({ timeScale: 20_000 })
    const simulator = await startLandscapeSimulator({
      clock,
      registrationKey: 'open-sesame',
      autoRegister: true,
    })
    const scene = new Scene(simulator, clock)
    scene.#token = await login(simulator)
    return scene
  }

  /** Registers computers with the tag `server`; absent values are null, as in the examples. */
  computers(count: number): this {
    for (let i = 1; i <= count; i++) {
      const title = `Application Server ${i}`
      this.simulator.register({
        account_name: 'standalone',
        computer_title: title,
        registration_key: 'open-sesame',
        tags: 'server',
        include_manager_plugins: 'ScriptExecution',
      })
      const computer = this.simulator.computer(title)
      if (computer) Object.assign(computer, { vmInfo: null, containerInfo: null })
    }
    return this
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the cases check the contents of replies
  async legacy(action: string, params: Params = {}): Promise<any> {
    const { status, body } = await call(this.simulator, action, params)
    if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`)
    return body
  }

  async rest(operation: string, body?: unknown): Promise<unknown> {
    const [method = '', path = ''] = operation.split(' ')
    const answer = await rest(this.simulator, method, path, { token: this.#token, body })
    if (answer.status >= 300) throw new Error(`${operation}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async done(group: { id: number }): Promise<void> {
    await until(
      `activity ${group.id}`,
      () => this.simulator.activities(`parent-id:${group.id}`),
      (children) => children.every(({ status }) => status === 'succeeded' || status === 'failed'),
    )
  }
}

export interface Case {
  /** The entity whose newer fields are allowed. */
  entity: string
  ask: (scene: Scene) => Promise<unknown>
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const code = base64('#!/bin/bash\nls /tmp\n')

/** A computer of the examples of the signed API: its sizes and last ping are unknown. */
function unheard({ simulator }: Scene): void {
  for (const computer of simulator.computers())
    Object.assign(computer, { lastPingMs: null, totalMemoryMib: null, totalSwapMib: null })
}

/** A computer of REST's examples: it has pinged and not yet exchanged. */
function pinged({ simulator }: Scene): void {
  for (const computer of simulator.computers()) computer.lastExchangeMs = null
}

const script = (scene: Scene, params: Params = {}) =>
  scene.legacy('CreateScript', { title: 'some script', time_limit: 300, code, username: 'root', ...params })

const attach = (scene: Scene, id: number) =>
  scene.legacy('CreateScriptAttachment', { script_id: id, file: `file 1$$${base64('x')}` })

async function role(scene: Scene): Promise<Params> {
  await scene.legacy('CreateRole', { name: 'MyRole' })
  return { name: 'MyRole' }
}

async function groups(scene: Scene): Promise<void> {
  await scene.legacy('CreateAccessGroup', { title: 'grand' })
  await scene.legacy('CreateAccessGroup', { title: 'parent', parent: 'grand' })
  await scene.legacy('CreateAccessGroup', { title: 'my-group', parent: 'parent' })
}

/** Offline, so that activities are not delivered. */
function offline({ simulator }: Scene): void {
  for (const { id } of simulator.computers()) simulator.setOnline(id, false)
}

/** Two canceled upgrades of two computers each. */
async function canceled(scene: Scene): Promise<void> {
  offline(scene.computers(2))
  for (let i = 0; i < 2; i++) await scene.legacy('UpgradePackages', { query: 'tag:server' })
  await scene.legacy('CancelActivities', { query: 'status:undelivered' })
}

const upgradeProfile = (scene: Scene, params: Params = {}) =>
  scene.legacy('CreateUpgradeProfile', {
    title: 'Test 1',
    every: 'week',
    'on_days.1': 'mo',
    at_hour: 13,
    at_minute: 30,
    ...params,
  })

const rebootProfile = (scene: Scene, title: string) =>
  scene.rest('POST /rebootprofiles', { title, on_days: ['mo'], at_hour: 21, tags: ['server'] })

export const cases: Record<string, Case> = {
  'legacy.AcceptPendingComputers': {
    entity: 'Computer',
    async ask(scene) {
      scene.simulator.register({ account_name: 'standalone', computer_title: 'A Computer' })
      return scene.legacy('AcceptPendingComputers', { 'computer_ids.1': 1 })
    },
  },
  'legacy.AddAccessGroupsToRole': {
    entity: 'Role',
    async ask(scene) {
      await groups(scene)
      return scene.legacy('AddAccessGroupsToRole', { ...(await role(scene)), 'access_groups.1': 'my-group' })
    },
  },
  'legacy.AddPermissionsToRole': {
    entity: 'Role',
    ask: async (scene) =>
      scene.legacy('AddPermissionsToRole', { ...(await role(scene)), 'permissions.1': 'ExecuteScript' }),
  },
  'legacy.AddPersonsToRole': {
    entity: 'Role',
    ask: async (scene) =>
      scene.legacy('AddPersonsToRole', { ...(await role(scene)), 'persons.1': scene.simulator.email }),
  },
  'legacy.AssociateUpgradeProfile': {
    entity: 'UpgradeProfile',
    async ask(scene) {
      await upgradeProfile(scene)
      return scene.legacy('AssociateUpgradeProfile', { name: 'test-1', 'tags.1': 'server' })
    },
  },
  'legacy.ChangeComputersAccessGroup': {
    entity: 'Computer',
    async ask(scene) {
      unheard(scene.computers(1))
      return scene.legacy('ChangeComputersAccessGroup', { query: 'tag:server', access_group: 'global' })
    },
  },
  'legacy.CopyRole': {
    entity: 'Role',
    ask: async (scene) => scene.legacy('CopyRole', { ...(await role(scene)), destination_name: 'BaseRole1' }),
  },
  'legacy.CopyScript': {
    entity: 'LegacyScript (V1)',
    async ask(scene) {
      const { id } = await script(scene)
      await attach(scene, id)
      return scene.legacy('CopyScript', { script_id: id, destination_title: 'ScriptCopy' })
    },
  },
  'legacy.CreateAccessGroup': {
    entity: 'AccessGroup',
    ask: (scene) => scene.legacy('CreateAccessGroup', { title: 'MyAccessGroup' }),
  },
  'legacy.CreateRole': { entity: 'Role', ask: (scene) => scene.legacy('CreateRole', { name: 'MyRole' }) },
  'legacy.CreateSavedSearch': {
    entity: 'SavedSearch',
    ask: (scene) =>
      scene.legacy('CreateSavedSearch', { name: 'first', title: 'First Computer', search: 'id:1' }),
  },
  'legacy.CreateScript': { entity: 'LegacyScript (V1)', ask: (scene) => script(scene) },
  'legacy.CreateUpgradeProfile': { entity: 'UpgradeProfile', ask: (scene) => upgradeProfile(scene) },
  'legacy.DisassociateUpgradeProfile': {
    entity: 'UpgradeProfile',
    async ask(scene) {
      await upgradeProfile(scene, { 'tags.1': 'server', 'tags.2': 'my-computers' })
      return scene.legacy('DisassociateUpgradeProfile', { name: 'test-1', 'tags.1': 'server' })
    },
  },
  'legacy.EditSavedSearch': {
    entity: 'SavedSearch',
    async ask(scene) {
      await scene.legacy('CreateSavedSearch', { name: 'first', title: 'Computer', search: 'id:1' })
      return scene.legacy('EditSavedSearch', { name: 'first', title: 'First Computer' })
    },
  },
  'legacy.EditScript': {
    entity: 'LegacyScript (V1)',
    async ask(scene) {
      const { id } = await script(scene)
      await attach(scene, id)
      return scene.legacy('EditScript', { script_id: id, title: 'NewTitle', time_limit: 999 })
    },
  },
  'legacy.EditUpgradeProfile': {
    entity: 'UpgradeProfile',
    async ask(scene) {
      await upgradeProfile(scene)
      return scene.legacy('EditUpgradeProfile', { name: 'test-1', every: 'hour', at_minute: 35 })
    },
  },
  'legacy.ExecuteScript': {
    entity: 'ActivityGroup',
    async ask(scene) {
      const { id } = await script(scene.computers(1))
      return scene.legacy('ExecuteScript', { query: 'tag:server', script_id: id })
    },
  },
  'legacy.GetAccessGroups': {
    entity: 'AccessGroup',
    async ask(scene) {
      await groups(scene)
      return scene.legacy('GetAccessGroups', { 'names.1': 'my-group', 'names.2': 'grand' })
    },
  },
  'legacy.GetActivities': {
    entity: 'Activity',
    async ask(scene) {
      const group = await scene
        .computers(1)
        .legacy('InstallPackages', { query: 'tag:server', 'packages.1': 'htop', 'packages.2': 'nginx' })
      await scene.done(group)
      return scene.legacy('GetActivities', { query: `parent-id:${group.id}` })
    },
  },
  'legacy.GetActivityTypes': { entity: '', ask: (scene) => scene.legacy('GetActivityTypes') },
  'legacy.GetAdministrators': { entity: 'Administrator', ask: (scene) => scene.legacy('GetAdministrators') },
  'legacy.GetAlertSubscribers': {
    entity: '',
    ask: (scene) => scene.legacy('GetAlertSubscribers', { alert_type: 'PackageReporterAlert' }),
  },
  'legacy.GetAlerts': {
    entity: 'Alert',
    async ask(scene) {
      await scene.computers(1).legacy('AssociateAlert', { name: 'PackageReporterAlert', 'tags.1': 'server' })
      const alerts: { alert_type: string }[] = await scene.legacy('GetAlerts')
      return alerts.filter(({ alert_type }) => alert_type === 'PackageReporterAlert')
    },
  },
  'legacy.GetComputers': {
    entity: 'Computer',
    async ask(scene) {
      unheard(scene.computers(2))
      return scene.legacy('GetComputers', { query: 'tag:server', with_network: true })
    },
  },
  'legacy.GetComputersNotUpgraded': {
    entity: '',
    ask: (scene) => scene.computers(2).legacy('GetComputersNotUpgraded'),
  },
  'legacy.GetEventLog': { entity: 'EventLogItem', ask: (scene) => scene.computers(1).legacy('GetEventLog') },
  'legacy.GetNotPingingComputers': {
    entity: '',
    async ask(scene) {
      scene.computers(2).simulator.setOnline(1, false)
      return until(
        'a minute has passed',
        () => scene.legacy('GetNotPingingComputers', { since_minutes: 1 }),
        (ids) => ids.length > 0,
      )
    },
  },
  'legacy.GetPackages': {
    entity: 'Package (legacy)',
    ask: (scene) => scene.computers(2).legacy('GetPackages', { query: 'tag:server', available: true }),
  },
  'legacy.GetPendingComputers': {
    entity: 'PendingComputer',
    ask(scene) {
      scene.simulator.register({
        account_name: 'standalone',
        computer_title: 'My Server',
        tags: 'london,server',
      })
      return scene.legacy('GetPendingComputers')
    },
  },
  'legacy.GetPermissions': { entity: 'Permission', ask: (scene) => scene.legacy('GetPermissions') },
  'legacy.GetRoles': {
    entity: 'Role',
    async ask(scene) {
      await role(scene)
      return scene.legacy('GetRoles')
    },
  },
  'legacy.GetSavedSearches': {
    entity: 'SavedSearch',
    async ask(scene) {
      await scene.legacy('CreateSavedSearch', { name: 'first', title: 'First Computer', search: 'id:1' })
      return scene.legacy('GetSavedSearches')
    },
  },
  'legacy.GetScripts': {
    entity: 'LegacyScript (V1)',
    async ask(scene) {
      await attach(scene, (await script(scene)).id)
      return scene.legacy('GetScripts')
    },
  },
  'legacy.InstallPackages': {
    entity: 'ActivityGroup',
    ask: (scene) =>
      scene.computers(1).legacy('InstallPackages', { query: 'tag:server', 'packages.1': 'htop' }),
  },
  'legacy.RebootComputers': {
    entity: 'ActivityGroup',
    ask: (scene) => scene.computers(1).legacy('RebootComputers', { 'computer_ids.1': 1 }),
  },
  'legacy.RemoveAccessGroup': {
    entity: 'AccessGroup',
    async ask(scene) {
      await groups(scene)
      return scene.legacy('RemoveAccessGroup', { name: 'my-group' })
    },
  },
  'legacy.RemoveAccessGroupsFromRole': {
    entity: 'Role',
    ask: async (scene) =>
      scene.legacy('RemoveAccessGroupsFromRole', { ...(await role(scene)), 'access_groups.1': 'global' }),
  },
  'legacy.RemovePackages': {
    entity: 'ActivityGroup',
    ask: (scene) =>
      scene.computers(1).legacy('RemovePackages', { query: 'tag:server', 'packages.1': 'bash' }),
  },
  'legacy.RemovePermissionsFromRole': {
    entity: 'Role',
    ask: async (scene) =>
      scene.legacy('RemovePermissionsFromRole', { ...(await role(scene)), 'permissions.1': 'ExecuteScript' }),
  },
  'legacy.RemovePersonsFromRole': {
    entity: 'Role',
    ask: async (scene) =>
      scene.legacy('RemovePersonsFromRole', { ...(await role(scene)), 'persons.1': scene.simulator.email }),
  },
  'legacy.RemoveRole': { entity: '', ask: async (scene) => scene.legacy('RemoveRole', await role(scene)) },
  'legacy.ShutdownComputers': {
    entity: 'ActivityGroup',
    ask: (scene) => scene.computers(1).legacy('ShutdownComputers', { 'computer_ids.1': 1 }),
  },
  'legacy.UpgradePackages': {
    entity: 'ActivityGroup',
    ask: (scene) => scene.computers(1).legacy('UpgradePackages', { query: 'tag:server' }),
  },

  'rest.GET_activities': {
    entity: 'Activity',
    async ask(scene) {
      await canceled(scene)
      return scene.rest('GET /activities?query=type:ChangePackagesRequest&limit=1')
    },
  },
  'rest.GET_activities_id': {
    entity: 'Activity',
    async ask(scene) {
      await canceled(scene)
      return scene.rest(`GET /activities/${scene.simulator.activities('type:ChangePackagesRequest')[0]?.id}`)
    },
  },
  'rest.GET_activities_parents': {
    entity: 'ActivityGroup',
    async ask(scene) {
      await canceled(scene)
      return scene.rest('GET /activities/parents?limit=1')
    },
  },
  'rest.GET_alerts': { entity: 'Alert', ask: (scene) => scene.rest('GET /alerts') },
  'rest.GET_alerts_summary': {
    entity: 'AlertSummary',
    ask: (scene) => scene.computers(2).rest('GET /alerts/summary'),
  },
  'rest.GET_computers': {
    entity: 'Computer',
    ask(scene) {
      pinged(scene.computers(2))
      return scene.rest('GET /computers?limit=1')
    },
  },
  'rest.GET_computers.2': {
    entity: 'Computer',
    ask(scene) {
      pinged(scene.computers(2))
      return scene.rest('GET /computers?query=tag:server')
    },
  },
  'rest.GET_computers_activities': {
    entity: 'Activity',
    async ask(scene) {
      offline(scene.computers(1))
      for (let i = 0; i < 2; i++)
        await scene.legacy('RemovePackages', { query: 'tag:server', 'packages.1': 'bash' })
      return scene.rest('GET /computers/activities?computer_ids=1&limit=1')
    },
  },
  'rest.GET_computers_computer_id.2': {
    entity: 'Computer',
    async ask(scene) {
      pinged(scene.computers(1))
      await scene.legacy('AddAnnotationToComputers', { query: 'id:1', key: 'code', value: 'Ymv1YjUL' })
      return scene.rest('GET /computers/1?with_annotations=true&with_grouped_hardware=true')
    },
  },
  'rest.GET_computers_computer_id_packages': {
    entity: 'InstancePackage',
    ask: (scene) => scene.computers(1).rest('GET /computers/1/packages?installed=false&limit=1'),
  },
  'rest.GET_computers_computer_id_processes': {
    entity: 'Process',
    ask: (scene) => scene.computers(1).rest('GET /computers/1/processes?limit=2'),
  },
  'rest.GET_computers_computer_id_snaps_installed': {
    entity: 'InstalledSnap',
    ask: (scene) => scene.computers(1).rest('GET /computers/1/snaps/installed?limit=1'),
  },
  'rest.GET_credentials': { entity: 'Credential', ask: (scene) => scene.rest('GET /credentials') },
  'rest.GET_packages': {
    entity: 'Package (REST)',
    ask: (scene) => scene.computers(2).rest('GET /packages?query=tag:server&limit=2'),
  },
  'rest.GET_person': { entity: 'Person', ask: (scene) => scene.rest('GET /person') },
  'rest.GET_rebootprofiles': {
    entity: 'RebootProfile',
    async ask(scene) {
      for (const title of ['one', 'two', 'three']) await rebootProfile(scene, title)
      return scene.rest('GET /rebootprofiles?limit=2')
    },
  },
  'rest.GET_script_profile_limits': {
    entity: 'ScriptProfileLimits',
    ask: (scene) => scene.rest('GET /script-profile-limits'),
  },
  'rest.GET_scripts': {
    entity: 'Script (V2)',
    async ask(scene) {
      await script(scene, { script_type: 'V2' })
      await script(scene, { title: 'another', script_type: 'V2' })
      return scene.rest('GET /scripts?script_type=v2&limit=1')
    },
  },
  'rest.GET_scripts_id': {
    entity: 'Script (V2)',
    async ask(scene) {
      const { id } = await script(scene, { script_type: 'V2' })
      await attach(scene, id)
      return scene.rest(`GET /scripts/${id}`)
    },
  },
  'rest.GET_scripts_id_versions': {
    entity: 'ScriptVersion',
    async ask(scene) {
      const { id } = await script(scene, { script_type: 'V2' })
      await scene.legacy('EditScript', { script_id: id, code })
      return scene.rest(`GET /scripts/${id}/versions?limit=1`)
    },
  },
  'rest.GET_scripts_id_versions_version_number': {
    entity: 'ScriptVersion',
    async ask(scene) {
      const { id } = await script(scene, { script_type: 'V2' })
      return scene.rest(`GET /scripts/${id}/versions/1`)
    },
  },
  'rest.GET_standalone_account': { entity: '', ask: (scene) => scene.rest('GET /standalone-account') },
  'rest.PATCH_preferences': {
    entity: 'Preferences',
    ask: (scene) =>
      scene.rest('PATCH /preferences', {
        title: 'changed_title',
        auto_register_new_computers: false,
        registration_password: null,
      }),
  },
  'rest.PATCH_rebootprofiles_profile_id': {
    entity: 'RebootProfile',
    async ask(scene) {
      await rebootProfile(scene, 'one')
      return scene.rest('PATCH /rebootprofiles/1', { title: 'newtitle' })
    },
  },
  'rest.POST_alerts_alert_id_dismiss': {
    entity: 'Alert',
    ask: (scene) => scene.rest('POST /alerts/8/dismiss'),
  },
  'rest.POST_computers_computer_id_restart': {
    entity: 'ActivityGroup',
    ask: (scene) => scene.computers(1).rest('POST /computers/1/restart'),
  },
  'rest.POST_credentials': {
    entity: 'Credential',
    ask: (scene) => scene.rest('POST /credentials', { account: 'standalone' }),
  },
  'rest.POST_login': {
    entity: 'LoginResponse',
    ask: (scene) =>
      scene.rest('POST /login', { email: scene.simulator.email, password: scene.simulator.password }),
  },
  'rest.POST_login_access_key': {
    entity: 'LoginResponse',
    ask: (scene) =>
      scene.rest('POST /login/access-key', {
        access_key: scene.simulator.accessKey,
        secret_key: scene.simulator.secretKey,
      }),
  },
  'rest.POST_processes_signal': {
    entity: 'ActivityGroup',
    ask: (scene) => scene.computers(1).rest('POST /processes/kill', { computer_id: 1, pids: [1] }),
  },
  'rest.POST_rebootprofiles': {
    entity: 'RebootProfile',
    ask: (scene) => rebootProfile(scene.computers(1), 'rebootprofile1'),
  },
  'rest.POST_snaps': {
    entity: 'ActivityGroup',
    ask: (scene) =>
      scene
        .computers(1)
        .rest('POST /snaps', { action: 'install', computer_ids: [1], snaps: [{ name: 'htop' }] }),
  },
  'rest.POST_switch_account': {
    entity: '',
    ask: (scene) => scene.rest('POST /switch-account', { account_name: 'standalone' }),
  },
  'rest.PUT_administrators_person_id': {
    entity: 'Administrator',
    ask: (scene) => scene.rest('PUT /administrators/1', { roles: ['GlobalAdmin'] }),
  },
}
