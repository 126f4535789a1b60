import type { Problem } from '../../../core/problem.js';
import type { Span } from '../../../core/source.js';

/**
 * What stands in a file of HCL, as written: nothing is evaluated, and no name means anything yet. Plain data; every node
 * has the place of its first to its last character. No tree is deeper than `MAX_DEPTH`: whoever walks one may recurse.
 *
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export interface Syntax {
  readonly body: Body;
  /** In document order, those inside blocks and expressions too. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** `# to the end of the line`, `// to the end of the line` (without the line end), or between slashes and stars. */
export interface Comment {
  readonly kind: 'line' | 'block';
  readonly span: Span;
}

/** The whole text, or a block's braces with what stands between them. */
export interface Body {
  readonly kind: 'body';
  /** In document order; an attribute that is set twice is in it twice. */
  readonly items: readonly (Attribute | Block)[];
  /** One of each name: the first, where a name is set again, which is told. */
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  readonly span: Span;
}

/** `name = value` */
export interface Attribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  readonly span: Span;
}

/** `type "label" label { ... }`: the span runs to the closing brace, or as far as the block goes where that is missing. */
export interface Block {
  readonly kind: 'block';
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  /** What stands before the brace: for messages about the block as a whole. */
  readonly header: Span;
  readonly body: Body;
  readonly span: Span;
}

export interface Label {
  /** Decoded. */
  readonly text: string;
  /** With its quotes, if there are any. */
  readonly span: Span;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | GetAttr
  | Index
  | Splat
  | Item
  | Call
  | Tuple
  | ObjectExpression
  | For
  | Conditional
  | Unary
  | Binary
  | Parens
  | Invalid;

/** A number, `true`, `false` or `null`. Strings are templates. */
export interface Literal {
  readonly kind: 'literal';
  /** Numbers as a double; what does not fit into one is in `text`. */
  readonly value: number | boolean | null;
  readonly text: string;
  readonly span: Span;
}

/**
 * `"..."`, or a heredoc from its `<<` to the end of the line of its marker. Without parts it is the empty text. One that is
 * nothing but an interpolation is no text but that value: `soleInterpolation`.
 */
export interface Template {
  readonly kind: 'template';
  /** `flush`: a heredoc with `<<-`; the indentation that all of its lines share is no longer in its texts. */
  readonly form: 'quoted' | 'heredoc' | 'flush';
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

export type TemplatePart = TemplateText | Interpolation | IfDirective | ForDirective;

/** Text that stands for itself; `locateInLiteral` gives the place of each character. Two never follow each other. */
export interface TemplateText {
  readonly kind: 'text';
  /** Decoded: escapes, `$${`, the indentation of `<<-`, and the white space that a `~` takes away (then it may be empty). */
  readonly value: string;
  /** From its first to its last character in the file. */
  readonly span: Span;
  /** Whether `\` escapes. */
  readonly isQuoted: boolean;
  /** What of `span` it was decoded from, in order; empty where that is all of it. */
  readonly runs: readonly Run[];
}

/** Half-open, in the source of the text. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** `${value}`; what a `~` at either end takes away is no longer in the texts beside it. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly value: Expression;
  readonly span: Span;
}

/** `%{ if condition }...%{ else }...%{ endif }`; without `else` there are no parts in it. */
export interface IfDirective {
  readonly kind: 'ifDirective';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
  readonly span: Span;
}

/** `%{ for key, value in collection }...%{ endfor }` */
export interface ForDirective {
  readonly kind: 'forDirective';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

/** A name that stands for itself: what a `for` declares, an object's bare key. */
export interface Name {
  readonly kind: 'name';
  readonly text: string;
  readonly span: Span;
}

/** The first name of a reference: `var` of `var.region`. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: Span;
}

/** `object.name` */
export interface GetAttr {
  readonly kind: 'getAttr';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `collection[key]` or, as HCL 1 wrote it, `collection.0`: then the key is a literal number. */
export interface Index {
  readonly kind: 'index';
  readonly collection: Expression;
  readonly key: Expression;
  readonly isLegacy: boolean;
  readonly span: Span;
}

/** `collection[*].name[0]`, `collection.*.name`: `each` is evaluated for every item, which stands in it as `item`. */
export interface Splat {
  readonly kind: 'splat';
  /** `attributes`: `.*`, behind which only `.name` and `.0` belong to `each`. */
  readonly form: 'full' | 'attributes';
  readonly collection: Expression;
  readonly each: Expression;
  readonly span: Span;
}

/** The item of the innermost splat around it; its place is that of the `[*]` or `.*`. */
export interface Item {
  readonly kind: 'item';
  readonly span: Span;
}

/** `name(arguments)`, `provider::aws::name(arguments)` */
export interface Call {
  readonly kind: 'call';
  /** Without blanks around `::`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** `name(list...)`: the last argument is a list of arguments. */
  readonly expandsFinal: boolean;
  readonly span: Span;
}

/** `[a, b]` */
export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** `{ key = value }` */
export interface ObjectExpression {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
  readonly span: Span;
}

export interface ObjectItem {
  /** A bare name is the key itself; a variable stands in parentheses, and comes as `parens`. */
  readonly key: Name | Expression;
  readonly value: Expression;
  /** From the key to the value. */
  readonly span: Span;
}

/** `[for key, value in collection : value if condition]`, `{for key, value in collection : key => value... if condition}` */
export interface For {
  readonly kind: 'for';
  readonly makes: 'tuple' | 'object';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  /** Of an object; undefined for a tuple. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** `...`: the values of one key make a list. */
  readonly groups: boolean;
  readonly condition: Expression | undefined;
  readonly span: Span;
}

/** `condition ? whenTrue : whenFalse` */
export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly span: Span;
}

export interface Unary {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `(inner)` */
export interface Parens {
  readonly kind: 'parens';
  readonly inner: Expression;
  readonly span: Span;
}

/** What could not be read, which is told: the whole value of its attribute. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly span: Span;
}

/** The interpolation that a template consists of: its value is what `"${value}"` is, a list or a number as well. */
export function soleInterpolation({ parts }: Template): Interpolation | undefined {
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'interpolation' ? only : undefined;
}

/** The text of a template without interpolations and directives; undefined if it has any. */
export function plainTemplate({ parts }: Template): string | undefined {
  const [only] = parts;
  if (only === undefined) return '';
  return parts.length === 1 && only.kind === 'text' ? only.value : undefined;
}
