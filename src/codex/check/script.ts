/** The answer of the model in a check. */
export const MESSAGE = 'The check is over.'

/** The tools by which releases of Codex run a command, each with the arguments that it takes: the newest first. */
export const TOOLS: readonly [Tool, ...Tool[]] = [
  { name: 'exec_command', arguments: cmd => ({ cmd, yield_time_ms: 8000 }) },
  { name: 'shell_command', arguments: command => ({ command }) },
  { name: 'shell', arguments: command => ({ command: ['sh', '-c', command] }) },
]

export interface Tool {
  readonly name: string
  readonly arguments: (command: string) => object
}

export const callOf = (tool: Tool, command: string, call: number): object => ({
  type: 'function_call',
  id: `fc_check_${call}`,
  call_id: `call_check_${call}`,
  name: tool.name,
  arguments: JSON.stringify(tool.arguments(command)),
})

export const messageItem = (call: number): object => ({
  type: 'message',
  role: 'assistant',
  id: `msg_check_${call}`,
  content: [{ type: 'output_text', text: MESSAGE }],
})
