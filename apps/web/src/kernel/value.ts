/** One value that changes, and those who want to know. Knows no framework. */
export type Value<T> = { get(): T; set(next: T): void; subscribe(listener: () => void): () => void };

/** A value that tells its listeners when it becomes another one. */
export function createValue<T>(first: T): Value<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(next) {
      if (Object.is(next, now)) return;
      now = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
