import { parseXml, type XmlElement } from './xml.js';

/**
 * Validates documents by a schema (XML Schema 1.0): as much of it as the two schemas of test reports in test/tools use. What
 * they do not use is refused, so that nothing passes because it was not understood.
 */
export function validator(schemaText: string): (document: string) => readonly string[] {
  const schema = new Schema(parseXml(schemaText));
  return (document) => {
    const root = parseXml(document);
    const declaration = schema.element(root.name);
    return declaration === undefined ? [`${root.name} may not be the root`] : schema.faults(root, declaration, `/${root.name}`);
  };
}

const local = ({ name }: XmlElement): string => name.replace(/^xs:/u, '');
const of = (node: XmlElement, ...names: readonly string[]): readonly XmlElement[] => node.children.filter((child) => names.includes(local(child)));
const named = (nodes: readonly XmlElement[], name: string): XmlElement | undefined => nodes.find(({ attributes }) => attributes.get('name') === name);

class Schema {
  readonly #root: XmlElement;
  constructor(root: XmlElement) {
    this.#root = root;
    const known = ['schema', 'annotation', 'documentation', 'element', 'complexType', 'simpleType', 'sequence', 'choice', 'attribute', 'restriction', 'extension', 'simpleContent', 'complexContent', 'pattern', 'minLength', 'whiteSpace'];
    const check = (node: XmlElement): void => {
      if (!known.includes(local(node))) throw new Error(`${node.name} is not understood`);
      node.children.forEach(check);
    };
    check(root);
  }

  element(name: string): XmlElement | undefined {
    return named(of(this.#root, 'element'), name);
  }

  faults(node: XmlElement, declaration: XmlElement, path: string): readonly string[] {
    const typeName = declaration.attributes.get('type');
    const type = of(declaration, 'complexType')[0] ?? of(declaration, 'simpleType')[0] ?? (typeName === undefined ? undefined : this.#typeNamed(typeName));
    if (type === undefined) return [...(node.children.length > 0 ? [`${path}: has elements`] : []), ...[...node.attributes.keys()].map((name) => `${path}/@${name}: not allowed`), ...builtIn(typeName ?? '', node.text, path)];
    if (local(type) === 'simpleType') return [...(node.children.length > 0 ? [`${path}: has elements`] : []), ...[...node.attributes.keys()].map((name) => `${path}/@${name}: not allowed`), ...this.#simple(type, node.text, path)];
    return [...this.#attributes(node, type, path), ...this.#content(node, type, path)];
  }

  #typeNamed(name: string): XmlElement | undefined {
    return named(of(this.#root, 'complexType', 'simpleType'), name);
  }

  /** A type, and what it extends. */
  #bases(type: XmlElement): readonly XmlElement[] {
    const extension = of(type, 'complexContent', 'simpleContent').flatMap((content) => of(content, 'extension'))[0];
    const base = this.#typeNamed(extension?.attributes.get('base') ?? '');
    return [...(base !== undefined && local(base) === 'complexType' ? this.#bases(base) : []), ...(extension === undefined ? [] : [extension]), type];
  }

  #attributes(node: XmlElement, type: XmlElement, path: string): readonly string[] {
    const declared = this.#bases(type).flatMap((one) => of(one, 'attribute'));
    const missing = declared.filter(({ attributes }) => attributes.get('use') === 'required' && !node.attributes.has(attributes.get('name') ?? '')).map(({ attributes }) => `${path}/@${attributes.get('name') ?? ''}: missing`);
    const wrong = [...node.attributes].flatMap(([name, value]) => {
      const attribute = named(declared, name);
      if (attribute === undefined) return [`${path}/@${name}: not allowed`];
      const inline = of(attribute, 'simpleType')[0];
      return inline === undefined ? this.#value(attribute.attributes.get('type') ?? '', value, `${path}/@${name}`) : this.#simple(inline, value, `${path}/@${name}`);
    });
    return [...missing, ...wrong];
  }

  #value(typeName: string, value: string, path: string): readonly string[] {
    const type = this.#typeNamed(typeName);
    return type === undefined ? builtIn(typeName, value, path) : this.#simple(type, value, path);
  }

  #simple(type: XmlElement, value: string, path: string): readonly string[] {
    return of(type, 'restriction').flatMap((restriction) => [
      ...this.#value(restriction.attributes.get('base') ?? '', value, path),
      ...of(restriction, 'pattern').flatMap(({ attributes }) => (new RegExp(`^(?:${attributes.get('value') ?? ''})$`, 'u').test(value) ? [] : [`${path}: ${value} does not match`])),
      ...of(restriction, 'minLength').flatMap(({ attributes }) => (value.trim().length < Number(attributes.get('value')) ? [`${path}: too short`] : [])),
    ]);
  }

  #content(node: XmlElement, type: XmlElement, path: string): readonly string[] {
    const bases = this.#bases(type);
    const models = bases.flatMap((one) => of(one, 'sequence', 'choice'));
    const isText = type.attributes.get('mixed') === 'true' || of(type, 'simpleContent').length > 0;
    const text = isText || node.text.trim() === '' ? [] : [`${path}: has text`];
    const inside = new Map<string, XmlElement>();
    const pattern = new RegExp(`^${models.map((model) => this.#pattern(model, inside)).join('')}$`, 'u');
    if (!pattern.test(node.children.map(({ name }) => `<${name}>`).join(''))) return [...text, `${path}: has ${node.children.map(({ name }) => name).join()}`];
    return [...text, ...node.children.flatMap((child, index) => this.faults(child, inside.get(child.name) ?? child, `${path}/${child.name}[${index}]`))];
  }

  /** A model as a regular expression over the names of children; `inside` gets their declarations. */
  #pattern(model: XmlElement, inside: Map<string, XmlElement>): string {
    const { attributes } = model;
    const most = attributes.get('maxOccurs') ?? '1';
    const occurs = `{${attributes.get('minOccurs') ?? '1'},${most === 'unbounded' ? '' : most}}`;
    if (local(model) !== 'element') return `(?:${of(model, 'element', 'sequence', 'choice').map((part) => this.#pattern(part, inside)).join(local(model) === 'choice' ? '|' : '')})${occurs}`;
    const reference = attributes.get('ref');
    const name = reference ?? attributes.get('name') ?? '';
    const declaration = reference === undefined ? model : this.element(reference);
    if (declaration === undefined) throw new Error(`${name} is not declared`);
    inside.set(name, declaration);
    return `(?:<${name}>)${occurs}`;
  }
}

function builtIn(type: string, value: string, path: string): readonly string[] {
  const patterns: Readonly<Record<string, RegExp>> = { 'xs:string': /^[^]*$/u, 'xs:token': /^[^]*$/u, 'xs:int': /^\s*[+-]?\d{1,9}\s*$/u, 'xs:decimal': /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*$/u, 'xs:dateTime': /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u };
  const pattern = patterns[type];
  if (pattern === undefined) throw new Error(`the type ${type} is not understood`);
  return pattern.test(value) ? [] : [`${path}: ${value} is no ${type}`];
}
