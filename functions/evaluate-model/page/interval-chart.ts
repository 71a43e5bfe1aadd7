import type { Share } from '../outcome/share.ts';
import { type Markup, markup } from './markup.ts';
import { shareText } from './number-text.ts';

const WIDTH = 480;
const ROW = 28;

/** Shares with their intervals on one axis from 0 to 1. */
export function intervalChart(rows: readonly { readonly name: string; readonly share: Share }[]): Markup {
  const shown = rows.flatMap(({ name, share }, at) => {
    const { value, low = 0, high = 0 } = share;
    return value === undefined ? [] : [intervalRow(name, { value, low, high }, at * ROW + ROW / 2, shareText(share))];
  });
  const height = rows.length * ROW;
  return markup`<svg viewBox="0 0 ${WIDTH} ${height + 16}" width="${WIDTH}" role="img" aria-label="accuracy with intervals">
<line x1="0" y1="${height}" x2="${WIDTH}" y2="${height}" class="axis"/>
<text x="0" y="${height + 13}">0 %</text><text x="${WIDTH}" y="${height + 13}" text-anchor="end">100 %</text>
${shown}</svg>`;
}

function intervalRow(
  name: string,
  { value, low, high }: Readonly<Record<'value' | 'low' | 'high', number>>,
  y: number,
  text: string,
): Markup {
  const at = (share: number) => (share * WIDTH).toFixed(1);
  return markup`<g><title>${name}: ${text}</title><line x1="${at(low)}" y1="${y}" x2="${at(high)}" y2="${y}" class="interval"/>
<circle cx="${at(value)}" cy="${y}" r="4"/><text x="0" y="${y - 6}">${name}</text></g>
`;
}
