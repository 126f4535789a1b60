import { scalar, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { absent } from '../../core/value.js';
import { javascript } from './javascript.js';
import { python } from './python.js';
import type { Lexis, Token } from './tokens.js';

/** What two languages spell differently. */
export interface Language {
  readonly lexis: Lexis;
  /** The names of the calls that are looked for, each as a method; and, in JavaScript, as a class that is made with `new`. */
  readonly methods: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** The value of a name that always has the same one. */
  readonly constant: (name: string, at: Origin) => Node | undefined;
  /** What takes the members of a map or list into another one. */
  readonly spreads: ReadonlySet<string>;
  /** Arguments are given by name, and a map is a dictionary whose keys are values. */
  readonly named: boolean;
}

const operations = ['PutEventSelectors', 'CreateEventDataStore', 'UpdateEventDataStore', 'StopLogging', 'StopEventDataStoreIngestion', 'DeleteTrail', 'DeleteEventDataStore'];

/** AWS SDK for JavaScript, versions 2 and 3: `client.putEventSelectors({...})`, `new PutEventSelectorsCommand({...})`. */
const ecmaScript: Language = {
  lexis: javascript,
  methods: new Set(operations.map((name) => name.charAt(0).toLowerCase() + name.slice(1))),
  commands: new Set(operations.map((name) => `${name}Command`)),
  constant: (name, at) => (name === 'undefined' ? absent(at) : name === 'null' ? scalar(null, at) : name === 'true' || name === 'false' ? scalar(name === 'true', at) : undefined),
  spreads: new Set(['...']),
  named: false,
};

/** Boto3: `client.put_event_selectors(TrailName=..., EventSelectors=[...])`. */
export const boto: Language = {
  lexis: python,
  methods: new Set(operations.map((name) => name.replaceAll(/(?<=.)(?=[A-Z])/gu, '_').toLowerCase())),
  commands: new Set(),
  constant: (name, at) => (name === 'None' ? scalar(null, at) : name === 'True' || name === 'False' ? scalar(name === 'True', at) : undefined),
  spreads: new Set(['*', '**']),
  named: true,
};

/** A statement that no script for Node.js has, and every script that calls through Boto3: it is imported, or handed to a function. */
const PYTHON = /^[ \t]*(?:import[ \t][\w., \t]*boto3|from[ \t]+[\w.]+[ \t]+import\b|(?:async[ \t]+)?def[ \t]+\w+[ \t]*\()/mu;

export const languageOf = (text: string): Language => (PYTHON.test(text) ? boto : ecmaScript);

/** Whether a token is one of these signs. */
export const isSign = (token: Token | undefined, ...signs: readonly string[]): boolean => token?.kind === 'sign' && signs.includes(token.text);
