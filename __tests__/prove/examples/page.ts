import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A case of the README's table, as examples/README.md tells it. */
export interface Case {
  /** The heading, such as `Cache`. */
  readonly title: string
  /** The commands of its blocks, in their order; those at the head of the page come first. */
  readonly blocks: readonly string[]
}

const read = (name: string) => readFileSync(join(process.cwd(), name), 'utf8')

const BLOCK = /^( *)```sh\n([\s\S]*?)^\1```$/gm

const blocksOf = (text: string): string[] =>
  [...text.matchAll(BLOCK)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  )

const [head = '', ...sections] = read('examples/README.md').split(/^## /m)

export const CASES: readonly Case[] = sections.map(section => ({
  title: section.split('\n')[0] ?? '',
  blocks: [...blocksOf(head), ...blocksOf(section)],
}))

/** What README's table of cases links to, by the anchor on the page of the examples. */
export const LINKED: readonly string[] = [
  ...(read('README.md').split('\n## Choose your case\n')[1]?.split('\n## ')[0] ?? '').matchAll(
    /\]\(examples\/README\.md#([\w-]+)\)/g,
  ),
].map(([, anchor = '']) => anchor)

export const anchorOf = ({ title }: Case): string => title.toLowerCase().replaceAll(' ', '-')

const quickStart = read('README.md').split('\n## Quick start\n')[1]?.split('\n## ')[0] ?? ''
const [, byHand = ''] = quickStart.split('**By hand**')

/** The files that README shows, and the commands between them. */
export const QUICK_START = {
  files: [...byHand.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, file = '']) => file),
  blocks: blocksOf(byHand),
}
