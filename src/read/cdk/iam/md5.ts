/** The MD5 of a text in hexadecimal digits, as RFC 1321 has it. It protects nothing: the CDK makes names of it. `node:crypto` would take 6 ms to load. */
export function md5(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16);
  for (const [index, byte] of [...bytes, 0x80].entries()) words[index >> 2] = at(words, index >> 2) | (byte << ((index % 4) * 8));
  words[words.length - 2] = bytes.length * 8;
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let start = 0; start < words.length; start += 16) digest(state, words.subarray(start, start + 16));
  return [...littleEndian(state)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How far each of four steps turns, round by round. */
const TURNS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;

/** Which word a step of a round takes: `[factor, offset]`. */
const TAKES = [[1, 0], [5, 1], [3, 5], [7, 0]] as const;

const at = (words: Int32Array, index: number): number => words[index] ?? 0;

function digest(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)];
  for (const [round, [factor, offset]] of TAKES.entries()) {
    for (let step = 0; step < 16; step++) {
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0;
      const constant = Math.floor(Math.abs(Math.sin(round * 16 + step + 1)) * 2 ** 32);
      const sum = (a + mixed + constant + at(words, (factor * step + offset) % 16)) | 0;
      const turn = TURNS[round]?.[step % 4] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
    }
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = at(state, index) + value;
}

/** Its bytes, the lowest of each word first. */
function littleEndian(state: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  for (const [index, word] of state.entries()) view.setInt32(index * 4, word, true);
  return new Uint8Array(view.buffer);
}
