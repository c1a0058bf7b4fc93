import { join } from 'node:path'
import type { Values } from '../../doubles/runner/index.js'
import { type Attempt, PLAIN } from './attempt.js'
import { LEAK, plant, plantLibrary } from './programs.js'

/** Variables of a job whose store is reached by commands. */
export const storedEnvironment = (workspace: string): Values => ({
  LD_LIBRARY_PATH: `${join(workspace, 'lib')}:/usr/local/lab/lib`,
  PYTHONPATH: join(workspace, 'py'),
  PYTHONUSERBASE: join(workspace, 'base'),
  PERL5LIB: join(workspace, 'perl'),
  BASH_ENV: join(workspace, 'env.sh'),
  CURL_HOME: join(workspace, 'curl'),
  GCONV_PATH: join(workspace, 'gconv'),
  OPENSSL_CONF: join(workspace, 'openssl.cnf'),
  GIT_SSH_COMMAND: join(workspace, 'ssh'),
})

/** Programs that the store's commands use, as those of secret managers do. */
export const STORE_PROGRAMS = [
  "/usr/bin/python3 -c 'import json'",
  'perl -MPOSIX -e 1',
  'curl -s -m 2 -o /dev/null file:///dev/null',
  'printf x | iconv -f ISO-8859-2 -t UTF-8',
  'printf x | openssl dgst -sha256',
  'git ls-remote ssh://lab.invalid/lab',
  'tar --version',
]
  .map(line => `{ ${line}; } > /dev/null 2>&1 < /dev/null || :`)
  .join('\n')

const PYTHON = ['try:', '    open("$ESCAPED", "a").write("$MARK")', 'except OSError: pass']

export const STORED: readonly Attempt[] = [
  {
    id: 'store-path',
    what: 'the programs of the store’s commands, and the git that gets the job’s token, in a directory of PATH',
    succeeds: PLAIN,
    stored: ['git', 'tar', 'bash', 'sh', 'ps', 'sudo', 'zstd', 'curl']
      .map(name => plant(`.bin/${name}`, '#!/bin/dash', LEAK, `exec /usr/bin/${name} "\\$@"`))
      .join('\n'),
  },
  {
    id: 'store-library',
    what: '`LD_LIBRARY_PATH`: a library for git, curl and openssl',
    succeeds: PLAIN,
    stored: plantLibrary('libz.so.1', 'lib'),
  },
  {
    id: 'store-python-path',
    what: '`PYTHONPATH`: a module in the place of one of Python’s own',
    succeeds: PLAIN,
    stored: plant('py/sitecustomize.py', ...PYTHON),
  },
  {
    id: 'store-python-base',
    what: '`PYTHONUSERBASE`: what Python loads at its start',
    succeeds: PLAIN,
    stored: [
      'version=$(/usr/bin/python3 -c "import sys; print(\\"%d.%d\\" % sys.version_info[:2])")',
      plant('base/lib/python$version/site-packages/usercustomize.py', ...PYTHON),
    ].join('\n'),
  },
  {
    id: 'store-perl',
    what: '`PERL5LIB`: a module in the place of one of Perl’s own',
    succeeds: PLAIN,
    stored: plant(
      'perl/POSIX.pm',
      'package POSIX;',
      'if (open(my \\$file, ">>", "$ESCAPED")) { print \\$file "$MARK"; close \\$file }',
      '1;',
    ),
  },
  {
    id: 'store-bash',
    what: '`BASH_ENV`: what every bash runs first',
    succeeds: PLAIN,
    stored: plant('env.sh', `{ ${LEAK}; } 2>/dev/null`),
  },
  {
    id: 'store-curl',
    what: '`CURL_HOME`: a configuration by which curl writes files',
    succeeds: PLAIN,
    stored: [
      plant('curl/mark', '$MARK'),
      plant('curl/.curlrc', 'url = "file://$PWD/curl/mark"', 'output = "$ESCAPED"'),
    ].join('\n'),
  },
  {
    id: 'store-characters',
    what: '`GCONV_PATH`: a converter of characters, which is a library',
    succeeds: PLAIN,
    stored: [
      plant(
        'gconv/gconv-modules',
        'module ISO-8859-2// INTERNAL lab 1',
        'module INTERNAL ISO-8859-2// lab 1',
      ),
      plantLibrary('libz.so.1', 'gconv'),
      'mv gconv/libz.so.1 gconv/lab.so',
    ].join('\n'),
  },
  {
    id: 'store-openssl',
    what: '`OPENSSL_CONF`: a configuration that loads a provider',
    succeeds: PLAIN,
    stored: [
      plantLibrary('libz.so.1', 'provider'),
      plant(
        'openssl.cnf',
        'openssl_conf = lab',
        '[lab]',
        'providers = all',
        '[all]',
        'evil = one',
        '[one]',
        'module = $PWD/provider/libz.so.1',
        'activate = 1',
      ),
    ].join('\n'),
  },
  {
    id: 'store-ssh',
    what: '`GIT_SSH_COMMAND`: the program by which git reaches a server',
    succeeds: PLAIN,
    stored: plant('ssh', '#!/bin/sh', LEAK, 'exit 1'),
  },
]
