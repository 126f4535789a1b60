import * as ts from 'typescript';
import { gap } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import { methodOf } from '../evaluation/classes.js';
import { invoke, openParameters } from '../evaluation/functions.js';
import type { Module } from './modules.js';
import { placeOf } from './places.js';
import type { Run } from '../run.js';
import { within } from '../values/scope.js';
import type { FunctionValue, InstanceValue } from '../values/values.js';

/** A function that nothing in view calls. */
export interface Handler {
  readonly declaration: ts.Node;
  readonly module: Module;
  readonly call: (run: Run) => void;
}

/** More than one program has, unless it is made to hang. */
const MOST_HANDLERS = 500;

/**
 * What a program makes and hands out, for somebody to call who is not in view: functions that it never calls, and methods of things
 * that it makes itself, of which the text mentions what is looked for. Calling one may make more.
 */
export function* handlersOf(run: Run, used: ReadonlySet<ts.Node>, mentions: RegExp): Iterable<Handler> {
  let given = 0;
  for (const value of run.handedOut.values()) {
    for (const handler of value.kind === 'function' ? [ofFunction(value)] : ofInstance(value)) {
      if (used.has(handler.declaration) || !mentions.test(textOf(handler).toLowerCase())) continue;
      if (++given > MOST_HANDLERS) {
        run.problems.push(gap('This hands out more functions than are followed: what they call is not checked', onOneLine(placeOf(handler.declaration, handler.module).span)));
        return;
      }
      yield handler;
    }
  }
}

const textOf = ({ declaration, module }: Handler): string => module.source.text.slice(declaration.pos, declaration.end);

const ofFunction = (value: FunctionValue): Handler => ({
  declaration: value.declaration,
  module: value.scope.module,
  call: (run) => {
    invoke(value, openParameters(value.declaration.parameters, within(value.scope), run, ''), value.origin, run);
  },
});

function ofInstance(instance: InstanceValue): readonly Handler[] {
  const { declaration, scope, name } = instance.cell.of;
  return declaration.members.flatMap((element): readonly Handler[] => {
    if (!ts.isMethodDeclaration(element) || element.body === undefined || !ts.isIdentifier(element.name)) return [];
    const method = element.name.text;
    const call = (run: Run): void => {
      const found = methodOf(instance, method, instance.origin, run);
      if (found?.kind === 'function' && found.declaration === element) invoke(found, openParameters(element.parameters, within(found.scope), run, `${name}.${method}`), found.origin, run);
    };
    return [{ declaration: element, module: scope.module, call }];
  });
}
