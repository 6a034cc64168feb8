"""Runs command lines of the `maas` command against a running region.

The command itself is published only as a snap. This script does what it does: it reads `describe/`, derives handlers and
actions from it, and sends what is given as `name=value` in parts that are encoded in base64, by the code that the command
shares with python-libmaas. Reads MAAS_API_URL and MAAS_API_KEY; see README.md.
"""

import json
import os
import re
import shlex
import time
import urllib.error
import urllib.request
import uuid

from maas.client import utils
from maas.client.bones import SessionAPI

from score import Score

_, session = SessionAPI.connect(os.environ["MAAS_API_URL"], apikey=os.environ["MAAS_API_KEY"])
score = Score("maas command")
unique = uuid.uuid4().hex[:6]
words = {"u": unique}


def command_name(handler):
    """`SSHKeysHandler` as `sshkeys`, `BootSourceSelectionsHandler` as `boot-source-selections`."""
    parts = re.findall(r"([A-Z]*[a-z0-9]+|[A-Z]+)(?:(?=[^a-z0-9])|\Z)", handler)
    return "-".join(part.lower() for part in parts if part.lower() != "handler")


handlers = {}
for resource in session.description["resources"]:
    for side in ("auth", "anon"):
        if resource[side]:
            found = handlers.setdefault(command_name(resource["name"]), {})
            for action in resource[side]["actions"]:
                found.setdefault(action["name"].replace("_", "-"), (resource[side], action))


def run(line):
    """Runs one command line; the reply is its JSON, or else its text."""
    name, action_name, *rest = shlex.split(line.format(**words))
    handler, action = handlers[name][action_name]
    params, data = {}, []
    for word in rest:
        key, equals, value = word.partition("=")
        if equals:
            data.append((key, value))
        else:
            params[handler["params"][len(params)]] = word
    assert len(params) == len(handler["params"]), f"{name} takes {handler['params']}"
    uri = handler["uri"].format(**params)
    uri, body, headers = utils.prepare_payload(action["op"], action["method"], uri, data)
    headers = dict(headers)
    utils.sign(uri, headers, session.credentials)
    request = urllib.request.Request(uri, data=body, headers=headers, method=action["method"])
    try:
        with urllib.request.urlopen(request) as response:
            content = response.read()
            if response.headers.get("X-MAAS-API-Hash") not in (None, session.description["hash"]):
                raise AssertionError("the hash of the API differs from that of its description")
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{error.code} {error.read().decode()[:200]}") from None
    try:
        return json.loads(content)
    except ValueError:
        return content


def check(line, keep=None, member="id"):
    """A step of one command; `keep` names its result for later lines."""

    @score.step(line)
    def _():
        reply = run(line)
        if keep:
            words[keep] = reply[member]


def until(machine, status):
    """Waits for a machine, outside the score."""
    deadline = time.monotonic() + 60
    while run(f"machine read {words[machine]}")["status_name"] != status:
        if time.monotonic() > deadline:
            raise SystemExit(f"{machine} is not {status}")
        time.sleep(0.1)


check("version read")
check("users whoami")
check("maas get-config name=maas_name")
check("maas set-config name=maas_name value=region-{u}")
check("account create-authorisation-token name=judge-{u}", "token", "token_key")
check("account list-authorisation-tokens")
check("account update-token-name token={token} name=other-{u}")
check("account delete-authorisation-token token_key={token}")
check("users create username=u{u} email=u{u}@example.com password=secret is_superuser=0")
check("users read")
check("user read u{u}")
check("user delete u{u}")
check("zones create name=z{u} description=one")
check("zones read")
check("zone update z{u} description=two")
check("resource-pools create name=p{u}", "pool")
check("resource-pools read")
check("resource-pool update {pool} description=two")
check("tags create name=t{u} comment=one")
check("tags read")
check("tag update t{u} comment=two")
check("fabrics create name=f{u}", "fabric")
check("fabrics read")
check("fabric update {fabric} class_type=10g")
check("spaces create name=s{u}", "space")
check("spaces read")
check("vlans create {fabric} vid=10 name=v10", "vlan")
check("vlans read {fabric}")
check("vlan update {fabric} 10 mtu=9000 space={space}")
check("subnets create cidr=10.66.0.0/24 vlan={vlan} gateway_ip=10.66.0.1", "subnet")
check("subnets read")
check("subnet read {subnet}")
check("subnet update {subnet} name=sub{u} dns_servers=10.66.0.2")
check("subnet statistics {subnet}")
check("subnet unreserved-ip-ranges {subnet}")
check("subnet reserved-ip-ranges {subnet}")
check("subnet ip-addresses {subnet}")
check("ipranges create type=reserved start_ip=10.66.0.10 end_ip=10.66.0.20 subnet={subnet}", "range")
check("ipranges read")
check("iprange update {range} comment=hosts")
check("iprange delete {range}")
check("subnets create cidr=10.67.0.0/24 vlan={vlan}", "other")
check("static-routes create source={subnet} destination={other} gateway_ip=10.66.0.1 metric=5", "route")
check("static-routes read")
check("static-route update {route} metric=6")
check("static-route delete {route}")
check("ipaddresses reserve ip=10.66.0.50 subnet=10.66.0.0/24")
check("ipaddresses read")
check("ipaddresses release ip=10.66.0.50")
check("domains create name=d{u}.example", "domain")
check("domains read")
check("domain update {domain} ttl=60")
check("dnsresources create fqdn=www.d{u}.example ip_addresses=10.66.0.60", "name")
check("dnsresources read domain=d{u}.example")
check("dnsresource update {name} address_ttl=30")
check("dnsresource-records create fqdn=mail.d{u}.example rrtype=mx 'rrdata=10 mail.example.'", "record")
check("dnsresource-records read")
check("dnsresource-record update {record} ttl=40")
check("dnsresource-record delete {record}")
check("dnsresource delete {name}")
check("ipaddresses release ip=10.66.0.60")
check("machines create architecture=amd64 mac_addresses=52:54:00:77:00:01 power_type=manual hostname=m{u}", "machine", "system_id")
until("machine", "Ready")
check("machines read hostname=m{u}")
check("machines is-registered mac_address=52:54:00:77:00:01")
check("machine update {machine} description=mine zone=z{u} pool=p{u}")
check("tag update-nodes t{u} add={machine}")
check("tag machines t{u}")
check("machine power-parameters {machine}")
check("machines power-parameters id={machine}")
check("machine commission {machine} testing_scripts=none")
until("machine", "Ready")
check("machine test {machine} testing_scripts=smartctl-validate")
until("machine", "Ready")
check("node-script-results read {machine}")
check("node-script-result read {machine} current-testing")
check("node-script-result download {machine} current-testing")
check("node-results read system_id={machine}")
check("interfaces read {machine}")
check("interfaces create-physical {machine} name=eth9 mac_address=52:54:00:77:00:09 vlan={vlan}", "nic")
check("interface update {machine} {nic} tags=one,two")
check("interface link-subnet {machine} {nic} mode=STATIC subnet={subnet} ip_address=10.66.0.70")
check("interface set-default-gateway {machine} {nic}")
check("interface disconnect {machine} {nic}")
check("interface delete {machine} {nic}")
check("machine set-storage-layout {machine} storage_layout=blank")


@score.step("block-devices read {machine}")
def _():
    words["sda"], words["sdb"], words["sdc"] = (disk["id"] for disk in run("block-devices read {machine}")[:3])


check("partitions create {machine} {sda} size=20000000000", "part")
check("partition format {machine} {sda} {part} fstype=ext4")
check("partition mount {machine} {sda} {part} mount_point=/")
check("raids create {machine} name=md0 level=raid-1 block_devices={sdb} block_devices={sdc}", "raid")
check("raid update {machine} {raid} name=md1")
check("raid delete {machine} {raid}")
check("machine restore-storage-configuration {machine}")
check("machines allocate name=m{u} agent_name=judge")
check("machine set-workload-annotations {machine} role=web")
check("machine deploy {machine} distro_series=jammy user_data=I2Nsb3VkLWNvbmZpZwo=")
until("machine", "Deployed")
check("machine lock {machine}")
check("machine unlock {machine}")
check("machine rescue-mode {machine}")
until("machine", "Rescue mode")
check("machine exit-rescue-mode {machine}")
until("machine", "Deployed")
check("machine release {machine} comment=done")
until("machine", "Ready")
check("events query id={machine} limit=5 level=DEBUG")
check("machine delete {machine}")
check("devices create mac_addresses=52:54:00:77:00:02 hostname=dev{u} domain=d{u}.example", "device", "system_id")
check("device update {device} hostname=dev2{u}")
check("device delete {device}")
check("rack-controllers read")
check("rack-controllers describe-power-types")


@score.step("rack-controller list-boot-images")
def _():
    (rack,) = run("rack-controllers read")
    assert run(f"rack-controller list-boot-images {rack['system_id']}")["images"]


check("region-controllers read")
check("node-scripts read type=testing")
check("commissioning-scripts read")
check("boot-sources read")
check("boot-source-selections read 1")
check("boot-resources read")
check("boot-resources import")
check("boot-resources is-importing")
check("package-repositories create name=r{u} url=http://repo.example.com/ubuntu", "repository")
check("package-repository update {repository} enabled=false")
check("package-repository delete {repository}")
check("notifications create message=hello", "notice")
check("notification dismiss {notice}")
check("notification delete {notice}")
check("dhcpsnippets create name=snip{u} value=x", "snippet")
check("dhcpsnippet update {snippet} description=two")
check("dhcpsnippet delete {snippet}")
check("discoveries read")
check("subnet delete {other}")
check("subnet delete {subnet}")
check("vlan delete {fabric} 10")
check("fabric delete {fabric}")
check("space delete {space}")
check("tag delete t{u}")
check("zone delete z{u}")
check("resource-pool delete {pool}")
check("domain delete {domain}")

score.end()
