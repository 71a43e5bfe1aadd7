import { expect } from 'chai';
import { MockConfig, MockConfigError } from '../../../../../emulators/step-functions/mocks/mock-config.ts';

const problemsOf = (config: unknown): readonly string[] => {
  try {
    MockConfig.parse(typeof config === 'string' ? config : JSON.stringify(config));
  } catch (error) {
    if (error instanceof MockConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('a mock configuration', () => {
  it('is refused with every field that does not fit', () => {
    const config = {
      Version: 1,
      StateMachines: {
        Machine: {
          TestCases: { Good: { State: 'Answer' }, Bad: { State: 'Anwser', Other: 3 } },
          TestCase: {},
        },
      },
      MockedResponses: {
        Answer: { 0: { Return: { a: 1 } } },
        Both: { 0: { Return: 1, Throw: { Error: 'E', Cause: 'c' } } },
        Neither: { 0: { Returns: 1 } },
        Delay: { 0: { Throw: { Error: 'E', Cause: 'c', DelaySeconds: 3 } } },
        Key: { first: { Return: 1 } },
        Backwards: { '2-1': { Return: 1 } },
        Gap: { 0: { Return: 1 }, '2-3': { Return: 2 } },
        Twice: { '0-2': { Return: 1 }, 2: { Return: 2 } },
        Empty: {},
      },
    };
    expect(problemsOf(config)).to.have.members([
      'the file has a field "Version" that is not emulated; known are StateMachines, MockedResponses',
      'MockedResponses.Both["0"] is {"Return":1,"Throw":{"Error":"E","Cause":"c"}}; it must have either Return or Throw, and nothing else',
      'MockedResponses.Neither["0"] is {"Returns":1}; it must have either Return or Throw, and nothing else',
      'MockedResponses.Delay["0"].Throw is {"Error":"E","Cause":"c","DelaySeconds":3}; it must have the texts Error and Cause, and nothing else',
      'MockedResponses.Key has the attempt "first"; write a number from 0 or a range such as 1-2',
      'MockedResponses.Backwards has the attempt "2-1"; write a number from 0 or a range such as 1-2',
      'MockedResponses.Gap says nothing of attempt 1',
      'MockedResponses.Twice says twice what attempt 2 gets',
      'MockedResponses.Empty is empty; the first attempt is "0"',
      'StateMachines.Machine has a field "TestCase" that is not emulated; did you mean "TestCases"?',
      'StateMachines.Machine.TestCases.Bad.State is "Anwser", which is no mocked response; did you mean "Answer"?',
      'StateMachines.Machine.TestCases.Bad.Other is 3, which is no mocked response; known are Answer, Both, Neither, Delay, Key, Backwards, Gap, Twice, Empty',
    ]);
  });

  it('is refused when it is no JSON, no object, or has no state machine', () => {
    expect(problemsOf('{')).to.have.length(1);
    expect(problemsOf('{')[0]).to.match(/^it is no JSON: /);
    expect(problemsOf([])).to.deep.equal(['the file is []; it must be an object']);
    expect(problemsOf({})).to.deep.equal(['StateMachines is missing: no test case can be started']);
  });
});
