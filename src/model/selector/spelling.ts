/** How a vocabulary spells a name of the API: `event_selector` for `EventSelectors`. */
export type Spelling = (apiName: string) => string;

export const asInTheApi: Spelling = (name) => name;
