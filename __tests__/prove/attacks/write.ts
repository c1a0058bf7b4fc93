import { type Attempt, DANGER, NOWHERE, PLAIN } from './attempt.js'

const toCommandFile = (prefix: string, line: string) =>
  `for file in "$RUNNER_TEMP"/_runner_file_commands/${prefix}*; do printf '%s\\n' "${line}" >> "$file"; done`

export const WRITE: readonly Attempt[] = [
  {
    id: 'github-env',
    what: 'GITHUB_ENV: BASH_ENV for every later step',
    succeeds: NOWHERE,
    script: `${toCommandFile('set_env_', 'BASH_ENV=$MARK')}; echo "BASH_ENV=$MARK" >> "$GITHUB_ENV"`,
  },
  {
    id: 'github-path',
    what: 'GITHUB_PATH: programs for every later step',
    succeeds: NOWHERE,
    script: `${toCommandFile('add_path_', '/tmp/$MARK')}; echo "/tmp/$MARK" >> "$GITHUB_PATH"`,
  },
  {
    id: 'github-output',
    what: 'GITHUB_OUTPUT and GITHUB_STEP_SUMMARY of its own step',
    succeeds: NOWHERE,
    script: `${toCommandFile('set_output_', 'forged=$MARK')}; ${toCommandFile('step_summary_', '$MARK')}`,
  },
  {
    id: 'github-state',
    what: 'GITHUB_STATE: what this action’s end trusts',
    succeeds: NOWHERE,
    script: toCommandFile('save_state_', 'forged=$MARK'),
  },
  {
    id: 'start-up',
    what: 'start-up files of shells: ~/.bashrc, ~/.profile',
    succeeds: DANGER,
    script: 'for file in .bashrc .profile .bash_profile .zshenv; do echo "# $MARK" >> "$HOME/$file"; done',
  },
  {
    id: 'user-configuration',
    what: 'the user’s configuration of git, npm and ssh',
    succeeds: DANGER,
    script:
      'git config --global core.pager "$MARK"; echo "//lab.invalid/:_authToken=$MARK" >> "$HOME/.npmrc"; mkdir -p "$HOME/.ssh"; echo "$MARK" >> "$HOME/.ssh/authorized_keys"',
  },
  {
    id: 'git-hooks',
    what: 'hooks of the repository',
    succeeds: DANGER,
    script:
      'echo "$MARK" > .git/hooks/post-checkout; mkdir -p .git/hooks && echo "$MARK" > .git/hooks/pre-commit',
  },
  {
    id: 'git-config',
    what: 'the repository’s configuration: a file system monitor, another directory for hooks',
    succeeds: DANGER,
    script:
      'git config core.fsmonitor "$MARK"; git config core.hooksPath "$MARK"; echo "# $MARK" >> .git/config',
  },
  {
    id: 'git-replaced',
    what: 'another repository in the place of this one',
    succeeds: DANGER,
    script: 'mv .git moved.git && cp -r moved.git .git && echo "# $MARK" >> .git/config; rmdir moved.git',
  },
  {
    id: 'project-configuration',
    what: 'Codex’s configuration in the workspace: an MCP server, hooks, rules, skills',
    succeeds: DANGER,
    script:
      'mkdir -p .codex/rules .agents/skills/lab; echo "[mcp_servers.lab]" > .codex/config.toml; for file in .codex/config.toml .codex/hooks.json .codex/rules/lab.rules .agents/skills/lab/SKILL.md; do echo "# $MARK" >> $file; done',
  },
  {
    id: 'home-configuration',
    what: 'config.toml, AGENTS.md and rules of CODEX_HOME, for later runs',
    succeeds: NOWHERE,
    script:
      'cd "$(dirname "$A")"; mkdir -p rules; for file in config.toml AGENTS.md rules/lab.rules hooks.json; do echo "# $MARK" >> $file; done',
  },
  {
    id: 'login-replaced',
    what: 'another auth.json in the place of this one',
    succeeds: NOWHERE,
    script:
      'cp "$A" copy.json; echo "{\\"forged\\":\\"$MARK\\"}" > "$A"; echo "$MARK" > new.json; mv new.json "$A"',
  },
  {
    id: 'other-home',
    what: 'a directory of another job beside CODEX_HOME',
    succeeds: NOWHERE,
    script:
      'mkdir -p "$HOME/.codex-auth-action/job-lab" && echo "$MARK" > "$HOME/.codex-auth-action/job-lab/config.toml"',
  },
  {
    id: 'action',
    what: 'the code of this action, which runs once more at the end of the job',
    succeeds: DANGER,
    script: 'for file in "$AGENT"/_work/_actions/*/*/*/dist/post.js; do echo "// $MARK" >> "$file"; done',
  },
  {
    id: 'tool-cache',
    what: 'the Codex of the tool cache, which later jobs run',
    succeeds: DANGER,
    script:
      'find "$RUNNER_TOOL_CACHE" -type f -name codex | while read -r file; do echo "$MARK" >> "$file"; done',
  },
  {
    id: 'helper',
    what: 'the helper by which Codex starts the next sandbox',
    succeeds: NOWHERE,
    script: `cd "$(dirname "$A")/tmp" && for place in arg0*/*; do printf '#!/bin/sh\\ncat "%s" > "%s"\\n' "$A" "$ESCAPED" > evil; chmod +x evil; mv "$place" moved; mkdir -p "$place"; mv evil "$place/codex-linux-sandbox"; done; mv arg0-linux gone; mv ../tmp ../gone`,
    second: 'true',
  },
  {
    id: 'path-program',
    what: 'a git and a bwrap in a directory of PATH in the workspace: Codex starts git outside of its sandbox',
    succeeds: PLAIN,
    script: `for program in git bwrap id codex; do printf '#!/bin/sh\\ncat "%s" >> "%s"\\nexec /usr/bin/%s "$@"\\n' "$A" "$ESCAPED" "$program" > "node_modules/.bin/$program"; chmod +x "node_modules/.bin/$program"; done`,
    second: 'true',
  },
  {
    id: 'output-file',
    what: 'a link in the place of `output-file` to a start-up file: the final message would be written there',
    succeeds: NOWHERE,
    script: 'mkdir -p out; ln -sf "$HOME/.bash_login" out/final.md',
  },
  {
    id: 'workflow-commands',
    what: 'commands to the runner in a command’s output: annotations, masks, the end of commands',
    succeeds: PLAIN,
    script: `printf '::%s::%s\\n' error "$MARK" add-mask "$MARK" 'set-env name=LAB' "$MARK" 'save-state name=lab' "$MARK"; printf 'x\\r::notice::%s\\n  ::warning::%s\\n##[error]%s\\n' "$MARK" "$MARK" "$MARK"`,
  },
  {
    id: 'workflow-commands-disguised',
    what: 'the same commands behind invisible characters: zero-width ones, a byte order mark, U+0085, U+2028, colors, links',
    succeeds: PLAIN,
    script: `for sign in '\\u200b' '\\u200d' '\\u2060' '\\ufeff' '\\u00ad' '\\u0085' '\\u2028' '\\u3000' '\\e[31m' '\\e]8;;x\\a' '\\x07' '\\b' '\\0' '\\v' '\\f'; do printf "$sign::error::%s\\n$sign::add-mask::%s\\n:$sign:notice::%s\\n##$sign[error]%s\\nlab$sign##[warning]%s\\n" "$MARK" "$MARK" "$MARK" "$MARK" "$MARK"; done`,
  },
  {
    id: 'final-message',
    what: 'commands to the runner, and a second output, in the final message',
    succeeds: PLAIN,
  },
]
