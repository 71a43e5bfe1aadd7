/** Cells of one line of CSV (RFC 4180, without line breaks in cells); undefined where a quote is not closed or text follows one. */
export function csvCells(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at);
      const end = comma < 0 ? line.length : comma;
      cells.push(line.slice(at, end).trim());
      at = end + 1;
      continue;
    }
    const cell = quotedCell(line, at);
    if (cell === undefined) return undefined;
    cells.push(cell.text);
    at = cell.endAt + 1;
  }
  return cells;
}

function quotedCell(line: string, from: number): { readonly text: string; readonly endAt: number } | undefined {
  let text = '';
  for (let at = from + 1; ; ) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return undefined;
    text += line.slice(at, quote);
    if (line[quote + 1] === '"') {
      text += '"';
      at = quote + 2;
      continue;
    }
    const isEnd = quote + 1 === line.length || line[quote + 1] === ',';
    return isEnd ? { text, endAt: quote + 1 } : undefined;
  }
}
