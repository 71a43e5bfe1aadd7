/** Whether a text has what was typed into a search, in capitals or not; whatever was typed as blanks around it does not count. */
export function holds(text: string, search: string): boolean {
  return text.toLowerCase().includes(search.trim().toLowerCase());
}
