/** Where something stands, and what it is called there. */
const places: ReadonlySet<string> = new Set(['origin', 'address', 'at', 'key', 'from']);

/** A part of a model without its places: what is left must be the same in every format. */
export const withoutPlaces = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, inner: unknown) => (places.has(key) ? undefined : inner)));
