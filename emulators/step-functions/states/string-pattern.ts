/** StringMatches: `*` stands for any characters, none included; `\*` and `\\` stand for themselves. The whole string must match. */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts = [...pattern.matchAll(/\\([*\\])|(\*)|([\s\S])/gu)];
  // Walked by hand: a regular expression with many stars could take exponential time.
  let at = 0;
  let patternAt = 0;
  let starAt = -1;
  let starText = 0;
  const chars = [...text];
  while (at < chars.length) {
    const part = parts[patternAt];
    if (part?.[2] === '*') {
      starAt = patternAt;
      starText = at;
      patternAt += 1;
    } else if (part !== undefined && (part[1] ?? part[3]) === chars[at]) {
      at += 1;
      patternAt += 1;
    } else if (starAt >= 0) {
      starText += 1;
      at = starText;
      patternAt = starAt + 1;
    } else return false;
  }
  return parts.slice(patternAt).every((part) => part[2] === '*');
}
