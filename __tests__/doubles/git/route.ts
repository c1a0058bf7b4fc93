import type { Kind } from './types.js'

export interface Route {
  readonly kind: Kind
  /** `owner/name`. */
  readonly repository: string
  /** Where git's backend has it: GitHub's repositories are there with and without `.git`. */
  readonly path: string
  readonly query: string
}

const OPENING = { 'git-upload-pack': 'fetch-refs', 'git-receive-pack': 'push-refs' } as const
const WORK = { 'git-upload-pack': 'fetch', 'git-receive-pack': 'push' } as const
type Service = keyof typeof WORK

/** What a request of the smart protocol is; undefined for any other, the dumb protocol's too. */
export function routeOf(method: string, url: URL): Route | undefined {
  const [, repository = '', rest = ''] =
    /^\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(url.pathname) ??
    []
  if (!repository) return undefined
  const place = { repository, path: `/${repository}.git/${rest}`, query: url.search.slice(1) }
  if (rest === 'info/refs') {
    const kind = OPENING[url.searchParams.get('service') as Service]
    return method === 'GET' && kind && url.searchParams.size === 1 ? { ...place, kind } : undefined
  }
  return method === 'POST' && url.search === '' ? { ...place, kind: WORK[rest as Service] } : undefined
}
