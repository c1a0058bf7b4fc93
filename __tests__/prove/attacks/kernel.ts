import { type Attempt, NOWHERE, type Variant } from './attempt.js'

/** Variants in which nothing keeps root from it. */
const OPEN: readonly Variant[] = ['plain', 'danger-full-access']

/** Printed by a script that has opened a file of the kernel for writing. No script writes to one. */
export const OPENED = 'lab-opened-for-writing'
const open = (files: string) =>
  `python3 - ${files} <<'END'
import os, sys
for name in sys.argv[1:]:
    try:
        os.close(os.open(name, os.O_WRONLY | os.O_NONBLOCK))
        print('lab-opened' + '-for-writing', name)
        break
    except OSError as error: print(error)
END`

export const KERNEL: readonly Attempt[] = [
  {
    id: 'core-pattern',
    what: '`core_pattern`, by which the kernel starts a program outside of every sandbox (as root)',
    succeeds: OPEN,
    asRoot: true,
    script: open('/proc/sys/kernel/core_pattern'),
  },
  {
    id: 'kernel-switches',
    what: 'the other switches of the kernel in /proc (as root)',
    succeeds: OPEN,
    asRoot: true,
    script: open(
      '$(find /proc/sys /proc/sysrq-trigger /proc/irq /proc/bus /proc/fs /proc/acpi /proc/mtrr -type f 2>/dev/null | head -n 1500)',
    ),
  },
  {
    id: 'kernel-otherwise',
    what: '`core_pattern` by another way: /proc mounted again, unmounted, by another process’s root (as root)',
    succeeds: OPEN,
    asRoot: true,
    script: `umount /proc/sys; mount -o remount,rw,bind /proc/sys; mount -t proc lab /mnt; unshare -Urmpf mount -t proc lab /proc; ${open('/proc/self/root/proc/sys/kernel/core_pattern /proc/1/root/proc/sys/kernel/core_pattern /mnt/sys/kernel/core_pattern /proc/./sys/../sys/kernel/core_pattern')}`,
  },
  {
    id: 'devices',
    what: 'the kernel’s other files: cgroups’ release_agent, uevent_helper, /sys (as root)',
    succeeds: ['danger-full-access'],
    asRoot: true,
    script: open(
      '$(find /sys/fs/cgroup -maxdepth 2 -name release_agent 2>/dev/null) /sys/kernel/uevent_helper $(find /sys/kernel/mm -type f 2>/dev/null | head -n 200)',
    ),
  },
  {
    id: 'disks',
    what: 'the disk and the memory themselves, by their devices',
    succeeds: NOWHERE,
    script: `${open('/dev/mem /dev/kmem /dev/vda /dev/sda /dev/nvme0n1 /dev/loop0 /proc/kcore')}; mknod disk b 254 0 && head -c 512 disk; python3 -c 'import os; os.mknod("disk2", 0o60600, os.makedev(8, 0))'; ${open('disk disk2')}`,
  },
]
