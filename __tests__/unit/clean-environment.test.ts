import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writablePlaces } from '../../src/system/writable.js'
import { cleanEnvironment } from '../../src/trust/environment/clean.js'
import { isLoadedAtStart } from '../../src/trust/environment/kinds.js'

let dir: string
/** What stands for `@` and `~` in the values below: the workspace, and a directory beside it that nobody may write. */
let workspace: string
let safe: string
beforeAll(async () => {
  // Not below the temp directory, which the model may write.
  await mkdir(join(homedir(), '.cache'), { recursive: true })
  dir = await mkdtemp(join(homedir(), '.cache', 'codex-auth-action-clean-'))
  workspace = join(dir, 'work space', 'project')
  safe = join(dir, 'tools')
  for (const made of [join(workspace, 'bin'), join(safe, 'bin'), join(dir, 'with-git')])
    await mkdir(made, { recursive: true })
  await symlink(join(workspace, 'bin'), join(dir, 'to-workspace'))
  await symlink(join(safe, 'bin'), join(workspace, 'to-tools'))
  await symlink(join(dir, 'to-workspace'), join(dir, 'to-link'))
  await writeFile(join(workspace, 'git'), '')
  await chmod(join(workspace, 'git'), 0o755)
  await symlink(join(workspace, 'git'), join(dir, 'with-git', 'git'))
})
afterAll(() => rm(dir, { recursive: true }))

const fill = (text: string) => text.replaceAll('@', workspace).replaceAll('~', safe).replaceAll('%', dir)

async function clean(variables: Record<string, string>) {
  const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, fill(value)]))
  const places = writablePlaces({ GITHUB_WORKSPACE: workspace }, workspace)
  return cleanEnvironment(env, places)
}

describe('a list of directories', () => {
  test.each([
    ['PATH', '/usr/bin:@/bin:~:/bin', '/usr/bin:~:/bin'],
    ['PATH', '/usr/bin:node_modules/.bin:/bin', '/usr/bin:/bin'],
    ['PATH', ':/usr/bin', '/usr/bin'],
    ['PATH', '/usr/bin:', '/usr/bin'],
    ['PATH', '/usr/bin::/bin', '/usr/bin:/bin'],
    ['PATH', '/tmp/lab:/var/tmp/lab:/usr/bin', '/usr/bin'],
    // By a link to the workspace, by a link to that link, by a link that the model could turn elsewhere.
    ['PATH', '/usr/bin:%/to-workspace:%/to-link', '/usr/bin'],
    ['PATH', '/usr/bin:@/to-tools', '/usr/bin'],
    ['PATH', '/usr/bin:@/bin/../../../tools/bin', '/usr/bin'],
    ['PATH', '/usr/bin:~/../to-workspace/x', '/usr/bin'],
    // Nothing is there yet.
    ['PATH', '/usr/bin:@/not/yet:~/not/yet', '/usr/bin:~/not/yet'],
    // A program of ours in it is a link to the workspace.
    ['PATH', '%/with-git:/usr/bin', '/usr/bin'],
    ['LD_LIBRARY_PATH', '/usr/local/cuda/lib64:', '/usr/local/cuda/lib64'],
    ['LD_LIBRARY_PATH', '~;@/lib:/usr/lib', '~:/usr/lib'],
    ['LD_PRELOAD', 'libjemalloc.so.2 %/to-workspace/x.so', 'libjemalloc.so.2'],
    ['DYLD_INSERT_LIBRARIES', '@/x.dylib', undefined],
    ['PYTHONPATH', 'src:~', '~'],
    ['PERL5LIB', '@/lib', undefined],
    ['RUBYLIB', './lib', undefined],
    ['NODE_PATH', 'node_modules', undefined],
    ['GI_TYPELIB_PATH', '@/typelib:/usr/lib', '/usr/lib'],
    ['XDG_DATA_DIRS', '/usr/share:@/share', '/usr/share'],
    ['LAB_PLUGIN_PATHS', '/usr/share:share', '/usr/share'],
    ['GCONV_PATH', '.', undefined],
    ['SSL_CERT_DIR', '@/certs', undefined],
  ])('%s=%s', async (name, given, wanted) => {
    const { env } = await clean({ [name]: given })
    expect(env[name]).toBe(wanted === undefined ? undefined : fill(wanted))
  })

  test('is the same where nothing is wrong with it, and no address or name in a store is taken for one', async () => {
    const same = {
      PATH: '/usr/local/bin:/usr/bin:~/bin',
      VAULT_PATH: 'secret/codex',
      LAB_PATH: 'https://lab.invalid/a:b',
      LD_LIBRARY_PATH: '/usr/lib',
    }
    const { env, dropped, changed } = await clean(same)
    expect([env, dropped, changed]).toEqual([
      Object.fromEntries(Object.entries(same).map(([name, value]) => [name, fill(value)])),
      [],
      [],
    ])
  })
})

describe('a variable that names a place', () => {
  test.each([
    ['XDG_CONFIG_HOME', '@/.config'],
    ['XDG_DATA_HOME', '.local/share'],
    ['PYTHONHOME', '%/to-workspace'],
    ['PYTHONSTARTUP', '@/x.py'],
    ['PYTHONPYCACHEPREFIX', '/tmp/cache'],
    ['BASH_ENV', '@/env.sh'],
    ['BASH_ENV', '$GITHUB_WORKSPACE/env.sh'],
    ['ENV', './env.sh'],
    ['GIT_CONFIG_GLOBAL', '@/gitconfig'],
    ['GIT_EXEC_PATH', 'libexec'],
    ['GIT_SSH_COMMAND', 'ssh -F @/config'],
    ['GIT_SSH', 'tools/ssh'],
    ['GIT_EXTERNAL_DIFF', './diff'],
    ['NODE_EXTRA_CA_CERTS', '@/ca.pem'],
    ['CODEX_CA_CERTIFICATE', 'ca.pem'],
    ['SSL_CERT_FILE', '@/ca.pem'],
    ['AWS_CA_BUNDLE', '@/ca.pem'],
    ['OPENSSL_CONF', '/tmp/openssl.cnf'],
    ['OPENSSL_MODULES', '@/modules'],
    ['NODE_COMPILE_CACHE', '/tmp/cache'],
    ['CURL_HOME', '@'],
    ['NETRC', '@/netrc'],
    ['GNUPGHOME', '@/.gnupg'],
    ['DOCKER_CONFIG', '@/.docker'],
    ['npm_config_userconfig', '@/.npmrc'],
    ['JAVA_TOOL_OPTIONS', '-Xmx1g -javaagent:@/agent.jar'],
    ['JAVA_TOOL_OPTIONS', '-javaagent:agent.jar'],
    ['PERL5OPT', '-Ilib -Mlab'],
    ['RUBYOPT', '-I@/lib'],
    ['HOSTALIASES', '@/hosts'],
    ['TERMINFO', '@/terminfo'],
    ['TZ', ':@/zone'],
    ['LOCPATH', '@/locale'],
    ['NLSPATH', '@/%N'.replace('%', '')],
    ['KUBECONFIG', '@/kubeconfig'],
    ['GPG_LAB', '--homedir @/gpg'],
    ['RUNNER_TOOL_CACHE', '@/tools'],
    ...[
      'GH_CONFIG_DIR',
      'CLOUDSDK_PYTHON',
      'CLOUDSDK_PYTHON_SITEPACKAGES',
      'OP_CONFIG_DIR',
      'VAULT_CACERT',
    ].map(name => [name, '@/x']),
    ...['BITWARDENCLI_APPDATA_DIR', 'AZURE_EXTENSION_DIR', 'TF_CLI_CONFIG_FILE', 'VAULT_TOKEN_HELPER'].map(
      name => [name, '/tmp/x'],
    ),
    ...[
      'PASSWORD_STORE_EXTENSIONS_DIR',
      'DOTNET_STARTUP_HOOKS',
      'DOTNET_ROOT',
      'GIO_MODULE_DIR',
      'NIX_LD',
    ].map(name => [name, '%/to-workspace/x']),
    ...['TCL_LIBRARY', 'R_PROFILE', 'BUNDLE_GEMFILE', 'LAB_OF_A_NAME_NOBODY_KNOWS', 'labHome'].map(name => [
      name,
      '@',
    ]),
    ['DOTNET_STARTUP_HOOKS', '/usr/lib/a.dll:@/x.dll'],
    ['GH_CONFIG_DIR', '.gh'],
    ['DOPPLER_CONFIG_DIR', 'config/doppler'],
    ['VAULT_TOKEN_HELPER', '@/helper --lab'],
    ['TF_PLUGIN_CACHE_DIR', '@/plugins'],
    ['ANSIBLE_VAULT_PASSWORD_FILE', '@/password'],
    ['AWS_SHARED_CREDENTIALS_FILE', '@/credentials'],
    ['NPM_CONFIG_GLOBALCONFIG', 'file://@/npmrc'],
  ])('%s=%s is left out', async (name, value) => {
    const { env, dropped } = await clean({ [name]: value, LANG: 'C' })
    expect(env).toEqual({ LANG: 'C' })
    expect(dropped.join()).toContain(name)
  })

  test('stays where it leads to another place, or programs load nothing from it', async () => {
    const same = {
      XDG_CONFIG_HOME: '~/.config',
      GIT_SSH_COMMAND: 'ssh -F ~/config',
      GIT_SSH: 'ssh',
      NODE_OPTIONS: '--max-old-space-size=4096',
      JAVA_TOOL_OPTIONS: '-Dfile.encoding=UTF-8',
      TZ: 'Europe/Berlin',
      ENV: 'production',
      GITHUB_WORKSPACE: '@',
      GITHUB_EVENT_PATH: '/tmp/event.json',
      RUNNER_TEMP: '/tmp/runner',
      TMPDIR: '/tmp',
      PWD: '@',
      INPUT_PROMPT: 'Look at @/src',
      'INPUT_PROMPT-FILE': '@/prompt.md',
      GOOGLE_APPLICATION_CREDENTIALS: '@/gha-creds.json',
      LAB_CA_CERT: '-----BEGIN CERTIFICATE-----\nlab\n',
      API_TOKEN: 'lab/with/slashes',
      // Data, by their names.
      SSH_AUTH_SOCK: '/tmp/ssh-lab/agent.1',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/token',
      AZURE_FEDERATED_TOKEN_FILE: '@/token',
      CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: '@/gha-creds.json',
      SOPS_AGE_KEY_FILE: '@/key',
      VAULT_CLIENT_CERT: '@/client.pem',
      PIP_CACHE_DIR: '/tmp/pip',
      PGPASSFILE: '@/pgpass',
      // Addresses.
      DOCKER_HOST: 'unix:///tmp/docker.sock',
      NPM_CONFIG_REGISTRY: 'https://nexus.lab.invalid/tmp/npm/',
      LAB_ADDRESS: 'https://lab.invalid@/x',
      // No paths of this machine.
      S3_PREFIX: 'team/codex',
      LAB_FILE: 'name',
      LAB_TEXT: 'see @/src',
    }
    const { dropped, refused } = await clean(same)
    expect([dropped, refused]).toEqual([[], []])
  })

  test('git’s configuration goes as a whole', async () => {
    const { env, dropped } = await clean({
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'core.pager',
      GIT_CONFIG_VALUE_0: 'cat',
      GIT_CONFIG_KEY_1: 'core.fsmonitor',
      GIT_CONFIG_VALUE_1: '@/monitor',
    })
    expect([env, dropped]).toEqual([{}, ['GIT_CONFIG_COUNT']])
  })

  test.each([
    ['HOME', '@'],
    ['HOME', '/tmp/home'],
    ['NODE_OPTIONS', '--require ./x.js'],
    ['NODE_OPTIONS', '--import=@/x.mjs'],
    ['NODE_OPTIONS', '-r dotenv/config'],
    ['NODE_OPTIONS', '--env-file=.env'],
    ['NODE_OPTIONS', '--report-directory=/tmp/r --require "@/x.js"'],
    ['NODE_OPTIONS', '--experimental_loader ~/../to-workspace/x.mjs'],
  ])('%s=%s can’t be left out: it is refused', async (name, value) => {
    expect((await clean({ [name]: value })).refused).toEqual([name])
  })
})

test.each([
  '--report-directory=/tmp/r --cpu-prof --cpu-prof-dir=@/prof --diagnostic-dir /tmp --heap-prof-dir=./heap',
  '--redirect-warnings=@/warnings --trace-event-file-pattern=/tmp/lab.log --require ~/x.js',
])('NODE_OPTIONS=%s loads nothing that the model could write', async value => {
  expect((await clean({ NODE_OPTIONS: value })).refused).toEqual([])
})

test('what the store’s commands name stays theirs, but for what is known to be loaded', async () => {
  const variables = { MY_DIR: '/tmp/mine', LAB_STORE_PATH: '@/store', OTHER_DIR: '/tmp/x', BASH_ENV: '@/env' }
  const command = 'cat "$MY_DIR/auth.json"\n$LAB_STORE_PATH/x $BASH_ENV'
  for (const from of [{ 'INPUT_RESTORE-COMMAND': command }, { 'INPUT_PERSIST-COMMAND': command }])
    expect((await clean({ ...variables, ...from })).changed).toEqual(['OTHER_DIR', 'BASH_ENV'])
})

test('certificates are not taken from later steps, which could not do without; code that is loaded first is', () => {
  expect(['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'].filter(isLoadedAtStart)).toEqual([])
  const loaded = [
    'LD_LIBRARY_PATH',
    'LD_PRELOAD',
    'GCONV_PATH',
    'OPENSSL_CONF',
    'NODE_PATH',
    'DYLD_LIBRARY_PATH',
  ]
  expect(loaded.filter(isLoadedAtStart)).toEqual(loaded)
})

test('the log is told the elements of lists, and no value of another variable', async () => {
  const { dropped } = await clean({
    PATH: '@/bin:/usr/bin:',
    BASH_ENV: '@/lab-value',
    PYTHONPATH: 'src',
  })
  expect(dropped).toEqual([`PATH (${workspace}/bin, the current directory)`, 'BASH_ENV', 'PYTHONPATH (src)'])
})
