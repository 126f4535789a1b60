/** A file of HCL made at random: most tokens fit together, some do not. The same for the same number. */
export function randomHcl(number: number): string {
  const random = numbersFrom(number);
  const below = (count: number): number => random() % count;
  const pick = (from: readonly (() => string)[]): string => (from[below(from.length)] ?? (() => ''))();
  const fault = below(3) === 0;
  let left = 60;

  const blank = (): string => [' ', ' ', ' ', '', '  ', '\t', ' /* c */ '][below(7)] ?? '';
  const gap = (): string => [' ', '', '\n', ' # c\n', ' ', '\r\n'][below(6)] ?? '';
  const name = (): string => ['a', 'b-c', '_d', 'for', 'if', 'in', 'true', 'null', 'é', 'e1'][below(10)] ?? '';
  const digits = (): string => ['0', '1', '12', '1.5', '007', '1e3', '2E-1', '1.2.3', '1.'][below(fault ? 9 : 7)] ?? '';
  const raw = (): string => ['x', ' ', '  ', '$', '%', '$$', '$${', '%%{', '{', '}', 'é', '😀', '~', 'EOT', '\t', '\u00a0', '# c', '//'][below(18)] ?? '';
  const escape = (): string => ['\\n', '\\t', '\\"', '\\\\', '\\u0041', '\\U0001F600', '\\r', '\\q', '\\u12', '\\$'][below(fault ? 10 : 7)] ?? '';
  const open = (sign: string): string => `${sign}{${below(4) === 0 ? '~' : ''}`;
  const close = (): string => (below(4) === 0 ? '~}' : '}');
  const many = (make: () => string, most: number): string => Array.from({ length: below(most + 1) }, make).join('');
  const part = (text: () => string): string => {
    if (left-- <= 0) return text();
    const inside = (): string => many(() => part(text), 2);
    return pick([
      text, text, text, text,
      () => `${open('$')}${blank()}${expression()}${blank()}${close()}`,
      () => `${open('%')} if ${expression()} ${close()}${inside()}${below(2) === 0 ? `${open('%')} else ${close()}${inside()}` : ''}${open('%')} endif ${close()}`,
      () => `${open('%')} for k, v in ${expression()} ${close()}${inside()}${open('%')} endfor ${close()}`,
      () => (fault ? `${open('%')} ${['else', 'endif', 'endfor', 'x'][below(4)] ?? ''} ${close()}` : text()),
    ]);
  };
  const quoted = (): string => `"${many(() => part(() => pick([raw, escape])), 4)}"`;
  const heredoc = (): string => {
    const line = (): string => `${['', ' ', '  ', '    ', '\t'][below(5)] ?? ''}${many(() => part(raw), 3)}${below(8) === 0 ? '\r\n' : '\n'}`;
    return `<<${below(2) === 0 ? '-' : ''}EOT\n${many(line, 4)}${['', '  '][below(2)] ?? ''}EOT${below(6) === 0 ? '  ' : ''}\n`;
  };
  const items = (make: () => string, separator: () => string): string => Array.from({ length: below(4) }, make).join(separator());
  function expression(): string {
    if (left-- <= 0) return name();
    return pick([
      name, digits, quoted, quoted,
      () => `${expression()}.${pick([name, digits, () => '*'])}`,
      () => `${expression()}[${gap()}${expression()}${gap()}]`,
      () => `${expression()}[*].${name()}`,
      () => `[${gap()}${items(expression, () => `,${gap()}`)}${gap()}]`,
      () => `{${gap()}${items(() => `${expression()}${blank()}${below(2) === 0 ? '=' : ':'}${blank()}${expression()}`, () => (below(2) === 0 ? ', ' : '\n'))}${gap()}}`,
      () => `(${gap()}${expression()}${gap()})`,
      () => `f(${gap()}${items(expression, () => ',')}${below(5) === 0 ? '...' : ''}${gap()})`,
      () => `${expression()}${blank()}${['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'][below(13)] ?? ''}${blank()}${expression()}`,
      () => `${expression()} ? ${expression()} : ${expression()}`,
      () => `${below(2) === 0 ? '!' : '-'}${expression()}`,
      () => `[for ${below(2) === 0 ? 'k, ' : ''}v in ${expression()} : ${expression()}${below(3) === 0 ? ` if ${expression()}` : ''}]`,
      () => `{for k, v in ${expression()} : ${expression()} => ${expression()}${below(3) === 0 ? '...' : ''}}`,
      heredoc,
      () => (fault ? (['`', "'x'", ';', '&', '<<', '..', '=', '"', '${', ']', ')', '}', '/*', '\r'][below(14)] ?? '') : name()),
    ]);
  }
  const item = (depth: number): string =>
    pick([
      () => `${name()}${blank()}=${blank()}${expression()}${blank()}\n`,
      () => `${name()} = ${expression()}${below(4) === 0 ? ' # c' : ''}\n`,
      () => `${name()} "${many(() => pick([raw, escape]), 2)}" ${name()} {\n${depth < 2 ? many(() => item(depth + 1), 3) : ''}}\n`,
      () => `${name()} { ${name()} = ${expression()} }\n`,
      () => ['# c\n', '// c\r\n', '/* c\n */\n', '\n'][below(4)] ?? '',
      () => (fault ? pick([expression, name, () => '}', () => '"x" = 1\n', () => 'a {', () => 'a { b = 1, c = 2 }\n']) : ''),
    ]);
  return many(() => item(0), 5);
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
