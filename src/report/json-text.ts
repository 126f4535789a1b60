/**
 * Half a surrogate pair is legal in a JavaScript string and, escaped, in JSON, but most parsers of other languages
 * refuse it. It cannot come from a decoded file; it can come from a path or an escape sequence in a template.
 */
export const wellFormed = (text: string): string => text.toWellFormed();

/** JSON that every parser takes, with a line end behind it. Keys keep the order in which they were written. */
export function jsonText(value: unknown, indentation = 2): string {
  const text = JSON.stringify(value, undefined, indentation);
  // Half pairs are what it escapes so; to look at each string takes longer than all else.
  return `${text.includes('\\ud') ? JSON.stringify(value, (_key, member: unknown) => (typeof member === 'string' ? wellFormed(member) : member), indentation) : text}\n`;
}
