import { BlockList, isIP, isIPv4 } from 'node:net'

// Two lists: one of both kinds would find every IPv4 address under the mapped range of IPv6.
const inside4 = new BlockList()
const inside6 = new BlockList()

const ipv4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
// Mapped and translated addresses too: they would carry an IPv4 address past the list above.
const ipv6 = [
  ...['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', '3fff::/20', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]
for (const range of ipv4) add(range, 'ipv4')
for (const range of ipv6) add(range, 'ipv6')

function add(range: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', bits = ''] = range.split('/')
  const list = family === 'ipv4' ? inside4 : inside6
  list.addSubnet(network, Number(bits), family)
}

/** Whether an IP address is one that anybody on the internet may be asked under (IANA's special-purpose registries). */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  if (isIPv4(address)) return !inside4.check(address, 'ipv4')
  return !inside6.check(address.replace(/%.*$/, ''), 'ipv6')
}
