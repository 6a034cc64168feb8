import { legacyActivity } from '../../replies/computer.js'
import { action, page } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { integer, text } from '../../server/params.js'

/** All types of protocol.md section 10. */
const activityTypes =
  `ResynchronizeRequest CreateUserRequest EditUserRequest DeleteUserRequest CreateGroupRequest AddGroupMemberRequest
  RemoveGroupMemberRequest LockUserRequest UnlockUserRequest ChangePackagesRequest UpgradeAllPackagesRequest
  ReleaseUpgradeRequest ChangePackageProfilesRequest ChangeRepositoryProfilesRequest ChangeUpgradeProfilesRequest
  UpgradeKernelPackageRequest DowngradeKernelPackageRequest SignalProcessRequest ExecuteScriptRequest RestartRequest
  ShutdownRequest SyncPocketRequest InstallSnaps RemoveSnaps RefreshSnaps HoldSnaps UnholdSnaps StartChildComputerActivity
  StopChildComputerActivity DeleteChildComputerActivity SetDefaultChildComputerActivity ShutdownHostComputerActivity
  CreateChildComputerActivity DeleteUnmanagedWSLInstanceActivity ArchiveRequest UsgActivity GenerateUsgReportActivity
  RemoveComputerActivity AttachProRequest DetachProRequest GenerateFDERecoveryKeyRequest ActivityGroup`.split(
    /\s+/,
  )

export const activityActions: Actions = {
  GetActivities: action(
    { query: text.or(''), limit: integer.or(1000), offset: integer.or(0) },
    ({ queue }, { query, ...paging }) =>
      page(queue.select(query), paging).map((activity) => legacyActivity(queue, activity)),
  ),
  CancelActivities: action({ query: text.required }, ({ queue }, { query }) => queue.cancel(query)),
  ApproveActivities: action({ query: text.required }, ({ queue }, { query }) => queue.approve(query)),
  GetActivityTypes: action({}, () => activityTypes),
}
