/** The three ways of keeping a login, in the order in which they are shown. */
export const TITLES = {
  guide: "OpenAI's CI guide",
  'save at the end': 'Save at the end of the job',
  'this action': 'This action',
} as const
export type WayName = keyof typeof TITLES
export const WAYS = Object.keys(TITLES) as readonly WayName[]
