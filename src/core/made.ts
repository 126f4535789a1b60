import type { Ignore } from './ignore.js';
import type { Span } from './source.js';

/** How something in a generated text came to be: a resource in a template that the CDK synthesized. */
export interface Made {
  /** The path of the construct that a finding is about, as in `AuditStack/Trail`, without what `constructOf` takes off; undefined where the output does not tell. */
  readonly construct: string | undefined;
  /** The expression in the program that made it, on one line; undefined where the output does not tell, or it is not at hand. */
  readonly created: Span | undefined;
  /** The files of the program that were on the stack when it was made, as in `Source.path`. */
  readonly files: readonly string[];
  /** The folder in which the output lies: usually that of the program. */
  readonly project: string;
  /** What the generated text is, in words: "stack `Prod/Audit`". */
  readonly within: string;
  /** What the program says about rules there. */
  readonly ignores: readonly Ignore[];
}

/**
 * The path of the construct that people know: without its default child (`Resource` or `Default`; constructs documentation,
 * `Node.defaultChild`), and without the policy that the IAM constructs make for a principal.
 */
export const constructOf = (path: string): string => path.replace(/^\//u, '').replace(/\/(?:Resource|Default)$/u, '').replace(/\/DefaultPolicy$/u, '');

/** Whether a program's file may be one of those that made it. */
export const mayHaveMade = ({ files, project }: Pick<Made, 'files' | 'project'>, file: string): boolean => files.includes(file) || project === '' || file.startsWith(`${project}/`);
