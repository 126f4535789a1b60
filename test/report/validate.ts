import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { tools } from './tools.js';

let compiled: ValidateFunction | undefined;

/** Every way in which `log` is not SARIF 2.1.0 by its JSON schema; see test/tools for where that comes from. */
export function validateSarif(log: unknown): string[] {
  compiled ??= compile();
  if (compiled(log)) return [];
  return (compiled.errors ?? []).map(({ instancePath, message, params }) => `${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`);
}

/** Compiling takes most of a second: once a process. */
function compile(): ValidateFunction {
  const found = tools();
  if (!found.available) throw new Error(found.why);
  // The schema gives some enumerations no type, and requires properties outside the object that defines them.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats(ajv);
  return ajv.compile(found.schema as object);
}
