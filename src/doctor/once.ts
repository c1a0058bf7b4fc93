/** A function that is computed once for each object. Many rules ask the same about a step, and all its steps about a job. */
export function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>()
  return key => {
    const before = known.get(key)
    if (before) return before.value
    const value = compute(key)
    known.set(key, { value })
    return value
  }
}

/** The same for a function of two objects. */
export function onceOfTwo<K extends object, L extends object, V>(
  compute: (key: K, other: L) => V,
): (key: K, other: L) => V {
  const byOther = once((other: L) => once((key: K) => compute(key, other)))
  return (key, other) => byOther(other)(key)
}
