/** Runs `body` with another system's name in `process.platform`, which is all that the code asks. */
export async function onPlatform<T>(platform: NodeJS.Platform, body: () => T | Promise<T>): Promise<T> {
  const own = process.platform
  Object.defineProperty(process, 'platform', { value: platform })
  try {
    return await body()
  } finally {
    Object.defineProperty(process, 'platform', { value: own })
  }
}
