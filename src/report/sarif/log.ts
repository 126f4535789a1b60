/** The part of SARIF 2.1.0 that keytrail writes; names are the specification's. `test/report/validate.ts` holds the whole schema against it. */
import type { Level } from '../../check/finding.js';

export interface Log {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly Run[];
}

export interface Run {
  readonly tool: { readonly driver: ToolComponent };
  readonly automationDetails?: { readonly id: string; readonly properties?: Readonly<Record<string, string>> };
  readonly language: string;
  readonly columnKind: 'utf16CodeUnits';
  readonly newlineSequences: readonly string[];
  readonly defaultEncoding: string;
  readonly invocations: readonly Invocation[];
  readonly artifacts?: readonly Artifact[];
  readonly taxonomies?: readonly ToolComponent[];
  readonly results: readonly Result[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface ToolComponent {
  readonly name: string;
  readonly guid?: string;
  readonly fullName?: string;
  readonly version?: string;
  readonly semanticVersion?: string;
  readonly organization?: string;
  readonly informationUri: string;
  readonly language?: string;
  readonly shortDescription?: Message;
  readonly isComprehensive?: boolean;
  readonly supportedTaxonomies?: readonly ToolComponentReference[];
  readonly rules?: readonly ReportingDescriptor[];
  readonly notifications?: readonly ReportingDescriptor[];
  readonly taxa?: readonly ReportingDescriptor[];
}

export interface ToolComponentReference {
  readonly name: string;
  readonly guid: string;
}

export interface Message {
  readonly text: string;
  readonly markdown?: string;
}

export interface ReportingDescriptor {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription?: Message;
  readonly fullDescription?: Message;
  readonly help?: Message;
  readonly helpUri?: string;
  readonly defaultConfiguration?: { readonly level: Level };
  readonly relationships?: readonly Relationship[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Relationship {
  readonly target: DescriptorReference;
  readonly kinds: readonly string[];
}

export interface DescriptorReference {
  readonly id: string;
  readonly index?: number;
  readonly toolComponent?: ToolComponentReference;
}

export interface Invocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications: readonly Notification[];
}

export interface Notification {
  readonly descriptor: DescriptorReference;
  readonly level: Level;
  readonly message: Message;
  readonly locations?: readonly Location[];
  readonly exception?: Exception;
}

export interface Exception {
  readonly kind: string;
  readonly message: string;
  readonly stack?: { readonly frames: readonly { readonly location: Location }[] };
}

export interface Artifact {
  readonly location: ArtifactLocation;
  readonly roles: readonly string[];
}

export interface ArtifactLocation {
  readonly uri: string;
  readonly index?: number;
}

export interface Location {
  readonly id?: number;
  readonly message?: Message;
  readonly physicalLocation?: PhysicalLocation;
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind?: string }[];
}

export interface PhysicalLocation {
  readonly artifactLocation: ArtifactLocation;
  readonly region?: LineRegion | Region;
  readonly contextRegion?: Region;
}

export interface LineRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Region extends LineRegion {
  readonly charOffset: number;
  readonly charLength: number;
  readonly snippet?: { readonly text: string };
}

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly kind: 'fail';
  readonly level: Level;
  readonly baselineState?: 'new' | 'unchanged' | 'absent';
  readonly message: Message;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly { readonly location: Location }[] }[] }[];
  readonly fixes?: readonly SarifFix[];
  readonly taxa?: readonly DescriptorReference[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly suppressions?: readonly SarifSuppression[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifSuppression {
  readonly kind: 'inSource' | 'external';
  readonly status: 'accepted';
  readonly justification: string;
  readonly location: Location;
}

export interface SarifFix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly Replacement[];
  }[];
}

export interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent?: { readonly text: string };
}
