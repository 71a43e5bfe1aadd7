import { styleText } from 'node:util';
import type { JudgedModel, RegisteredPackage } from '../../../rehearsal/judgement/judged-model.ts';
import type { RunResult } from '../../../rehearsal/run-result.ts';
import { formatPercent } from '../format.ts';
import { confusionLines } from './confusion-lines.ts';
import { type NamedShare, shareLines } from './interval-bars.ts';

/** Of a log, where there is no terminal. */
const LOG_WIDTH = 100;

const VERDICTS: Readonly<Record<string, string>> = {
  better: 'better than the champion',
  'not worse': 'not worse than the champion',
  worse: 'worse than the champion',
  'cannot tell': 'whether it is as good as the champion cannot be told',
  'no champion': 'there is no champion to compare with',
};

/** How the model was judged, and as what it was registered. */
export function verdictLines(result: Pick<RunResult, 'judgement' | 'package'>, terminalWidth?: number): string[] {
  const { judgement, package: registered } = result;
  return [
    ...(judgement === undefined ? [] : judgedLines(judgement, terminalWidth)),
    ...(registered === undefined ? [] : packageLines(registered, judgement)),
  ];
}

function judgedLines(judgement: JudgedModel, terminalWidth: number | undefined): string[] {
  const { promoted, verdict, images, missing, accuracy, championAccuracy, pageUri, evaluationUri } = judgement;
  const outcome = promoted ? styleText('green', 'promoted') : styleText('yellow', 'not promoted');
  const shares: NamedShare[] = [
    { name: 'model', share: accuracy },
    ...(championAccuracy === undefined ? [] : [{ name: 'champion', share: championAccuracy }]),
  ];
  const width = terminalWidth ?? LOG_WIDTH;
  return [
    '',
    styleText('bold', 'Verdict'),
    `  ${outcome}: ${VERDICTS[verdict] ?? verdict}`,
    ...indented(shareLines(shares, terminalWidth)),
    ...(missing === 0 ? [] : [`  without a prediction: ${missing} of ${images} images`]),
    ...indented(judgement.reasons.filter((reason) => reason !== VERDICTS[verdict])),
    ...indented(confusionLines(judgement, width)),
    ...indented(mistakeLines(judgement)),
    `  ${evaluationUri}`,
    `  ${pageUri}`,
  ];
}

function mistakeLines({ mostConfidentlyWrong }: JudgedModel): string[] {
  if (mostConfidentlyWrong.length === 0) return [];
  return [
    'most confidently wrong',
    ...mostConfidentlyWrong.map(
      ({ image, actual, predicted, probability }) =>
        `  ${image}: ${actual}, taken for ${predicted} (${formatPercent(probability)})`,
    ),
  ];
}

function packageLines({ group, version, arn }: RegisteredPackage, judgement: JudgedModel | undefined): string[] {
  const approval = judgement === undefined ? '' : `, ${judgement.approval}`;
  const advice =
    judgement?.approval === 'PendingManualApproval'
      ? [`  it waits for your approval: npm run models -- approve ${version}`]
      : [];
  return ['', styleText('bold', 'Package'), `  version ${version} of ${group}${approval}`, `  ${arn}`, ...advice];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
