/** JSON that means the same and holds nothing that a terminal would obey: `JSON.stringify` leaves C1 and bidirectional controls as they are. */
export const onScreen = (json: string): string =>
  json.replace(/[\u007F-\u009F\p{Bidi_Control}\u2028\u2029]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
