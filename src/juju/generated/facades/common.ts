// Generated from spec/juju/facades/common.yaml by `npm run generate`. Do not edit.

export interface Base {
  channel: string
  name: string
}

export interface CharmOrigin {
  architecture?: string
  base?: Base
  branch?: string
  hash?: string
  id: string
  'instance-key'?: string
  revision?: number
  risk?: string
  source: string
  track?: string
  type: string
}

export interface CharmRelation {
  interface: string
  limit: number
  name: string
  optional: boolean
  role: string
  scope: string
}

export interface StorageDirective {
  Count: number
  Pool: string
  Size: number
}

export interface Entities {
  entities: Entity[]
}

export interface Entity {
  tag: string
}

export interface EntityStatus {
  data?: Record<string, unknown>
  info: string
  since: string
  status: string
}

export interface RpcErrorValue {
  code: string
  info?: Record<string, unknown>
  message: string
}

export interface ErrorResult {
  error?: RpcErrorValue
}

export interface ErrorResults {
  results: ErrorResult[] | null
}

export interface ExposedEndpoint {
  'expose-to-cidrs'?: string[]
  'expose-to-spaces'?: string[]
}

export interface ExternalControllerInfo {
  addrs: string[]
  'ca-cert': string
  'controller-alias': string
  'controller-tag': string
}

export interface OfferUserDetails {
  access: string
  'display-name': string
  user: string
}

/** A macaroon in its first form (identifier, signature, caveats) or its second (i, s, c; names that end in 64 are in base64). */
export interface Macaroon {
  location?: string
  identifier?: string
  signature?: string
  caveats?: MacaroonCaveat[]
  v?: number
  l?: string
  i?: string
  i64?: string
  s?: string
  s64?: string
  c?: MacaroonCaveat[]
}

export interface MacaroonCaveat {
  cid?: string
  vid?: string
  cl?: string
  i?: string
  i64?: string
  v?: string
  v64?: string
  l?: string
}

export interface Placement {
  directive: string
  scope: string
}

export interface RemoteEndpoint {
  interface: string
  limit: number
  name: string
  role: string
}

export interface SetConstraints {
  application: string
  constraints?: ConstraintsValue
}

export interface StringsResult {
  error?: RpcErrorValue
  result?: string[]
}

export interface StringsResults {
  results: StringsResult[]
}

export interface ConstraintsValue {
  'allocate-public-ip'?: boolean
  arch?: string
  container?: string
  cores?: number
  'cpu-power'?: number
  'image-id'?: string
  'instance-role'?: string
  'instance-type'?: string
  mem?: number
  'root-disk'?: number
  'root-disk-source'?: string
  spaces?: string[]
  tags?: string[]
  'virt-type'?: string
  zones?: string[]
}
