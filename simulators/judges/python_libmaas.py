"""Drives every part of python-libmaas 0.6.8, as published on PyPI, against a running region.

Reads MAAS_API_URL and MAAS_API_KEY. The region must have machines that are Ready; see README.md.
"""

import io
import os
import time
import uuid

from maas.client import connect, login
from maas.client.enum import (
    BlockDeviceType,
    CacheMode,
    InterfaceType,
    IPRangeType,
    LinkMode,
    NodeStatus,
    RaidLevel,
)

from score import Score

URL = os.environ["MAAS_API_URL"]
score = Score("python-libmaas")
step = score.step
s = {}
unique = uuid.uuid4().hex[:6]


def waited(machine, status, seconds=60):
    """Reads the machine until it has the status."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        machine.refresh()
        if machine.status == status:
            return machine
        time.sleep(0.1)
    raise AssertionError(f"{machine.hostname} is {machine.status_name}, not {status.name}")


@step("connect with an API key")
def _():
    s["client"] = connect(URL, apikey=os.environ["MAAS_API_KEY"])


client = s["client"]


@step("users: whoami")
def _():
    assert client.users.whoami().is_admin


@step("users: create, list, read by name, delete through the handler")
def _():
    user = client.users.create(f"u{unique}", "secret", email=f"{unique}@example.com")
    assert not user.is_admin
    assert user.username in [other.username for other in client.users.list()]
    assert client._origin.User.read(user.username).email == f"{unique}@example.com"
    s["user"] = user


@step("login with user name and password")
def _():
    other = login(URL, username=f"u{unique}", password="secret")
    assert other.users.whoami().username == f"u{unique}"


@step("account: create and delete credentials")
def _():
    credentials = client.account.create_credentials()
    client.account.delete_credentials(credentials)


@step("version: get")
def _():
    assert "networks-management" in client.version.get().capabilities


@step("maas: every setting is read and written back")
def _():
    names = [name[4:] for name in vars(client.maas) or dir(client.maas) if name.startswith("get_")]
    names = names or [name[4:] for name in dir(client.maas) if name.startswith("get_")]
    assert len(names) > 15, names
    for name in names:
        if name == "config":
            continue
        value = getattr(client.maas, f"get_{name}")()
        getattr(client.maas, f"set_{name}")(value)
        assert getattr(client.maas, f"get_{name}")() == value, name


@step("maas: get_config, set_config")
def _():
    client.maas.set_config("maas_name", f"region-{unique}")
    assert client.maas.get_config("maas_name") == f"region-{unique}"


# Zones, pools, tags, domains, keys.


@step("zones: create, get, list, save, delete")
def _():
    zone = client.zones.create(f"z{unique}", "a zone")
    assert client.zones.get(zone.name).description == "a zone"
    zone.description = "changed"
    zone.save()
    assert client.zones.get(zone.name).description == "changed"
    assert zone.name in [other.name for other in client.zones.list()]
    s["zone"] = zone
    gone = client.zones.create(f"gone{unique}")
    gone.delete()
    assert gone.name not in [other.name for other in client.zones.list()]


@step("resource pools: create, get, list, save, delete")
def _():
    pool = client.resource_pools.create(f"p{unique}", "a pool")
    pool.description = "changed"
    pool.save()
    assert client.resource_pools.get(pool.id).description == "changed"
    assert pool.id in [other.id for other in client.resource_pools.list()]
    s["pool"] = pool
    client.resource_pools.create(f"gone{unique}").delete()


@step("tags: create, get, list, save, delete")
def _():
    tag = client.tags.create(f"t{unique}", comment="a tag", kernel_opts="nomodeset")
    assert client.tags.get(tag.name).kernel_opts == "nomodeset"
    tag.comment = "changed"
    tag.save()
    assert client.tags.get(tag.name).comment == "changed"
    assert tag.name in [other.name for other in client.tags.list()]
    s["tag"] = tag
    client.tags.create(f"gone{unique}").delete()


@step("domains: create, get, list, save, delete")
def _():
    domain = client.domains.create(f"d{unique}.example", ttl=60)
    assert client.domains.get(domain.id).ttl == 60
    domain.ttl = 90
    domain.save()
    assert client.domains.get(domain.id).ttl == 90
    assert domain.id in [other.id for other in client.domains.list()]
    s["domain"] = domain
    client.domains.create(f"gone{unique}.example").delete()


@step("ssh keys: create, get, list, delete through the handler")
def _():
    public = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB3xr2PcWiLmSGxTyeBRYPfSFyEJyHRK0Wd5PuI1nfYd me@host"
    key = client.ssh_keys.create(public)
    assert client.ssh_keys.get(key.id).key == public
    assert key.id in [other.id for other in client.ssh_keys.list()]
    key._handler.delete(id=key.id)


# Networks.


@step("fabrics: create, get, list, save, delete")
def _():
    fabric = client.fabrics.create(name=f"f{unique}", class_type="10g")
    assert client.fabrics.get(fabric.id).name == f"f{unique}"
    fabric.name = f"f2{unique}"
    fabric.save()
    assert client.fabrics.get(fabric.id).name == f"f2{unique}"
    assert fabric.id in [other.id for other in client.fabrics.list()]
    s["fabric"] = fabric
    client.fabrics.create(name=f"gone{unique}").delete()


@step("fabrics: get_default")
def _():
    assert client.fabrics.get_default().id == 0


@step("spaces: create, get, list, delete")
def _():
    space = client.spaces.create(name=f"s{unique}")
    assert client.spaces.get(space.id).name == f"s{unique}"
    assert space.id in [other.id for other in client.spaces.list()]
    s["space"] = space
    client.spaces.create(name=f"gone{unique}").delete()


@step("spaces: the default one")
def _():
    assert client.spaces.get(-1).name == "undefined"


@step("vlans: read, default, create, save with another vid, delete")
def _():
    vlans = s["fabric"].vlans
    assert vlans.get_default().vid == 0
    vlan = client._origin.Vlans.create(s["fabric"], 100, name="v100", mtu=9000, space=s["space"])
    read = client._origin.Vlan.read(s["fabric"], 100)
    assert (read.mtu, read.space.name) == (9000, s["space"].name)
    read.vid = 101
    read.name = "v101"
    read.save()
    assert client._origin.Vlan.read(s["fabric"], 101).name == "v101"
    assert [other.vid for other in client._origin.Vlans.read(s["fabric"])] == [0, 101]
    s["vlan"] = client._origin.Vlan.read(s["fabric"], 101)
    extra = client._origin.Vlans.create(s["fabric"], 102)
    client._origin.Vlan.read(s["fabric"], 102).delete()


@step("vlans: relay")
def _():
    vlan = s["vlan"]
    vlan.relay_vlan = client.fabrics.get_default().vlans.get_default()
    vlan.save()
    assert client._origin.Vlan.read(s["fabric"], 101).relay_vlan.id is not None


@step("subnets: create, get, list, save, delete")
def _():
    subnet = client.subnets.create(
        "10.77.0.0/24", s["vlan"], name=f"sub{unique}", gateway_ip="10.77.0.1", dns_servers=["10.77.0.2"]
    )
    assert client.subnets.get(subnet.id).gateway_ip == "10.77.0.1"
    subnet.gateway_ip = "10.77.0.254"
    subnet.save()
    assert client.subnets.get(subnet.id).gateway_ip == "10.77.0.254"
    assert subnet.id in [other.id for other in client.subnets.list()]
    s["subnet"] = subnet
    client.subnets.create("10.78.0.0/24", s["vlan"]).delete()


@step("ip ranges: create, get, list, save, delete")
def _():
    ranges = client.ip_ranges
    made = ranges.create("10.77.0.10", "10.77.0.20", type=IPRangeType.RESERVED, comment="hosts", subnet=s["subnet"])
    read = ranges.get(made.id)
    assert (read.start_ip, read.end_ip, read.comment) == ("10.77.0.10", "10.77.0.20", "hosts")
    read.comment = "changed"
    read.save()
    assert ranges.get(made.id).comment == "changed"
    assert made.id in [other.id for other in ranges.list()]
    made.delete()


@step("static routes: create, get, list, save, delete")
def _():
    other = client.subnets.create("10.79.0.0/24", s["vlan"], name=f"dst{unique}")
    route = client.static_routes.create(other, s["subnet"], "10.77.0.1", 10)
    read = client.static_routes.get(route.id)
    assert (read.gateway_ip, read.metric, read.destination.id) == ("10.77.0.1", 10, other.id)
    read.metric = 20
    read.save()
    assert client.static_routes.get(route.id).metric == 20
    assert route.id in [one.id for one in client.static_routes.list()]
    route.delete()
    other.delete()


# Devices, controllers, machines.


@step("devices: create in a zone and a domain, get, list, save, delete")
def _():
    device = client.devices.create(
        ["52:54:00:aa:00:01"], hostname=f"dev{unique}", domain=s["domain"].name, zone=s["zone"]
    )
    read = client.devices.get(device.system_id)
    assert (read.hostname, read.zone.name, read.domain.name) == (f"dev{unique}", s["zone"].name, s["domain"].name)
    assert read.fqdn == f"dev{unique}.{s['domain'].name}"
    read.hostname = f"dev2{unique}"
    read.save()
    assert client.devices.get(device.system_id).hostname == f"dev2{unique}"
    assert [other.system_id for other in client.devices.list(hostnames=[f"dev2{unique}"])] == [device.system_id]
    s["device"] = device


@step("nodes: list and convert")
def _():
    nodes = client._origin.Nodes.read()
    kinds = {node.node_type.name for node in nodes}
    assert {"MACHINE", "DEVICE"} <= kinds, kinds
    device = [node for node in nodes if node.node_type.name == "DEVICE"][0].as_device()
    assert client._origin.Node.read(device.system_id).hostname == device.hostname
    assert device.get_power_parameters() == {}


@step("devices: delete")
def _():
    s["device"].delete()
    assert client.devices.list(hostnames=[f"dev2{unique}"])._items == []


@step("rack controllers: list, get")
def _():
    (rack,) = client.rack_controllers.list()
    assert client.rack_controllers.get(rack.system_id).hostname == rack.hostname
    assert len(rack.interfaces) >= 0 and rack.domain.name


@step("region controllers: list, get")
def _():
    (region,) = client.region_controllers.list()
    assert client.region_controllers.get(region.system_id).hostname == region.hostname


@step("machines: list, get, and what hangs on a machine")
def _():
    machines = [machine for machine in client.machines.list() if machine.status == NodeStatus.READY]
    machine = client.machines.get(machines[0].system_id)
    assert machine.interfaces and machine.block_devices and machine.boot_disk.name
    assert machine.boot_interface.mac_address
    assert machine.zone.name and machine.pool.name and machine.domain.name
    assert isinstance(machine.ip_addresses, list)
    s["machine"] = machine


@step("machines: list by host name")
def _():
    name = s["machine"].hostname
    assert [machine.hostname for machine in client.machines.list(hostnames=[name])] == [name]


@step("machines: create")
def _():
    machine = client.machines.create(
        "amd64/generic",
        ["52:54:00:bb:00:01"],
        "virsh",
        {"power_address": "qemu+ssh://ubuntu@10.0.0.2/system", "power_id": "vm"},
        hostname=f"m{unique}",
    )
    assert client.machines.get(machine.system_id).hostname == f"m{unique}"
    s["made"] = machine
    waited(machine, NodeStatus.READY)


@step("machines: power parameters of several")
def _():
    found = client.machines.get_power_parameters_for([s["made"].system_id])
    assert found[s["made"].system_id]["power_id"] == "vm"


@step("machines: get_power_parameters, set_power")
def _():
    s["made"].set_power("ipmi", {"power_address": "10.0.0.9", "power_user": "root"})
    assert s["made"].get_power_parameters()["power_address"] == "10.0.0.9"


@step("machines: save name, zone, pool")
def _():
    machine = client.machines.get(s["made"].system_id)
    machine.hostname = f"renamed{unique}"
    machine.zone = s["zone"]
    machine.pool = s["pool"]
    machine.save()
    read = client.machines.get(machine.system_id)
    assert (read.hostname, read.zone.name, read.pool.name) == (f"renamed{unique}", s["zone"].name, s["pool"].name)


@step("machines: add and remove a tag")
def _():
    machine = client.machines.get(s["made"].system_id)
    machine.tags.add(s["tag"])
    assert s["tag"].name in [tag.name for tag in client.machines.get(machine.system_id).tags]
    machine.tags.remove(s["tag"])
    assert s["tag"].name not in [tag.name for tag in client.machines.get(machine.system_id).tags]


@step("machines: commission with options")
def _():
    s["made"].commission(
        enable_ssh=False, skip_networking=True, skip_storage=True, testing_scripts=["smartctl-validate"],
        wait=True, wait_interval=0.1,
    )
    assert s["made"].status == NodeStatus.READY


@step("machines: abort a commissioning")
def _():
    s["made"].commission()
    s["made"].abort(comment="stop")
    waited(s["made"], NodeStatus.READY)
    # The start of a commissioning has cleared the storage.
    s["made"].commission(wait=True, wait_interval=0.1)


@step("machines: get_details")
def _():
    assert set(s["made"].get_details()) == {"lshw", "lldp"}


@step("machines: allocate by name, tag, pool and more; no match is MachineNotFound")
def _():
    s["tag"].comment = "x"
    s["made"].refresh()
    machine = client.machines.allocate(
        hostname=s["made"].hostname, cpus=1, memory=1024, architectures=["amd64/generic"], zone=s["zone"],
        agent_name="judge", comment="mine",
    )
    assert machine.system_id == s["made"].system_id and machine.status == NodeStatus.ALLOCATED
    s["made"] = machine
    try:
        client.machines.allocate(hostname="no-such-host")
    except Exception as error:
        assert type(error).__name__ == "MachineNotFound", error
    else:
        raise AssertionError("allocated")


@step("machines: owner data")
def _():
    machine = s["made"]
    machine.owner_data["role"] = "web"
    machine.save()
    assert client.machines.get(machine.system_id).owner_data == {"role": "web"}
    machine.refresh()
    machine.owner_data = {}
    machine.save()
    assert client.machines.get(machine.system_id).owner_data == {}


@step("machines: deploy with user data, curtin config")
def _():
    machine = s["made"]
    machine.deploy(user_data=b"#cloud-config\n", distro_series="jammy", comment="go")
    assert machine.status == NodeStatus.DEPLOYING
    assert machine.get_curtin_config()
    waited(machine, NodeStatus.DEPLOYED)
    assert machine.ip_addresses and machine.osystem == "ubuntu" and machine.distro_series == "jammy"


@step("machines: query_power_state, power_on, power_off")
def _():
    machine = s["made"]
    machine.power_off(wait=True, wait_interval=0.1)
    assert machine.query_power_state().value == "off"
    machine.power_on(wait=True, wait_interval=0.1)
    assert machine.query_power_state().value == "on"


@step("machines: lock, unlock")
def _():
    s["made"].lock(comment="hands off")
    assert s["made"].locked
    s["made"].unlock()
    assert not s["made"].locked


@step("machines: rescue mode")
def _():
    s["made"].enter_rescue_mode(wait=True, wait_interval=0.1)
    assert s["made"].status == NodeStatus.RESCUE_MODE
    s["made"].exit_rescue_mode(wait=True, wait_interval=0.1)
    assert s["made"].status == NodeStatus.DEPLOYED


@step("machines: mark broken and fixed")
def _():
    s["made"].mark_broken(comment="smoke")
    assert s["made"].status == NodeStatus.BROKEN
    s["made"].mark_fixed(comment="fan")


@step("machines: release with erasing")
def _():
    machine = client.machines.allocate(hostname=s["machine"].hostname)
    machine.deploy(wait=True, wait_interval=0.1)
    machine.release(erase=True, quick_erase=True, wait=True, wait_interval=0.1)
    assert machine.status == NodeStatus.READY
    s["machine"] = machine


@step("machines: clear default gateways, restore configurations")
def _():
    machine = s["machine"]
    machine.clear_default_gateways()
    machine.restore_networking_configuration()
    machine.restore_storage_configuration()
    machine.restore_default_configuration()


# Interfaces.


def fresh():
    return client.machines.get(s["machine"].system_id)


@step("interfaces: read, by name, save, disconnect")
def _():
    machine = fresh()
    nic = machine.interfaces[0]
    assert machine.interfaces.get_by_name(nic.name).id == nic.id
    read = client._origin.Interface.read(machine, nic.id)
    assert read.type == InterfaceType.PHYSICAL and read.vlan.id
    read.tags = ["uplink"]
    read.save()
    assert client._origin.Interface.read(machine, nic.id).tags == ["uplink"]
    read.disconnect()
    assert client._origin.Interface.read(machine, nic.id).vlan is None


@step("interfaces: move to a VLAN, link automatic, static and DHCP, default gateway, unlink")
def _():
    machine = fresh()
    nic = client._origin.Interface.read(machine, machine.interfaces[0].id)
    nic.vlan = s["vlan"]
    nic.save()
    link = nic.links.create(LinkMode.STATIC, subnet=s["subnet"], ip_address="10.77.0.30")
    assert link.ip_address == "10.77.0.30"
    read = client._origin.Interface.read(machine, nic.id).links[-1]
    assert read.ip_address == "10.77.0.30"
    read.set_as_default_gateway()
    read.delete()
    nic = client._origin.Interface.read(machine, nic.id)
    automatic = nic.links.create(LinkMode.AUTO, subnet=s["subnet"], default_gateway=True)
    assert automatic.mode == LinkMode.AUTO and automatic.subnet.id == s["subnet"].id
    nic.links.create(LinkMode.DHCP, subnet=s["subnet"])
    for one in client._origin.Interface.read(machine, nic.id).links:
        one.delete()


@step("interfaces: create physical, delete")
def _():
    machine = fresh()
    nic = client._origin.Interfaces.create(
        machine, InterfaceType.PHYSICAL, name="eth9", mac_address="52:54:00:cc:00:09", tags=["a"],
        vlan=s["vlan"], mtu=1400,
    )
    read = client._origin.Interface.read(machine, nic.id)
    assert (read.name, read.mac_address, read.tags) == ("eth9", "52:54:00:cc:00:09", ["a"])
    read.delete()
    assert "eth9" not in fresh().interfaces.by_name


@step("interfaces: create bond, bridge and VLAN")
def _():
    machine = fresh()
    for nic in machine.interfaces[:2]:
        nic.vlan = s["vlan"]
        nic.save()
    create = client._origin.Interfaces.create
    bond = create(
        machine, InterfaceType.BOND, name="bond0", parents=fresh().interfaces[:2], bond_mode="active-backup",
        bond_miimon=100, mac_address="52:54:00:CC:00:0A",
    )
    assert bond.type == InterfaceType.BOND and bond.parents
    bridge = create(machine, InterfaceType.BRIDGE, name="br0", parent=bond, bridge_stp=True, bridge_fd=5)
    assert bridge.type == InterfaceType.BRIDGE
    extra = client._origin.Vlans.create(s["fabric"], 200)
    vlan = create(machine, InterfaceType.VLAN, parent=bond, vlan=extra)
    assert vlan.name == "bond0.200" and vlan.type == InterfaceType.VLAN
    vlan.delete()
    bridge.delete()
    bond.delete()
    client._origin.Vlan.read(s["fabric"], 200).delete()


# Storage. The region makes a partition on a disk that becomes a member of a group, and leaves it.


def blank_machine():
    """The machine without any storage layout."""
    machine = fresh()
    machine._handler.set_storage_layout(system_id=machine.system_id, storage_layout="blank")
    return fresh()


@step("block devices: read, by name, save, boot disk")
def _():
    machine = blank_machine()
    disks = client._origin.BlockDevices.read(machine)
    disk = client._origin.BlockDevice.read(machine, disks[0].id)
    assert machine.block_devices.get_by_name(disk.name).id == disk.id
    assert disk.type == BlockDeviceType.PHYSICAL and disk.size > 0
    disk.tags = ["fast"]
    disk.save()
    assert client._origin.BlockDevice.read(machine, disk.id).tags == ["fast"]
    disks[1].set_as_boot_disk()
    assert fresh().boot_disk.id == disks[1].id
    disk.set_as_boot_disk()


@step("block devices: create, delete")
def _():
    machine = fresh()
    disk = client._origin.BlockDevices.create(
        machine, "sdx", model="M", serial="S", size=10**10, block_size=512, tags=["new"]
    )
    assert client._origin.BlockDevice.read(machine, disk.id).tags == ["new"]
    disk.delete()
    assert "sdx" not in fresh().block_devices.by_name


@step("block devices: format, mount, unmount, unformat")
def _():
    disk = client._origin.BlockDevices.read(fresh())[2]
    disk.format("ext4")
    disk.mount("/srv", mount_options="noatime")
    assert (disk.filesystem.fstype, disk.filesystem.mount_point) == ("ext4", "/srv")
    disk.unmount()
    disk.unformat()
    assert disk.filesystem is None


@step("partitions: create, read, format, mount, unmount, unformat, delete")
def _():
    machine = fresh()
    disk = client._origin.BlockDevices.read(machine)[0]
    made = disk.partitions.create(10**10)
    partition = client._origin.Partition.read(machine, disk, made.id)
    assert partition.size > 0 and partition.path
    partition.format("ext4")
    partition.mount("/", mount_options="noatime")
    assert partition.filesystem.mount_point == "/"
    partition.umount()
    partition.unformat()
    assert len(client._origin.Partitions.read(machine, disk)) == 1
    partition.delete()
    assert len(client._origin.BlockDevice.read(machine, disk.id).partitions) == 0


@step("RAIDs: create, read, list, save, delete")
def _():
    machine = blank_machine()
    disks = client._origin.BlockDevices.read(machine)
    raid = client._origin.Raids.create(machine, RaidLevel.RAID_1, disks[:2], name="md5", spare_devices=[])
    read = client._origin.Raid.read(machine, raid.id)
    assert (read.name, read.level, len(read.devices)) == ("md5", RaidLevel.RAID_1, 2)
    assert read.virtual_device.name == "md5"
    read.name = "md6"
    read.save()
    assert client._origin.Raids.read(machine).get_by_name("md6").id == raid.id
    assert [one.id for one in fresh().raids] == [raid.id]
    read.delete()


@step("volume groups: create, read, list, delete; logical volumes: create, delete")
def _():
    machine = blank_machine()
    disks = client._origin.BlockDevices.read(machine)
    group = client._origin.VolumeGroups.create(machine, "vg0", [disks[1]])
    read = client._origin.VolumeGroup.read(machine, group.id)
    assert (read.name, len(read.devices)) == ("vg0", 1) and read.size > 0
    volume = read.logical_volumes.create("lv0", 10**9, tags=["data"])
    assert volume.name == "vg0-lv0" and volume.tags == ["data"]
    assert client._origin.VolumeGroups.read(machine).get_by_name("vg0").id == group.id
    volume.delete()
    client._origin.VolumeGroup.read(machine, group.id).delete()


@step("bcaches: cache set and bcache: create, read, list, save, delete")
def _():
    machine = blank_machine()
    disks = client._origin.BlockDevices.read(machine)
    cache = client._origin.BcacheCacheSets.create(machine, disks[1])
    assert client._origin.BcacheCacheSet.read(machine, cache.id).cache_device.id == disks[1].id
    assert len(client._origin.BcacheCacheSets.read(machine)) == 1
    bcache = client._origin.Bcaches.create(machine, "bcache0", disks[2], cache, CacheMode.WRITEBACK)
    read = client._origin.Bcache.read(machine, bcache.id)
    assert read.backing_device.id == disks[2].id and read.cache_set.id == cache.id
    read.name = "bcache1"
    read.save()
    assert client._origin.Bcaches.read(machine).get_by_name("bcache1").cache_mode == CacheMode.WRITEBACK
    read.delete()
    client._origin.BcacheCacheSet.read(machine, cache.id).delete()


@step("storage: back to the default layout")
def _():
    machine = fresh()
    machine._handler.set_storage_layout(system_id=machine.system_id, storage_layout="lvm")
    assert len(fresh().volume_groups) == 1
    machine._handler.set_storage_layout(system_id=machine.system_id, storage_layout="flat")


# Images, files, events, pods.


@step("boot sources: create, get, list, save, delete")
def _():
    source = client.boot_sources.create("http://images.example.com/", keyring_filename="/usr/share/keyrings/k.gpg")
    read = client.boot_sources.get(source.id)
    assert read.keyring_filename == "/usr/share/keyrings/k.gpg" and read.created.year > 2000
    assert source.id in [other.id for other in client.boot_sources.list()]
    read.url = "http://other.example.com/"
    read.save()
    assert client.boot_sources.get(source.id).url.startswith("http://other.example.com")
    s["source"] = read


@step("boot source selections: create, read, list, delete")
def _():
    origin = client._origin
    source = client.boot_sources.list()[0]
    made = origin.BootSourceSelections.create(
        source, "ubuntu", "oracular", arches=["amd64"], subarches=["*"], labels=["*"]
    )
    read = origin.BootSourceSelection.read(source, made.id)
    assert (read.os, read.release, read.arches) == ("ubuntu", "oracular", ["amd64"])
    assert made.id in [one.id for one in origin.BootSourceSelections.read(source)]
    read.delete()
    s["source"].delete()


@step("boot resources: upload in chunks, get, list, delete")
def _():
    content = io.BytesIO(os.urandom(300_000))
    seen = []
    resource = client.boot_resources.create(
        f"custom/image{unique}", "amd64/generic", content, title="Mine", chunk_size=100_000,
        progress_callback=seen.append,
    )
    read = client.boot_resources.get(resource.id)
    (newest,) = read.sets.values()
    assert newest.complete and seen[-1] == 1.0 and newest.size == 300_000
    assert resource.id in [other.id for other in client.boot_resources.list()]
    read.delete()


@step("boot resources: start and stop an import")
def _():
    client.boot_resources.start_import()
    client.boot_resources.stop_import()


@step("files: list")
def _():
    assert isinstance(len(client.files.list()), int)


@step("events: query, filters, backwards and forwards")
def _():
    events = client.events.query(level=client.events.DEBUG, limit=5)
    assert len(events) == 5 and events[0].created.year > 2000
    older = events.prev()
    assert older[0].event_id < events[-1].event_id
    assert older.next() is not None
    assert len(list(zip(range(12), events.backwards()))) == 12
    assert len(list(zip(range(3), older.forwards()))) == 3
    mine = client.events.query(hostnames=[s["made"].hostname], level=client.events.INFO, limit=3)
    assert {event.hostname for event in mine} == {s["made"].hostname}


@step("pods: create, get, list, save, refresh, parameters, delete")
def _():
    pod = client.pods.create(type="virsh", power_address="qemu:///system", power_pass="x", name=f"pod{unique}")
    read = client.pods.get(pod.id)
    assert read.name == f"pod{unique}" and read.zone.name and read.cpu_over_commit_ratio == 1.0
    read.name = f"pod2{unique}"
    read.save()
    assert client.pods.get(pod.id).name == f"pod2{unique}"
    assert pod.id in [other.id for other in client.pods.list()]
    read.refresh()
    assert read.parameters()["power_address"] == "qemu:///system"
    read.delete()
    assert pod.id not in [other.id for other in client.pods.list()]


# Clean up.


@step("machines: release and delete")
def _():
    machine = client.machines.get(s["made"].system_id)
    machine.release(wait=True, wait_interval=0.1)
    machine.delete()
    assert client.machines.list(hostnames=[machine.hostname])._items == []


@step("networks: delete subnet, VLAN, fabric, space")
def _():
    machine = fresh()
    for nic in machine.interfaces:
        nic.disconnect()
    s["subnet"].delete()
    client._origin.Vlan.read(s["fabric"], 101).delete()
    s["fabric"].delete()
    s["space"].delete()


@step("zone, pool, tag, domain, user: delete")
def _():
    for name in ("zone", "pool", "tag", "domain"):
        s[name].delete()
    s["user"]._handler.delete(username=s["user"].username)
    assert s["user"].username not in [other.username for other in client.users.list()]


score.end()
