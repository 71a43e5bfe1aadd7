/** By this line the comment of an earlier run is found, to be written again. */
export function commentMarker(stack: string): string {
  return `<!-- retraining-workflow-preview: ${stack.replace(/[^\w.-]/g, '')} -->`;
}

/** Text as it is, in a fenced block that it cannot end; GitHub colours `diff`. */
export function fenced(text: string, language = ''): string {
  const fence = fenceFor(text);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/** A code span, also of a text with backticks or bars in it. */
export function code(text: string): string {
  const fence = fenceFor(text).slice(2);
  const plain = text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  return fence === '`' ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
}

export function escaped(text: string): string {
  return text.replace(/[\\`*_<|@#[\]]/g, (character) => `\\${character}`);
}
