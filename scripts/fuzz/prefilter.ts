import type { Input, Texts } from './input.js';
import { linted } from './linted.js';
import type { Random } from './random.js';
import { written } from './reporting.js';

/**
 * What is passed over because no word in it matters holds nothing: read in full, files that are met while walking are told the same. Looked
 * at as they are, and without some of the words that matter, for only then is there something to pass over.
 */
export async function prefilterFaults(input: Input, random: Random): Promise<readonly string[]> {
  const faults = await Promise.all([input, { ...input, read: without(input.read, random) }].map(async (one) => {
    const [filtered, full] = [written(await linted(one, { prefilter: true })), written(await linted(one, { prefilter: false }))];
    return filtered === full ? [] : [`in full it says\n${full}\nand with the prefilter\n${filtered}\nof ${JSON.stringify(one.read)}`];
  }));
  return faults.flat();
}

const words = ['AWS::CloudTrail', 'AWS::IAM', 'CloudTrail', 'cloudtrail', 'Trail', 'trail', 'Selector', 'selector', 'Statement', 'statement', 'Policy', 'policy', 'Polic', 'polic', 'iam', 'boto3', 'aws-cdk-lib', 'cdktf', 'pulumi', 'Put', 'put_', 'put-', 'stop', 'Resources', 'resource', 'Transform', 'aws', 'AWS'];

/** The same without some words, wherever they stand; paths stay as they are. */
function without(texts: Texts, random: Random): Texts {
  const gone = words.filter(() => random.chance(2));
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, gone.reduce((now, word) => now.replaceAll(word, 'x'), text)]));
}
