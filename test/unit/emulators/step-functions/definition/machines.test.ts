import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { oneState } from '../step-functions-fixture.ts';
import { problemsOf, problemsOfState, SCHEMA, unsupported, wrong } from './definition-problems.ts';

const PASS = { Type: 'Pass', End: true };
const END = { Type: 'Succeed' };
const ONE = { StartAt: 'S', States: { S: PASS } };
const machine = (fields: object) => problemsOf({ ...ONE, ...fields });
const parallel = (...Branches: readonly unknown[]) => problemsOfState({ Type: 'Parallel', Branches, End: true });
const textProblems = (text: string) => validateDefinition(text, integrationsWithoutActivities());

describe('a state machine', () => {
  it('has a first state, states and few fields besides', () => {
    const fine = { Comment: 'c', Version: '1.0', TimeoutSeconds: 99_999_999, QueryLanguage: 'JSONPath' };
    expect(machine(fine)).to.deep.equal([]);
    expect(machine({ TimeoutSeconds: 100_000_000 })).to.deep.equal([
      wrong('/TimeoutSeconds', 'Maximum value is 99999999'),
    ]);
    expect(machine({ TimeoutSeconds: '1' })).to.deep.equal([
      wrong('/TimeoutSeconds', 'Expected value of type Integer'),
    ]);
    expect(machine({ TimeoutSeconds: null })).to.deep.equal([
      wrong('/TimeoutSeconds', 'Expected value of type Integer'),
    ]);
    expect(machine({ QueryLanguage: 7 })).to.deep.equal([wrong('/QueryLanguage', 'Expected value of type [STRING]')]);
    expect(machine({ ProcessorConfig: {} })).to.deep.equal([unsupported('ProcessorConfig', '/')]);
    expect(problemsOf({ States: ONE.States, StartAt: 7 })).to.deep.equal([
      wrong('/StartAt', '[rehearsal] StartAt must be a string'),
    ]);
    expect(problemsOf({ StartAt: 'S' })).to.deep.equal([wrong('/', 'These fields are required: [States]')]);
    expect(problemsOf({ StartAt: 'S', States: {} })).to.deep.equal([wrong('/States', 'Value cannot be empty')]);
    for (const States of [7, null, []]) {
      expect(problemsOf({ StartAt: 'S', States })).to.deep.equal([
        wrong('/States', '[rehearsal] States must be an object'),
      ]);
    }
  });

  it('has branches that are state machines with fewer fields', () => {
    expect(parallel({ StartAt: 'I', States: { I: END }, Comment: 'c' })).to.deep.equal([]);
    const branch = '/Branches[1]';
    for (const other of [7, null, []]) {
      expect(parallel({ StartAt: 'I', States: { I: END } }, other)).to.deep.equal([
        wrong(branch, '[rehearsal] a branch must be an object with StartAt and States'),
      ]);
    }
    for (const field of ['Version', 'TimeoutSeconds', 'ProcessorConfig', 'Nope']) {
      expect(parallel({ StartAt: 'I', States: { I: END }, [field]: 1 })).to.deep.equal([
        unsupported(field, '/Branches[0]'),
      ]);
    }
    expect(parallel({})).to.deep.equal([wrong('/Branches[0]', 'These fields are required: [States, StartAt]')]);
    const item = { StartAt: 'I', States: { I: END }, Comment: 'c', Version: '1.0' };
    for (const name of ['ItemProcessor', 'Iterator']) {
      expect(problemsOfState({ Type: 'Map', [name]: item, End: true })).to.deep.equal([
        unsupported('Version', `/${name}`),
      ]);
    }
  });

  it('takes names of 80 characters and none twice', () => {
    const named = (name: string) => problemsOf({ StartAt: name, States: { [name]: END } });
    expect(named('🚀'.repeat(80))).to.deep.equal([]);
    expect(named('x'.repeat(81))).to.deep.equal([
      `INVALID_STATE_NAME: State name '${'x'.repeat(81)}' exceeds the 80-character limit allowed by the service at /States/${'x'.repeat(81)}`,
    ]);
    expect(parallel({ StartAt: 'S', States: { S: END } })).to.deep.equal([
      'DUPLICATE_STATE_NAME: Duplicate State name: S at /Branches[0]/States/S',
    ]);
  });

  it('has states that are objects of a type', () => {
    for (const state of [7, null, 'Pass', []]) {
      const [first] = problemsOf(oneState(state as object));
      expect(first).to.equal(wrong('/States/S', '[rehearsal] a state must be an object'));
    }
    const types =
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";
    for (const Type of ['pass', 7, null, ['Pass']]) {
      expect(problemsOfState({ Type, End: true })).to.deep.equal([wrong('/Type', types)]);
    }
    expect(problemsOfState({ ...PASS, QueryLanguage: 'JSONPath' })).to.deep.equal([]);
    expect(problemsOfState({ ...PASS, QueryLanguage: 'JSONata' }, 'JSONata')).to.deep.equal([]);
    expect(problemsOfState({ ...PASS, QueryLanguage: 7, InputPath: 7 })).to.deep.equal([
      wrong('/QueryLanguage', 'Expected value of type [STRING]'),
      wrong('/InputPath', 'Value must be a valid JSONPath.'),
    ]);
    // Of a state whose language cannot be, nothing else is said.
    expect(problemsOfState({ ...PASS, QueryLanguage: 'JSONPath', InputPath: 7, Nope: 1 }, 'JSONata')).to.have.length(1);
  });

  it('ends somewhere, reaches every state, and names none that is not there', () => {
    const target = (name: string, at: string) => `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${name} at ${at}`;
    const lost = (name: string, at: string) => `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${at}`;
    for (const end of [PASS, END, { Type: 'Fail' }])
      expect(problemsOf({ StartAt: 'S', States: { S: end } })).to.deep.equal([]);
    expect(problemsOf({ StartAt: 'S', States: { S: { Type: 'Pass', Next: 'S' } } })).to.deep.equal([
      'MISSING_END_STATE: Workflow has no terminal state at undefined',
    ]);
    // A branch may go round for ever.
    expect(parallel({ StartAt: 'I', States: { I: { Type: 'Pass', Next: 'I' } } })).to.deep.equal([]);
    expect(problemsOf({ StartAt: 'X', States: { S: END } })).to.deep.equal([
      target('X', '/StartAt'),
      lost('S', '/States/S'),
    ]);
    const inBranch = problemsOf(
      oneState({ Type: 'Parallel', Branches: [{ StartAt: 'X', States: { I: END } }], End: true }),
    );
    expect(inBranch).to.deep.equal([
      target('X', '/States/S/Branches[0]/StartAt'),
      lost('I', '/States/S/Branches[0]/States/I'),
    ]);
    const States = {
      S: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'A' }, 7], Default: 'B' },
      A: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'I', States: { I: END } }],
        Next: 'C',
        Catch: [{ ErrorEquals: ['E'], Next: 'D' }],
      },
      ...{ B: END, C: END, D: END },
    };
    expect(problemsOf({ StartAt: 'S', States })).to.deep.equal([
      wrong('/States/S/Choices[1]', '[rehearsal] a choice rule must be an object'),
    ]);
    for (const Next of ['constructor', '__proto__']) {
      expect(problemsOf({ StartAt: 'S', States: { S: { Type: 'Pass', Next }, E: END } })).to.include(
        target(Next, '/States/S/Next'),
      );
    }
  });
});

describe('the text of a state machine', () => {
  it('is a JSON object', () => {
    const none = { severity: 'ERROR', code: SCHEMA, message: 'Definition must be a valid JSON object' };
    for (const text of ['', ' \n', '[]', '7', 'null', '"{}"']) expect(textProblems(text)).to.deep.equal([none]);
  });

  it('is shown up to 500 characters where it is not JSON, with the place after the word that is none', () => {
    const rest = 'y'.repeat(600);
    const [problem] = textProblems(`  nope ${rest}`);
    const location = `[Source: (String)"${`  nope ${rest}`.slice(0, 500)}"; line: 1, column: 7]`;
    expect(problem).to.deep.equal({
      severity: 'ERROR',
      code: 'INVALID_JSON_DESCRIPTION',
      location,
      message: `Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${location}`,
    });
  });

  it('has no place where the fault is not a bare word', () => {
    expect(textProblems('{a: 1}')).to.deep.equal([
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message: "Unexpected character ('a' (code 97)): was expecting double-quote to start field name",
      },
    ]);
    const [problem] = textProblems('{"a": 1');
    expect(problem).not.to.have.property('location');
    expect(problem?.message).to.match(/^\[rehearsal\] /);
  });
});
