const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** Milliseconds since 1970 of a timestamp as the States Language takes it (capital T and Z, an offset required), else undefined. */
export function parseTimestamp(text: string): number | undefined {
  const fields = RFC3339.exec(text);
  if (fields === null) return undefined;
  const [year, month, day] = fields.slice(1, 4).map(Number);
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs) || year === undefined || month === undefined || day === undefined) return undefined;
  // Date.parse turns 30 February into 1 March; AWS refuses it.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? timeMs : undefined;
}
