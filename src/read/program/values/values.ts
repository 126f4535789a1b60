import type ts from 'typescript';
import type { Origin, Source } from '../../../core/source.js';
import type { Scope } from './scope.js';
import type { Guards, Test } from './tests.js';

/**
 * What an expression of a program comes to. Nothing is run: what comes from packages is an `External`, known by how it came to
 * be; what depends on something that is not settled is a `Choice`, or unknown with its reason.
 */
export type Value = Scalar | Undefined | TextValue | ListValue | ObjectValue | FunctionValue | ClassValue | InstanceValue | ExternalValue | JsonValue | Choice | UnknownValue;

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Of a text that was put together, or of one with escapes: its parts, with the way back to where they stand. */
  readonly pieces?: readonly TextPiece[];
  readonly origin: Origin;
}

/** A part of a text as it stands in a source. */
export interface TextPiece {
  readonly text: string;
  /** Of a literal, its token with the quotes; of anything else, the place of use. */
  readonly origin: Origin;
  /**
   * For each UTF-16 code unit of `text` its offset from the start of the token, one more for the end; a number where all stand as far
   * behind their place in `text`; undefined where places in it are not known.
   */
  readonly offsets?: readonly number[] | number;
}

export interface Undefined {
  readonly kind: 'undefined';
  readonly origin: Origin;
}

/** A text of which parts are not scalars: `arn:aws:cloudtrail:${this.region}:...`. */
export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly (TextPiece | Value)[];
  readonly origin: Origin;
}

/** The text of a value in JSON: mostly it becomes that value again elsewhere. */
export interface JsonValue {
  readonly kind: 'json';
  readonly value: Value;
  readonly origin: Origin;
}

/** Lists, objects and instances are cells that several values share: what is done to one is done to all. */
export interface ListValue {
  readonly kind: 'list';
  readonly cell: ListCell;
  readonly origin: Origin;
}

export interface ListCell {
  items: readonly Item[];
  /** What held when it was made: only what came later decides on its changes. */
  readonly made: Guards;
}

/** A member of a list; `rest` stands for any number of members that are not known. */
export interface Item {
  readonly value: Value;
  /** Under which it is there, beyond what held when the list was made. */
  readonly test: Test;
  readonly rest: boolean;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly cell: ObjectCell;
  readonly origin: Origin;
}

export interface ObjectCell {
  /** In the order of their making. A Map: no key of a program touches a prototype. */
  readonly entries: Map<string, Slot>;
  /** What was spread into it and may set any member that no later entry sets. */
  rest: readonly UnknownValue[];
  readonly made: Guards;
}

export interface Slot {
  readonly key: Origin;
  /** A function where `getter` holds: its result is the value. */
  readonly value: Value;
  readonly getter: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly declaration: ts.SignatureDeclaration;
  readonly scope: Scope;
  /** What `this` is in it; arrow functions take it from their scope. */
  readonly self: Value | undefined;
  readonly origin: Origin;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly cell: ClassCell;
  readonly origin: Origin;
}

export interface ClassCell {
  readonly name: string;
  readonly declaration: ts.ClassLikeDeclaration;
  readonly scope: Scope;
  /** What it extends. */
  readonly base: Value | undefined;
  readonly statics: ObjectCell;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly cell: InstanceCell;
  readonly origin: Origin;
}

/** An instance of a class of the program. */
export interface InstanceCell {
  readonly of: ClassCell;
  readonly fields: ObjectCell;
  /** What the class of a package makes that it extends, once its constructor was called. */
  base: External | undefined;
}

export interface ExternalValue {
  readonly kind: 'external';
  readonly external: External;
  readonly origin: Origin;
}

/** One or the other, as a test comes out. */
export interface Choice {
  readonly kind: 'choice';
  readonly test: Test;
  readonly then: Value;
  readonly otherwise: Value;
  readonly origin: Origin;
  /** Whether it counts as true, and whether it is null or undefined, once that was asked. */
  truth?: Test;
  absence?: Test;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** In words that fit behind "because". */
  readonly reason: string;
  /** Where it is something that a person or a deployment chooses. */
  readonly input?: ProgramInput;
  readonly origin: Origin;
}

/** Something that is chosen outside of the program, with all that the program compares it with. */
export interface ProgramInput {
  /** As a person would write it: `props.stage`, `process.env.STAGE`, `context stage`. Unique in a program. */
  readonly name: string;
  /** What it is if nobody chooses: what the context of `cdk.json` says. */
  readonly default: Scalar | undefined;
  /** Whether it is a part of the environment or of a context, where everything may be missing, and is a text. */
  readonly outside: boolean;
  readonly literals: Set<string | number | boolean | null>;
  /** Whether it is one of these, and nothing else. */
  readonly closed?: boolean;
  /** Whether the program asks if there is a value at all: then it can go without. */
  optional: boolean;
  /** Whether the program asks if it is true. */
  tested: boolean;
}

/** Something that a package makes or is. It is one object, however many values stand for it. */
export interface External {
  readonly how: How;
  /** What is done with it, in order: calls of its methods, and assignments to its members. */
  readonly effects: Effect[];
  /** Its members, each an external of its own. */
  readonly members: Map<string, External>;
  /** Under which it came to be. */
  readonly guards: Guards;
  /** The expression that makes it. */
  readonly at: Origin;
}

export type How =
  /** A name of a package: `aws-cdk-lib/aws-cloudtrail`, `['ManagementEventSources', 'KMS']`; no names for the package as a whole. */
  | { readonly kind: 'import'; readonly module: string; readonly names: readonly string[] }
  /** `new callee(...args)`; `by` is the instance of a class of the program that extends `callee`. */
  | { readonly kind: 'new'; readonly callee: Value; readonly args: readonly Argument[]; readonly by: InstanceCell | undefined }
  | { readonly kind: 'call'; readonly callee: Value; readonly args: readonly Argument[] }
  /** A member of something that is no import. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string };

/** `rest`: any number of arguments that are not known. */
export interface Argument {
  readonly value: Value;
  readonly rest: boolean;
}

export interface Effect {
  /** The name of the method or of the member. */
  readonly name: string;
  readonly kind: 'call' | 'set';
  /** Of an assignment the value alone. */
  readonly args: readonly Argument[];
  readonly guards: Guards;
  /** The expression. */
  readonly at: Origin;
  /** What a call gives: an external whose `how` is that call. */
  readonly result: External | undefined;
  /** Grows over the whole program. */
  readonly order: number;
}

/** A text in the program, and where it is. */
export const spanOf = (source: Source, start: number, end: number): Origin => ({ span: { source, start, end }, via: 'literal' });
