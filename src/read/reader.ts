import type { Paths } from '../core/globs.js';
import type { Node } from '../core/node.js';
import type { Source } from '../core/source.js';
import type { Unit } from '../core/unit.js';
import type { Library } from './library.js';
import type { GivenParameters } from './parameters/set.js';
import type { GivenVariable } from './terraform/inputs/given.js';

/** One document of a file: a YAML file may hold several. */
export interface Document {
  readonly source: Source;
  /** Of what was settled when it was read (`Reader.loadSettling`) nothing is kept but its text: it is read again if somebody asks for it, and throws `FullReaderNeeded` then as `parseNow` does. */
  readonly root: Node;
  /** What it comes to, where that was settled. */
  readonly settled?: Unit;
}

export interface ReadOptions {
  /** What is known of CloudFormation parameters from outside of the templates. */
  readonly parameters: GivenParameters;
  /** Files whose policy documents are no identity policies: they grant nothing. */
  readonly notGranting: readonly Paths[];
  /** Files that documents name. */
  readonly library: Library;
  /** Those that the user named: what is wrong with how they are written is told, even if nothing in them can matter. None where it is not given. */
  readonly named?: ReadonlySet<Source>;
  /** Every document of the run that the same reader recognises. */
  readonly others: readonly Document[];
  /** `false`: what is known to tell nothing as it is written is evaluated all the same. */
  readonly prefilter?: boolean;
  /** What the files of a folder come to, where it is one of a syntax in which they are one document. It throws `FullReaderNeeded` as `parseNow` does. */
  readonly configuration: (folder: string) => readonly Unit[];
}

/** Documents to units. */
export type Read = (documents: readonly Document[], options: ReadOptions) => readonly Unit[];

/** One syntax: text has been read into nodes already, this gives them the form of a vocabulary. */
export interface Reader {
  readonly id: string;
  readonly recognises: (root: Node) => boolean;
  /**
   * `first`: a document is read by itself, before the folders beside it. `last`: by itself, once all those that it may refer
   * to are there. `together`: all in one.
   */
  readonly order: 'first' | 'last' | 'together';
  /** Reads them; what is large is loaded when there are any. */
  readonly load: () => Promise<Read>;
  /** Where most documents tell nothing, whatever else there is: tells them apart as soon as they are there, so that none of their trees is kept. */
  readonly loadSettling?: () => Promise<Settle>;
}

/** What a document of this root comes to, as `Read` gives it, where nothing that stands outside of it could change that; else undefined. */
export type Settle = (root: Node, source: Source) => Unit | undefined;

/** A syntax of texts that are no documents: programs, scripts. */
export interface TextReader {
  readonly id: string;
  /** By the name of the file, or by its first line. */
  readonly claims: (path: string, text: string) => boolean;
  /** Whether a file is read for itself: no test is deployed, and a part of a program is read where one imports it. All are where it is not given. */
  readonly takes?: (source: Source) => boolean;
  /** False only where nothing in the text can matter, nor what it brings in. */
  readonly mayMatter: (source: Source) => boolean;
  /** Reads them; loaded when there are any. */
  readonly load: () => Promise<ReadTexts>;
}

/** Texts to units, in parts: what goes wrong with one leaves the others as they are. */
export type ReadTexts = (sources: readonly Source[], options: ReadOptions) => Iterable<{ readonly path: string; readonly read: () => readonly Unit[] }>;

/** What the readers of folders need besides. */
export interface FolderOptions extends Pick<ReadOptions, 'library' | 'notGranting'> {
  /** Values for the variables of root modules, in the order in which they were given: of one name the last counts. */
  readonly variables: readonly GivenVariable[];
  /** `TF_VAR_name`, which come behind what folders hold and behind `variables`. */
  readonly environment: ReadonlyMap<string, string>;
}

/** A syntax in which the files of a folder are one document: they are known by their names. */
export interface FolderReader {
  readonly id: string;
  readonly claims: (path: string) => boolean;
  /** False only where nothing in these files, given of one folder, can matter, nor what they use. */
  readonly mayMatter: (given: readonly Source[]) => boolean;
  /** Reads them; loaded when there are any. */
  readonly load: () => Promise<LoadedFolderReader>;
}

export interface LoadedFolderReader {
  /** The folders that one uses, directly or not, as far as that can be told without evaluating anything. */
  readonly usedBy: (folder: string, library: Library) => readonly string[];
  /** Of a folder of which it shows without evaluating anything that nothing can be told of it, by itself or for what uses it, its first file. */
  readonly settled: (folder: string, options: FolderOptions) => Source | undefined;
  /** Reads a folder, of which `given` are the files at hand. */
  readonly read: (folder: string, given: readonly Source[], options: FolderOptions) => readonly Unit[];
}
