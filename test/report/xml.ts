/** A reader of XML 1.0 that takes nothing but what is well-formed: documents without a DTD, as our reports are. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text in it, without that of its children. */
  readonly text: string;
}

/** Section 2.2, Char. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const NAME = '[A-Za-z_:][\\w:.-]*';
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Throws where the text is not well-formed, with the offset. */
export function parseXml(text: string): XmlElement {
  const illegal = ILLEGAL.exec(text);
  if (illegal !== null) throw new Error(`a character that XML does not have at ${illegal.index}`);
  const stack: Open[] = [{ name: '', attributes: new Map(), children: [], text: '' }];
  let at = /^<\?xml version="1\.0" encoding="UTF-8"\s*\?>/iu.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const top = stack.at(-1);
    if (top === undefined) throw new Error(`more is closed than was opened at ${at}`);
    const comment = /<!--(?:(?!--)[^])*-->/uy;
    comment.lastIndex = at;
    const skipped = comment.exec(text);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const raw = text.slice(at, end < 0 ? undefined : end);
      if (raw.includes(']]>')) throw new Error(`]]> in a text at ${at}`);
      if (stack.length === 1 && raw.trim() !== '') throw new Error(`text outside the root at ${at}`);
      top.text += resolved(raw, at);
      at += raw.length;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) throw new Error(`no tag at ${at}: ${text.slice(at, at + 40)}`);
    at += tag[0].length;
    const [, closing, name = '', list = '', empty] = tag;
    if (closing === '/') close(stack, name, list + (empty ?? ''), at);
    else {
      stack.push({ name, attributes: attributesOf(list, at), children: [], text: '' });
      if (empty === '/') close(stack, name, '', at);
    }
  }
  const [root] = stack;
  if (stack.length !== 1 || root === undefined) throw new Error(`${stack.at(-1)?.name ?? ''} is not closed`);
  const [only, ...others] = root.children;
  if (only === undefined || others.length > 0) throw new Error('not one root');
  return only;
}

function close(stack: Open[], name: string, rest: string, at: number): void {
  const done = stack.pop();
  if (done?.name !== name || rest !== '' || stack.length === 0) throw new Error(`</${name}> closes ${done?.name ?? 'nothing'} at ${at}`);
  stack.at(-1)?.children.push(done);
}

function attributesOf(list: string, at: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of list.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`${name} twice at ${at}`);
    // Section 3.3.3: line ends and tabs are blanks there.
    attributes.set(name, resolved((double ?? single ?? '').replace(/[\t\n\r]/gu, ' '), at));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolved(raw: string, at: number): string {
  return raw.replace(/&([^;]*);?/gu, (whole, name: string) => {
    const value = ENTITIES[name];
    if (value === undefined || !whole.endsWith(';')) throw new Error(`${whole.slice(0, 20)} is no entity, at ${at}`);
    return value;
  });
}
