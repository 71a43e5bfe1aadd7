const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g;
/** 2001 to 2286 in milliseconds since 1970. */
const EPOCH_MS = { from: 1_000_000_000_000, to: 10_000_000_000_000 };
/** Of lambda:invoke's result: headers of the connection, which LocalStack gives in part only (docs/fidelity.md). */
const CONNECTION = ['SdkHttpMetadata', 'SdkResponseMetadata'];
/** Files and functions of the runtime, not of the function. */
const STACK_FRAME = /^ {4}at /;
/** Of a job's description: they depend on how long it ran. */
const DURATIONS = ['TrainingTimeInSeconds', 'BillableTimeInSeconds'];

/** A value without what differs from run to run: times, durations, speeds and UUIDs become words; JSON in texts is read. */
export function comparable(value: unknown, name = ''): unknown {
  if (DURATIONS.includes(name)) return '<duration>';
  if (typeof value === 'number') return value >= EPOCH_MS.from && value < EPOCH_MS.to ? '<time>' : value;
  if (value instanceof Date) return '<time>';
  if (typeof value === 'string') return comparableText(value);
  if (name === 'trace' && Array.isArray(value)) return value.filter((line) => !STACK_FRAME.test(String(line)));
  if (Array.isArray(value)) return value.map((member) => comparable(member));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key, member]) => member !== undefined && !CONNECTION.includes(key));
  const isSpeed = members.some(([key, member]) => key === 'MetricName' && /throughput/.test(String(member)));
  return Object.fromEntries(
    members.map(([key, member]) => [key, isSpeed && key === 'Value' ? '<speed>' : comparable(member, key)]),
  );
}

function comparableText(text: string): unknown {
  if (/^[{[]/.test(text)) {
    try {
      return comparable(JSON.parse(text));
    } catch {
      // Text that only begins like JSON.
    }
  }
  return text.replace(UUID, '<uuid>').replace(ISO_TIME, '<time>');
}

/** Every place where two comparable values are not equal, such as `.events.4.type: "A" | "B"`. */
export function differences(left: unknown, right: unknown, place = ''): string[] {
  if (isObject(left) && isObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].flatMap((name) => differences(left[name], right[name], `${place}.${name}`));
  }
  const [shownLeft, shownRight] = [JSON.stringify(left), JSON.stringify(right)];
  return shownLeft === shownRight ? [] : [`${place}: ${shownLeft} | ${shownRight}`];
}

/** Lists too: their names are the indexes. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
