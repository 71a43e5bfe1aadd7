import { isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { Integrations } from '../tasks/integrations.ts';
import { type ParameterShape, parameterProblems } from '../tasks/parameter-shape.ts';
import type { QueryLanguage } from './definition.ts';
import { enumProblem, integerProblem, isPath, labelProblem } from './field-rules.ts';
import type { Problems } from './problem.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateTemplate } from './validate-template.ts';
import type { Validation } from './validation.ts';

const MAX_COUNT = 2_147_483_647;
const READERS = ['s3:getObject', 's3:listObjectsV2'];
const MODES = ['INLINE', 'DISTRIBUTED'];
const EXECUTION_TYPES = ['STANDARD', 'EXPRESS'];
const WRITERS = ['s3:putObject'];
const READER_FIELDS = [
  ...['InputType', 'CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter', 'MaxItems', 'MaxItemsPath', 'ItemsPointer'],
  ...['ManifestType', 'Transformation'],
];
const INPUT_TYPES = ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'];
const MANIFEST_TYPES = ['ATHENA_DATA', 'S3_INVENTORY'];
/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
const WRITER_FIELDS = { OutputType: ['JSON', 'JSONL'], Transformation: ['NONE', 'COMPACT', 'FLATTEN'] };
const TRANSFORMATIONS = ['NONE', 'LOAD_AND_FLATTEN'];
/** Fields that a Map state has for its child executions only. */
const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'];

/** Checks what belongs to a Map state alone; its states are checked as those of a branch. */
export function validateMap(
  state: JsonRecord,
  location: string,
  language: QueryLanguage,
  { problems, labels, integrations }: Validation,
): void {
  const name = state['ItemProcessor'] === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = state[name];
  const isDistributed = isRecord(processor) && checkProcessor(processor, `${location}/${name}`, problems);
  for (const field of DISTRIBUTED_FIELDS) {
    if (isDistributed || state[field] === undefined) continue;
    problems.schema(`${location}/${field}`, `[rehearsal] ${field} needs a ProcessorConfig with Mode DISTRIBUTED`);
  }
  checkLabel(state['Label'], `${location}/Label`, problems, labels);
  checkParts(state, location, language, problems);
  checkRequests(state, location, language === 'JSONata' ? 'Arguments' : 'Parameters', { problems, integrations });
}

/** What S3 is asked: a misspelt Prefix would have the whole bucket read, or results written elsewhere. */
function checkRequests(
  state: JsonRecord,
  location: string,
  request: string,
  { problems, integrations }: Pick<Validation, 'problems' | 'integrations'>,
): void {
  for (const field of ['ItemReader', 'ResultWriter']) {
    const part = state[field];
    const given = isRecord(part) ? part[request] : undefined;
    if (!isRecord(part) || !isRecord(given)) continue;
    const shape = requestShape(String(part['Resource']), integrations);
    const found = shape === undefined ? [] : parameterProblems(given, shape);
    for (const problem of found) problems.schema(`${location}/${field}/${request}`, problem);
  }
}

/** Members of the S3 API's request; a ResultWriter has a Prefix for a Key. */
function requestShape(resource: string, integrations: Integrations): ParameterShape | undefined {
  const shape = integrations.find(resource.replace(/:s3:(\w+)$/, ':aws-sdk:s3:$1'))?.parameters;
  return shape === undefined ? undefined : { ...shape, optional: [...shape.optional, 'Prefix'] };
}

/** Labels are unique in the whole state machine. */
function checkLabel(label: Json | undefined, location: string, problems: Problems, labels: Set<string>): void {
  if (typeof label !== 'string') return;
  const problem = labelProblem(label);
  if (problem !== undefined) problems.add('INVALID_LABEL_NAME', location, problem);
  if (labels.has(label)) problems.add('DUPLICATE_LABEL_NAME', location, `Duplicate Label name: ${label}`);
  labels.add(label);
}

function checkProcessor(processor: JsonRecord, location: string, problems: Problems): boolean {
  const { ProcessorConfig: config = {} } = processor;
  const where = `${location}/ProcessorConfig`;
  if (!isRecord(config)) {
    problems.schema(where, '[rehearsal] must be an object');
    return false;
  }
  const { Mode = 'INLINE', ExecutionType } = config;
  checkEnum(Mode, MODES, `${where}/Mode`, problems);
  if (Mode === 'DISTRIBUTED') {
    if (ExecutionType === undefined) problems.missing(where, ['ExecutionType']);
    else checkEnum(ExecutionType, EXECUTION_TYPES, `${where}/ExecutionType`, problems);
  }
  refuseUnknown(config, Mode === 'INLINE' ? ['Mode'] : ['Mode', 'ExecutionType'], where, problems);
  return Mode === 'DISTRIBUTED';
}

function checkEnum(value: Json, values: readonly string[], location: string, problems: Problems): void {
  const problem = enumProblem(value, values);
  if (problem !== undefined) problems.schema(location, problem);
}

type Enums = Readonly<Record<string, readonly string[]>>;

function checkEnums(record: JsonRecord, enums: Enums, location: string, problems: Problems): void {
  for (const [field, values] of Object.entries(enums)) {
    const value = record[field];
    if (value !== undefined) checkEnum(value, values, `${location}/${field}`, problems);
  }
}

function checkParts(state: JsonRecord, location: string, language: QueryLanguage, problems: Problems): void {
  const template = language === 'JSONata' ? validateJsonata : validateTemplate;
  const request = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const { ItemReader, ItemBatcher, ResultWriter, ItemSelector } = state;
  template(ItemSelector, `${location}/ItemSelector`, problems);
  if (isRecord(ItemReader)) {
    const where = `${location}/ItemReader`;
    checkResource(ItemReader, READERS, where, problems);
    refuseUnknown(ItemReader, ['Resource', request, 'ReaderConfig'], where, problems);
    template(ItemReader[request], `${where}/${request}`, problems);
    checkReaderConfig(ItemReader['ReaderConfig'], `${where}/ReaderConfig`, language, problems);
    if (language === 'JSONata') validateJsonata(ItemReader['ReaderConfig'], `${where}/ReaderConfig`, problems);
  }
  if (isRecord(ItemBatcher)) {
    const where = `${location}/ItemBatcher`;
    const limits = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'];
    const paths = language === 'JSONata' ? [] : limits.map((field) => `${field}Path`);
    refuseUnknown(ItemBatcher, [...limits, ...paths, 'BatchInput'], where, problems);
    for (const limit of limits) {
      refuseBoth(ItemBatcher, limit, where, problems);
      checkCount(ItemBatcher, limit, where, language, problems);
    }
    checkPaths(ItemBatcher, paths, where, problems);
    template(ItemBatcher['BatchInput'], `${where}/BatchInput`, problems);
  }
  if (isRecord(ResultWriter)) {
    const where = `${location}/ResultWriter`;
    if (ResultWriter['Resource'] !== undefined) checkResource(ResultWriter, WRITERS, where, problems);
    refuseUnknown(ResultWriter, ['Resource', request, 'WriterConfig'], where, problems);
    template(ResultWriter[request], `${where}/${request}`, problems);
    const { WriterConfig } = ResultWriter;
    if (!isRecord(WriterConfig)) return;
    refuseUnknown(WriterConfig, Object.keys(WRITER_FIELDS), `${where}/WriterConfig`, problems);
    checkEnums(WriterConfig, WRITER_FIELDS, `${where}/WriterConfig`, problems);
  }
}

function checkReaderConfig(
  config: Json | undefined,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  if (config === undefined) return;
  if (!isRecord(config)) {
    problems.schema(location, '[rehearsal] must be an object');
    return;
  }
  refuseUnknown(config, READER_FIELDS, location, problems);
  const { InputType, CSVHeaderLocation, CSVHeaders } = config;
  const enums = { InputType: INPUT_TYPES, ManifestType: MANIFEST_TYPES, Transformation: TRANSFORMATIONS };
  checkEnums(config, enums, location, problems);
  if (config['Transformation'] === 'LOAD_AND_FLATTEN' && InputType === undefined) {
    problems.schema(location, '[rehearsal] Transformation LOAD_AND_FLATTEN needs an InputType');
  }
  if (InputType === 'CSV' && CSVHeaderLocation === undefined) {
    problems.schema(location, "The field 'CSVHeaderLocation' is required but was missing");
  }
  if (InputType === 'JSON' && CSVHeaderLocation !== undefined) problems.unsupported(location, 'CSVHeaderLocation');
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) problems.missing(location, ['CSVHeaders']);
  refuseBoth(config, 'MaxItems', location, problems);
  checkCount(config, 'MaxItems', location, language, problems);
  checkPaths(config, ['MaxItemsPath'], location, problems);
}

/** A number, or the path to one (https://states-language.net/spec.html#map-state). */
function refuseBoth(record: JsonRecord, field: string, location: string, problems: Problems): void {
  const group = [field, `${field}Path`];
  if (!group.every((name) => record[name] !== undefined)) return;
  problems.schema(location, `There should only be one of the following fields: [${group.join(', ')}]`);
}

/** A whole number; in JSONata also an expression. */
function checkCount(
  record: JsonRecord,
  field: string,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  const value = record[field];
  if (value === undefined || (language === 'JSONata' && typeof value === 'string')) return;
  const problem = integerProblem(value, 0, MAX_COUNT);
  if (problem !== undefined) problems.schema(`${location}/${field}`, problem);
}

function checkPaths(record: JsonRecord, fields: readonly string[], location: string, problems: Problems): void {
  for (const field of fields) {
    const value = record[field];
    if (value === undefined || (typeof value === 'string' && isPath(value))) continue;
    problems.schema(`${location}/${field}`, 'Value must be a valid JSONPath.');
  }
}

function checkResource({ Resource }: JsonRecord, known: readonly string[], location: string, problems: Problems): void {
  const name = /^arn:aws[a-z-]*:states:[a-z0-9-]*:[0-9]*:(.+)$/.exec(String(Resource))?.[1];
  if (name !== undefined && known.includes(name)) return;
  problems.schema(`${location}/Resource`, "The field 'Resource' does not match any of the allowed values");
}

function refuseUnknown(record: JsonRecord, known: readonly string[], location: string, problems: Problems): void {
  for (const field of Object.keys(record)) {
    if (!known.includes(field)) problems.unsupported(location, field);
  }
}
