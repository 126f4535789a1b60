import { tables } from '../../src/read/program/load.js';
import { diagnosticsOf, parseProgram } from '../../src/read/program/project/modules.js';
import { glanceAt } from '../../src/read/program/written/glance/glance.js';
import { lookAt } from '../../src/read/program/written/look.js';
import { together } from '../../src/read/program/written/written.js';
import type { Input } from './input.js';

const written = together(tables.map((table) => table.written));

/** What is settled at a glance is settled once it is parsed, and brings in no more. */
export function glanceFaults({ read, beside = {} }: Input): readonly string[] {
  return Object.entries({ ...read, ...beside }).flatMap(([path, text]) => (/\.[cm]?[jt]sx?$/iu.test(path) && !agrees(path, text) ? [`at a glance ${path} is settled, and parsed it is not: ${JSON.stringify(text)}`] : []));
}

export function agrees(path: string, text: string): boolean {
  const glanced = written === undefined ? undefined : glanceAt(text, written);
  if (written === undefined || glanced?.settled !== true) return true;
  const tree = parseProgram({ path, text, bom: false });
  if (diagnosticsOf(tree).length > 0) return true;
  const looked = lookAt(tree, written);
  return looked.settled && looked.modules.every((module) => glanced.modules.includes(module));
}
