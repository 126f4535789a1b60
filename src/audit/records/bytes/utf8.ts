/** What a file holds, in UTF-8 and without a byte order mark: PowerShell writes UTF-16 where the output of a command is kept in a file. */
export async function* inUtf8(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    let decoder: InstanceType<typeof TextDecoder> | undefined;
    let isFirst = true;
    for await (const piece of pieces) {
      const encoding = isFirst ? encodingOf(piece) : undefined;
      if (encoding !== undefined) decoder = new TextDecoder(encoding);
      const bytes = decoder === undefined ? piece : Buffer.from(decoder.decode(piece, { stream: true }));
      yield isFirst && startsWithMark(bytes) ? bytes.subarray(3) : bytes;
      isFirst = false;
    }
  } finally {
    await pieces.return(undefined);
  }
}

function encodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

const startsWithMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
