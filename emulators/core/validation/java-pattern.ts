/** Escapes that Java and JavaScript read differently, as the inside of a JavaScript character class. */
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  '\\s': ' \\t\\n\\x0b\\f\\r',
  '\\p{Alnum}': 'a-zA-Z0-9',
};
/** What Java's `\S` takes within a class: no-break space and other Unicode blanks too, which JavaScript's leaves out. */
const NOT_BLANK = '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}';
/** Java's `.` stops at the next-line character too. */
const DOT = '[^\\n\\r\\u0085\\u2028\\u2029]';

/** Java takes a quantifier behind it (`${1,128}` in SageMaker's model), JavaScript only behind a group. */
const END = '(?:$)';

/** An escape or one character. */
const TOKEN = /\\p\{\w+\}|\\.|./gsu;

const compiled = new Map<string, RegExp>();

/** Whether the whole text matches a pattern of the API model, which is Java's. */
export function matchesWhole(pattern: string, text: string): boolean {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known.test(text);
}

function compile(pattern: string): RegExp {
  return new RegExp(`^(?:${inJavaScript(pattern)})$`, 'u');
}

function inJavaScript(pattern: string): string {
  let inClass = false;
  const tokens = (pattern.match(TOKEN) ?? []).map((token) => {
    if (token === '[') inClass = true;
    else if (token === ']') inClass = false;
    else if (token === '.' && !inClass) return DOT;
    else if (token === '$' && !inClass) return END;
    else if (token === '\\S') return inClass ? NOT_BLANK : `[${NOT_BLANK}]`;
    else if (token in CLASS_ESCAPES) return inClass ? CLASS_ESCAPES[token] : `[${CLASS_ESCAPES[token]}]`;
    else if (isNeedlessEscape(token, inClass)) return token.slice(1);
    return token;
  });
  return tokens.join('');
}

/** Java takes a backslash before any sign; JavaScript, with Unicode, only before those that have a meaning. */
function isNeedlessEscape(token: string, inClass: boolean): boolean {
  const [backslash, sign = ''] = token;
  if (backslash !== '\\' || /[a-zA-Z0-9\s]/u.test(sign)) return false;
  return sign !== '' && !(inClass ? /[\\\]^-]/u : /[$()*+./?[\\\]^{|}]/u).test(sign);
}
