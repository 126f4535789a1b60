import { groups, type Group, type Place, type Sign, type Test } from './signs.js';

/**
 * The pattern of a metric filter. An item of a list is asked for by its number there, and a pattern has 1,024 characters at
 * most: of what stands in lists it is only asked whether it is said at all. CloudWatch Logs User Guide, "Filter pattern syntax".
 */
export const cloudWatch = (): string => `{ ${all(['$.eventSource = "cloudtrail.amazonaws.com"', '$.errorCode NOT EXISTS', any(alternatives())])} }\n`;

const row = (operator: string) => (parts: readonly string[]): string => (parts.length === 1 ? parts.join('') : parts.map((part) => `(${part})`).join(operator));
const all = row(' && ');
const any = row(' || ');

/** Names that say it by themselves first; those of which more is asked behind. */
function alternatives(): readonly string[] {
  const broad = new Set(groups().flatMap(({ names, place }) => (place === undefined || isBroad(place) ? names : [])));
  const narrow = groups().flatMap(({ names, place }): readonly Group[] => {
    const left = names.filter((name) => !broad.has(name));
    return place === undefined || left.length === 0 ? [] : [{ names: left, place }];
  });
  return [...[...broad].map(named), ...narrow.map(({ names, place }) => (place === undefined ? any(names.map(named)) : all([any(names.map(named)), asked(place)])))];
}

const named = (name: string): string => `$.eventName = "${name}"`;

/** Nothing can be asked but the name. */
const isBroad = ({ repeated, sure }: Place): boolean => repeated && sure === undefined;

function asked({ path, repeated, sure, signs }: Place): string {
  // The first member is no list; of the others, the first item has to do.
  const within = `$.${path.map((member, at) => (repeated && at > 0 ? `${member}[0]` : member)).join('.')}`;
  return repeated && sure !== undefined ? `${within}.${sure} = "*"` : any(signs.map((sign) => held(within, sign)));
}

const held = (within: string, sign: Sign): string => [...sign].map(([member, test]) => condition(`${within}.${member}`, test)).join(' && ');

function condition(selector: string, test: Test): string {
  switch (test.kind) {
    case 'one-of':
      return any(test.values.map((value) => `${selector} = "${value}"`));
    case 'is':
      return `${selector} IS ${test.value ? 'TRUE' : 'FALSE'}`;
    case 'other-than':
      return all(test.values.map((value) => `${selector} != "${value}"`));
    case 'begins':
      return `${selector} = "${test.text}*"`;
    case 'ends':
      return `${selector} = "*${test.text}"`;
  }
}
