import { iso } from '../../replies/time.js'
import type { LandscapeContext } from '../../server/context.js'
import { Refusal, refuse } from '../../server/refusal.js'
import { bearer } from '../../server/request.js'
import { route } from '../../server/route.js'
import type { RestInput, Route } from '../../server/route.js'
import { equalSecrets, newKeys } from '../../server/secrets.js'

/** The default lifetime of a login is a day (protocol.md section 2). */
const dayMinutes = 1440

/** The feature flags of rest-endpoints.json; those of simulated features are on. */
const features = [
  'computer-soft-deletion',
  'employee-management',
  'instance-reports',
  'local-repository-last-import',
  'oidc-configuration',
  'script-profiles',
  'spa-dashboard',
  'support-provider-login',
  'ubuntu-pro-licensing',
  'usg-profiles',
  'wsl-child-instance-profiles',
].map((key, index) => ({
  key,
  name: key,
  description: '',
  database_key: index + 1,
  enabled: key === 'computer-soft-deletion',
  details: { configuration: {} },
}))

export const accountRoutes: Route[] = [
  route('POST /login', login, { open: true }),
  route('POST /login/access-key', loginWithKey, { open: true, since: '24.10' }),
  route(
    'GET /login/methods',
    () => ({
      oidc: { available: false, configurations: [] },
      pam: { available: false, enabled: false },
      password: { available: true, enabled: true },
      standalone_oidc: { available: false, enabled: false },
      ubuntu_one: { available: false, enabled: false },
    }),
    { open: true },
  ),
  route('POST /logout', ({ tokens }, { request }) => tokens.revoke(bearer(request) ?? '')),
  // The account has one person, who owns all tokens.
  route('POST /tokens/invalidate-me', ({ tokens }) => tokens.invalidate()),
  route('POST /tokens/invalidate-account', ({ tokens }) => tokens.invalidate()),
  route('POST /switch-account', (context, input) => {
    const name = input.required('account_name', input.text('account_name'))
    if (name !== context.state.account) throw refuse('UnknownAccount', `There is no account ${name}`)
    return { token: issue(context, dayMinutes) }
  }),
  route(
    'GET /about',
    ({ packageVersion }) => ({
      self_hosted: true,
      package_version: packageVersion,
      revision: '1',
      display_disa_stig_banner: false,
    }),
    { open: true },
  ),
  route('GET /me', me, { open: true }),
  route('GET /standalone-account', () => ({ exists: true }), { open: true }),
  route('GET /preferences', ({ state }) => state.preferences),
  route('PATCH /preferences', patchPreferences),
  route('GET /credentials', (context) => ({ credentials: [credential(context)] })),
  // The new key pair replaces the old one (protocol.md section 2).
  route('POST /credentials', (context) => {
    Object.assign(context.credentials, newKeys())
    return credential(context)
  }),
  route('PUT /password', ({ credentials }, input) => {
    if (!equalSecrets(input.required('password', input.text('password')), credentials.password)) {
      throw refuse('InvalidCredentials', 'The password is wrong')
    }
    const password = input.required('new_password', input.text('new_password'))
    if (password.length < 3 || password.length > 50)
      throw refuse('InvalidParameterValue', 'A password must have 3 to 50 characters')
    credentials.password = password
  }),
  route('GET /features', (_, input) => input.page(features, (feature) => feature), { open: true }),
  route('GET /person', person),
]

function login(context: LandscapeContext, input: RestInput) {
  const email = input.text('email')
  // A name of PAM, which older servers do not know.
  const identity = input.isSince('26.04.0.1') ? input.text('identity') : undefined
  const password = input.required('password', input.text('password'))
  if ((email === undefined) === (identity === undefined)) {
    throw refuse('InvalidParameterCombination', 'Exactly one of email and identity is needed')
  }
  const account = input.text('account') ?? context.state.account
  if (
    email !== context.state.person.email ||
    !equalSecrets(password, context.credentials.password) ||
    account !== context.state.account
  ) {
    throw new Refusal(401, 'InvalidCredentials', 'The email, the password or the account is wrong')
  }
  return authenticated(context, expiry(input))
}

function loginWithKey(context: LandscapeContext, input: RestInput) {
  const accessKey = input.required('access_key', input.text('access_key'))
  const secretKey = input.required('secret_key', input.text('secret_key'))
  if (
    accessKey !== context.credentials.accessKey ||
    !equalSecrets(secretKey, context.credentials.secretKey)
  ) {
    throw new Refusal(401, 'InvalidCredentials', 'The access key or the secret key is wrong')
  }
  return authenticated(context, expiry(input))
}

function expiry(input: RestInput): number {
  const minutes = input.number('expiry_minutes') ?? dayMinutes
  if (minutes < 1) throw refuse('InvalidParameterValue', 'expiry_minutes is below 1')
  return minutes
}

const issue = ({ tokens, state }: LandscapeContext, minutes: number) =>
  tokens.issue({ sub: state.person.email, acc: state.account, id: state.person.id }, minutes)

function authenticated(context: LandscapeContext, minutes: number) {
  const { state } = context
  return {
    token: issue(context, minutes),
    email: state.person.email,
    name: state.person.name,
    accounts: [{ name: state.account, title: state.preferences.title, default: true }],
    current_account: state.account,
    self_hosted: true,
  }
}

/** An empty object without a login; otherwise the session, with a new token. */
function me(context: LandscapeContext, input: RestInput) {
  const token = bearer(input.request)
  if (token === undefined || !context.tokens.check(token)) return {}
  return {
    ...authenticated(context, dayMinutes),
    has_password: true,
    identity_source: 'email',
    return_to: null,
    attach_code: null,
    invitation_id: null,
  }
}

/** A merge patch: null clears the key, which needs auto-registration to be off (rest-endpoints.json). */
function patchPreferences({ state: { preferences } }: LandscapeContext, input: RestInput) {
  const next = {
    title: input.text('title') ?? preferences.title,
    auto_register_new_computers:
      input.boolean('auto_register_new_computers') ?? preferences.auto_register_new_computers,
    audit_retention_period: input.number('audit_retention_period') ?? preferences.audit_retention_period,
    ubuntu_one: input.boolean('ubuntu_one') ?? preferences.ubuntu_one,
    registration_password: input.has('registration_password')
      ? (input.text('registration_password') ?? null)
      : preferences.registration_password,
  }
  const key = next.registration_password
  if (key === null && next.auto_register_new_computers)
    throw refuse('SettingsValue', 'Auto-registration needs a registration key')
  if (key !== null && !/^[^;#]{2,49}[^;#\s]$/.test(key))
    throw refuse('SettingsValue', 'A registration key must have 3 to 50 characters, without ; and #')
  return Object.assign(preferences, next)
}

function credential({ state, credentials, uri }: LandscapeContext) {
  return {
    access_key: credentials.accessKey,
    account_name: state.account,
    account_title: state.preferences.title,
    endpoint: uri,
    exports: [
      `export LANDSCAPE_API_URI='${uri}'`,
      `export LANDSCAPE_API_KEY='${credentials.accessKey}'`,
      `export LANDSCAPE_API_SECRET='${credentials.secretKey}'`,
    ].join('\n'),
    secret_key: credentials.secretKey,
  }
}

function person({ state, wallNow }: LandscapeContext) {
  return {
    allowable_emails: [state.person.email],
    name: state.person.name,
    email: state.person.email,
    identity: '',
    timezone: 'UTC',
    last_login_time: iso(wallNow()),
    last_login_host: '127.0.0.1',
    preferred_account: null,
  }
}
