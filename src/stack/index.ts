// The entry point canonical-stack/stack: operations across several systems.
export { connectMaas, type MaasCloud } from './connect-maas.js'
export { type Host, type HostSources, matchHosts } from './hosts.js'
export { registerHosts, type RegisterHostsOptions } from './register-hosts.js'
