import type { Charm, CharmEndpoint, CharmOption } from './charm.js'

/**
 * The charms of Canonical OpenStack, as far as its published bundles need them. Names, endpoints and options are those of the charms;
 * roles follow the recorded controller, so that the keys of relations can be compared. No peers: the charms of the recordings had none either.
 *
 * Endpoints are written `name=interface`, a leading `@` means container scope; options `name=type` or `name=type:default`.
 */
interface Row {
  subordinate?: true
  provides?: string
  requires?: string
  options?: string
  needs?: string
}

const ORIGIN = 'openstack-origin=string:distro'
const SOURCE = 'source=string:distro'
const DB = 'shared-db=mysql-shared'
const TLS = 'certificates=tls-certificates'
const AMQP = 'amqp=rabbitmq'
const KEYSTONE = 'identity-service=keystone'
const COMMON = 'debug=boolean:false verbose=boolean:false use-syslog=boolean:false region=string:RegionOne'
const HA =
  'vip=string os-public-hostname=string os-internal-hostname=string os-admin-hostname=string worker-multiplier=float'

const ROWS: Record<string, Row> = {
  aodh: {
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS}`,
    options: `${ORIGIN} ${COMMON} ${HA}`,
    needs: 'shared-db amqp identity-service',
  },
  barbican: {
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} @secrets=barbican-secrets`,
    options: `${ORIGIN} ${COMMON} ${HA} require-hsm-plugin=boolean:false`,
    needs: 'shared-db amqp identity-service',
  },
  'barbican-vault': {
    subordinate: true,
    provides: '@secrets=barbican-secrets',
    requires: 'secrets-storage=vault-kv',
    needs: 'secrets-storage',
  },
  ceilometer: {
    provides: 'ceilometer-service=ceilometer',
    requires: `${AMQP} ${TLS} identity-credentials=keystone-credentials identity-notifications=keystone-notifications metric-service=gnocchi event-service=event-service`,
    options: `${ORIGIN} ${COMMON}`,
    needs: 'amqp identity-credentials',
  },
  'ceilometer-agent': {
    subordinate: true,
    provides: '@nova-ceilometer=nova-ceilometer',
    requires: `ceilometer-service=ceilometer ${AMQP}`,
    options: 'debug=boolean:false enable-all-pollsters=boolean:false polling-interval=int:300',
    needs: 'ceilometer-service amqp',
  },
  'ceph-mon': {
    provides:
      'client=ceph-client osd=ceph-osd radosgw=ceph-radosgw admin=ceph-admin mds=ceph-mds prometheus=http nrpe-external-master=nrpe-external-master',
    requires: 'bootstrap-source=ceph-bootstrap',
    options: `${SOURCE} expected-osd-count=int monitor-count=int:3 fsid=string loglevel=int:1 customize-failure-domain=boolean:false pg-autotune=string:auto`,
  },
  'ceph-osd': {
    provides: 'nrpe-external-master=nrpe-external-master',
    requires: 'mon=ceph-osd secrets-storage=vault-kv',
    options: `${SOURCE} osd-devices=string osd-encrypt=boolean:false bluestore=boolean:true autotune=boolean:false`,
    needs: 'mon',
  },
  'ceph-radosgw': {
    provides: 'gateway=http object-store=swift-proxy',
    requires: `mon=ceph-radosgw ${KEYSTONE} ${TLS}`,
    options: `${SOURCE} region=string:RegionOne ceph-osd-replication-count=int:3 namespace-tenants=boolean:false`,
    needs: 'mon',
  },
  cinder: {
    provides: 'cinder-volume-service=cinder @storage-backend=cinder-backend',
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} image-service=glance ceph=ceph-client`,
    options: `${ORIGIN} ${COMMON} ${HA} block-device=string:sdb glance-api-version=int:1 enabled-services=string:all volume-group=string:cinder-volumes`,
    needs: 'shared-db amqp identity-service',
  },
  'cinder-ceph': {
    subordinate: true,
    provides: 'ceph-access=cinder-ceph-key',
    requires: 'ceph=ceph-client @storage-backend=cinder-backend',
    options: 'ceph-osd-replication-count=int:3 rbd-pool-name=string restrict-ceph-pools=boolean:false',
    needs: 'ceph',
  },
  glance: {
    provides: 'image-service=glance',
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} ceph=ceph-client`,
    options: `${ORIGIN} ${COMMON} ${HA} ceph-osd-replication-count=int:3 expose-image-locations=boolean:true`,
    needs: 'shared-db identity-service',
  },
  'glance-simplestreams-sync': {
    provides: 'simplestreams-image-service=glance-simplestreams-sync',
    requires: `${KEYSTONE} ${TLS} ${AMQP}`,
    options:
      'source=string run=boolean:true frequency=string:daily use_swift=boolean:true region=string:RegionOne',
    needs: 'identity-service',
  },
  gnocchi: {
    provides: 'metric-service=gnocchi',
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} storage-ceph=ceph-client coordinator-memcached=memcache`,
    options: `${ORIGIN} ${COMMON} ${HA} storage-backend=string:ceph`,
    needs: 'shared-db identity-service coordinator-memcached',
  },
  hacluster: {
    subordinate: true,
    provides: '@ha=hacluster',
    options: 'cluster_count=int:3 debug=boolean:false',
  },
  heat: {
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS}`,
    options: `${ORIGIN} ${COMMON} ${HA}`,
    needs: 'shared-db amqp identity-service',
  },
  keystone: {
    provides:
      'identity-service=keystone identity-credentials=keystone-credentials identity-notifications=keystone-notifications identity-admin=keystone-admin',
    requires: `${DB} ${TLS} websso-trusted-dashboard=websso-trusted-dashboard`,
    options: `${ORIGIN} ${COMMON} ${HA} admin-user=string:admin admin-password=string admin-role=string:Admin token-expiration=int:3600`,
    needs: 'shared-db',
  },
  memcached: { provides: 'cache=memcache', options: 'size=int:768 tcp-port=int:11211' },
  'mysql-innodb-cluster': {
    provides: 'db-router=mysql-router shared-db=mysql-shared',
    requires: TLS,
    options:
      'source=string cluster-name=string:jujuCluster max-connections=int innodb-buffer-pool-size=string',
  },
  'mysql-router': {
    subordinate: true,
    provides: '@shared-db=mysql-shared',
    requires: `db-router=mysql-router ${TLS}`,
    options: 'source=string base-port=int:3306 debug=boolean:false',
    needs: 'db-router',
  },
  'neutron-api': {
    provides:
      'neutron-api=neutron-api neutron-load-balancer=neutron-load-balancer @neutron-plugin-api-subordinate=neutron-plugin-api-subordinate',
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS}`,
    options: `${ORIGIN} ${COMMON} ${HA} neutron-security-groups=boolean:false flat-network-providers=string vlan-ranges=string:physnet1:1000:2000 enable-ml2-port-security=boolean:true global-physnet-mtu=int:1500`,
    needs: 'shared-db amqp identity-service',
  },
  'neutron-api-plugin-ovn': {
    subordinate: true,
    requires: `@neutron-plugin=neutron-plugin-api-subordinate ovsdb-cms=ovsdb-cms ${TLS}`,
    options:
      'geneve-vni-ranges=string:1001:2000 dns-servers=string enable-distributed-floating-ip=boolean:true',
    needs: 'certificates ovsdb-cms',
  },
  'nova-cloud-controller': {
    provides: 'cloud-compute=nova-compute nova-vmware=nova-vmware quantum-network-service=quantum',
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} image-service=glance cinder-volume-service=cinder neutron-api=neutron-api placement=placement memcache=memcache`,
    options: `${ORIGIN} ${COMMON} ${HA} network-manager=string:Neutron ram-allocation-ratio=float:0.98 cpu-allocation-ratio=float:2.0 console-access-protocol=string`,
    needs: 'shared-db amqp identity-service image-service placement',
  },
  'nova-compute': {
    provides: '@neutron-plugin=neutron-plugin',
    requires: `${AMQP} image-service=glance ceph=ceph-client ceph-access=cinder-ceph-key cloud-compute=nova-compute @nova-ceilometer=nova-ceilometer secrets-storage=vault-kv`,
    options: `${ORIGIN} debug=boolean:false config-flags=string enable-live-migration=boolean:true enable-resize=boolean:true migration-auth-type=string:ssh virt-type=string:kvm cpu-mode=string libvirt-image-backend=string reserved-host-memory=int:512`,
    needs: 'amqp image-service',
  },
  ntp: {
    subordinate: true,
    requires: '@juju-info=juju-info',
    options: 'source=string peers=string pools=string:0.ubuntu.pool.ntp.org auto_peers=boolean:false',
  },
  octavia: {
    requires: `${DB} ${AMQP} ${KEYSTONE} ${TLS} neutron-api=neutron-load-balancer @ovsdb-subordinate=ovsdb-subordinate ovsdb-cms=ovsdb-cms`,
    options: `${ORIGIN} ${COMMON} ${HA} amp-image-tag=string:octavia-amphora loadbalancer-topology=string:SINGLE create-mgmt-network=boolean:true`,
    needs: 'shared-db amqp identity-service neutron-api',
  },
  'octavia-dashboard': { subordinate: true, requires: '@dashboard=dashboard-plugin' },
  'octavia-diskimage-retrofit': {
    subordinate: true,
    requires: '@juju-info=juju-info identity-credentials=keystone-credentials',
    options:
      'amp-image-tag=string:octavia-amphora auto-retrofit=boolean:false frequency=string retrofit-uca-pocket=string',
    needs: 'identity-credentials',
  },
  'openstack-dashboard': {
    provides: '@dashboard-plugin=dashboard-plugin',
    requires: `${DB} ${KEYSTONE} ${TLS}`,
    options: `${ORIGIN} debug=string:no webroot=string:/horizon default-theme=string:ubuntu secret=string session-timeout=int:3600`,
    needs: 'identity-service',
  },
  'ovn-central': {
    provides: 'ovsdb=ovsdb ovsdb-cms=ovsdb-cms ovsdb-server=ovsdb-cluster',
    requires: TLS,
    options: `${SOURCE} ovsdb-server-election-timer=int:4 ovn-source=string`,
    needs: 'certificates',
  },
  'ovn-chassis': {
    subordinate: true,
    provides: '@ovsdb-subordinate=ovsdb-subordinate',
    requires: `@nova-compute=neutron-plugin ovsdb=ovsdb ${TLS}`,
    options:
      'bridge-interface-mappings=string ovn-bridge-mappings=string enable-dpdk=boolean:false enable-sriov=boolean:false prefer-chassis-as-gw=boolean:false',
    needs: 'certificates ovsdb',
  },
  placement: {
    provides: 'placement=placement',
    requires: `${DB} ${KEYSTONE} ${TLS}`,
    options: `${ORIGIN} debug=boolean:false region=string:RegionOne ${HA}`,
    needs: 'shared-db identity-service',
  },
  'rabbitmq-server': {
    provides: `${AMQP} nrpe-external-master=nrpe-external-master`,
    requires: 'ha=hacluster',
    options:
      'source=string min-cluster-size=int cluster-partition-handling=string:ignore queue_thresholds=string ssl=string:off',
  },
  ubuntu: { options: 'hostname=string new-lxd-profile=boolean:false' },
  vault: {
    provides: `${TLS} secrets=vault-kv nrpe-external-master=nrpe-external-master`,
    requires: `${DB} lb-provider=loadbalancer etcd=etcd`,
    options:
      'channel=string:1.7/stable disable-mlock=boolean:false auto-generate-root-ca-cert=boolean:false totally-unsecure-auto-unlock=boolean:false vip=string',
    needs: 'shared-db',
  },
}

/** Every charm of the catalogue. */
export function openstackCharms(): Charm[] {
  return Object.entries(ROWS).map(([name, row]) => ({
    name,
    summary: `Stand-in for the charm ${name}`,
    description: `Simulated: it has the endpoints and some of the options of ${name}.`,
    subordinate: row.subordinate ?? false,
    provides: endpoints(row.provides),
    requires: endpoints(row.requires),
    options: options(row.options),
    needs: words(row.needs),
  }))
}

function endpoints(text: string | undefined): Record<string, CharmEndpoint> {
  return Object.fromEntries(
    words(text).map((word) => {
      const [name = '', iface = ''] = word.replace(/^@/, '').split('=')
      return [
        name,
        word.startsWith('@') ? { interface: iface, scope: 'container' as const } : { interface: iface },
      ]
    }),
  )
}

function options(text: string | undefined): Record<string, CharmOption> {
  return Object.fromEntries(
    words(text).map((word) => [word.slice(0, word.indexOf('=')), option(word.slice(word.indexOf('=') + 1))]),
  )
}

function option(text: string): CharmOption {
  const [word = ''] = text.split(':')
  const type = word as CharmOption['type']
  const given = text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined
  if (type === 'string') return { type, default: given ?? '' }
  if (given === undefined) return { type }
  return { type, default: type === 'boolean' ? given === 'true' : Number(given) }
}

function words(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(' ').filter((word) => word !== '')
}
