/**
 * What a request can meet: a status (with headers and GitHub's message), or
 * - `silent`: no answer, ever; `reset`: the line is dropped and nothing done;
 * - `lost-reply`: done, and the line dropped before the answer;
 * - `pretend`: answered as if done; `garbage`: a page of HTML with status 200.
 */
export type Fault =
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly message?: string
    }
  | 'silent'
  | 'reset'
  | 'lost-reply'
  | 'pretend'
  | 'garbage'

export interface Trouble {
  readonly fault: Fault
  /** Method and a part of the path: `PUT /repos`, `DELETE`. */
  readonly at: string
  /** How many such requests meet it; 1 by default. */
  readonly times?: number
  /** How many such requests are spared first. */
  readonly after?: number
}

export class Faults {
  readonly #troubles: { fault: Fault; at: string; times: number; after: number }[] = []

  add(trouble: Trouble): void {
    this.#troubles.push({ times: 1, after: 0, ...trouble })
  }

  /** The fault for this request, used up by it. */
  next(method: string, pathname: string): Fault | undefined {
    const trouble = this.#troubles.find(({ at, times }) => {
      const [verb, place = ''] = at.split(' ')
      return times > 0 && verb === method && pathname.includes(place)
    })
    if (!trouble) return undefined
    if (trouble.after > 0) {
      trouble.after--
      return undefined
    }
    trouble.times--
    return trouble.fault
  }
}
