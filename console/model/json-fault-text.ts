/** Why a text is no JSON, or undefined where it is. */
export function jsonFault(text: string): string | undefined {
  if (text.trim() === '') return 'An input is needed; without data it is {}';
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
