// Generated from spec/landscape/actions/ by `npm run generate`. Do not edit.

import type { Shapes } from '../../../core/shape/shape.js'
import { shapes as entities } from '../entities/shapes.js'

export const shapes: Shapes = {
  ...entities,
  AccessGroupListFilters: { 'names?': 'string[]' },
  AccessGroupCreateParams: { title: 'string', 'parent?': 'string' },
  AccessGroupRemoveParams: { name: 'string' },
  ActivityListFilters: { 'query?': 'string', 'limit?': 'int', 'offset?': 'int' },
  ActivityApproveParams: { query: 'string' },
  ActivityCancelParams: { query: 'string' },
  ComputerListFilters: {
    'query?': 'string',
    'with_network?': 'bool',
    'with_hardware?': 'bool',
    'with_annotations?': 'bool',
    'with_all_network?': 'bool',
    'with_grouped_hardware?': 'bool',
    'limit?': 'int',
    'offset?': 'int',
  },
  ComputerAddTagsParams: { query: 'string', tags: 'string[]' },
  ComputerRemoveTagsParams: { query: 'string', tags: 'string[]' },
  ComputerRenameParams: { computer_titles: 'map<string>' },
  ComputerChangeAccessGroupParams: { query: 'string', access_group: 'string' },
  ComputerAddAnnotationParams: { query: 'string', key: 'string', 'value?': 'string' },
  ComputerRemoveAnnotationParams: { query: 'string', key: 'string' },
  ComputerRebootParams: { computer_ids: 'int[]', 'deliver_after?': 'date' },
  ComputerShutdownParams: { computer_ids: 'int[]', 'deliver_after?': 'date' },
  ComputerRemoveParams: { computer_ids: 'int[]' },
  PackageListFilters: {
    query: { type: 'string', empty: 'send' },
    'search?': 'string',
    'names?': 'string[]',
    'installed?': 'bool',
    'available?': 'bool',
    'upgrade?': 'bool',
    'held?': 'bool',
    'limit?': 'int',
    'offset?': 'int',
  },
  PackageUpgradeParams: { query: 'string', 'packages?': 'string[]', 'security_only?': 'bool', 'deliver_after?': 'date', 'deliver_delay_window?': 'int' },
  PackageInstallParams: { query: 'string', packages: 'string[]', 'deliver_after?': 'date', 'deliver_delay_window?': 'int' },
  PackageRemoveParams: { query: 'string', packages: 'string[]', 'deliver_after?': 'date', 'deliver_delay_window?': 'int' },
  PendingComputerAcceptParams: { computer_ids: 'int[]', 'existing_ids?': 'map<int>', 'access_group?': 'string' },
  PendingComputerRejectParams: { computer_ids: 'int[]' },
}
