/** What a description in the registry may not have: line breaks, and what joins signs (EntityDescription of the API's model). */
const NOT_IN_A_DESCRIPTION = /[^\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]/gu;
const ELLIPSIS = '...';

/** At most so many characters, of which none is half of one. */
export function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters - ELLIPSIS.length).replace(/[\ud800-\udbff]$/, '')}${ELLIPSIS}`;
}

/** The text as the registry takes it for a description. */
export function descriptionText(text: string, characters: number): string {
  return shortened(text.replace(NOT_IN_A_DESCRIPTION, '?'), characters);
}

/** At most so many texts of at most so many characters; the last one says how many more there are. */
export function fewTexts(texts: readonly string[], count: number, characters: number): readonly string[] {
  const shown = texts.slice(0, texts.length > count ? count - 1 : count).map((text) => shortened(text, characters));
  return texts.length > count ? [...shown, `and ${texts.length - shown.length} more`] : shown;
}
