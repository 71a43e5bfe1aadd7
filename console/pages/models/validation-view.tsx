import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { shareText } from '../../dataset/class-bars.tsx';
import { accuracyOf, imagesOfCell, type JudgedImage, worstMistakes } from '../../model/models/confusion.ts';
import { countText } from '../../model/readable.ts';
import { Problem } from '../../parts/problem.tsx';
import { ConfusionMatrix } from './confusion-matrix.tsx';
import type { Judgement, ValidationSet } from './judge-model.ts';
import { JudgedImages } from './judged-images.tsx';
import { type Judging, useJudgement } from './use-judgement.ts';

interface Props {
  readonly model: string;
  readonly validation: ValidationSet;
}

const MISTAKES = 24;
const CELL_IMAGES = 60;

/** The model on the validation images: right and wrong by class, and the worst mistakes. */
export function ValidationView({ model, validation }: Props) {
  const judging = useJudgement(model, validation);
  const { judgement, error, start } = judging;
  return (
    <section class="column" aria-label="Validation images">
      <div class="title-line">
        <h2>On the validation images</h2>
        <span class="grow" />
        <JudgingButton judging={judging} images={validation.images.length} />
      </div>
      {judging.isRunning && (
        <progress
          aria-label="Images predicted"
          max={validation.images.length}
          value={(judgement?.judged.length ?? 0) + (judgement?.failed ?? 0)}
        />
      )}
      {error !== undefined && <Problem error={error} retry={start} />}
      {judgement !== undefined && <p role="status">{summaryOf(judgement)}</p>}
      {judgement !== undefined && judgement.judged.length > 0 && (
        <Mistakes judged={judgement.judged} names={validation.names} />
      )}
    </section>
  );
}

function JudgingButton({ judging, images }: { readonly judging: Judging; readonly images: number }) {
  if (judging.isRunning) {
    return (
      <button type="button" onClick={judging.stop}>
        Stop
      </button>
    );
  }
  if (judging.judgement?.isDone === true) return null;
  return (
    <button type="button" class="primary" onClick={judging.start}>
      Predict {countText(images, 'image')}
    </button>
  );
}

function summaryOf({ judged, isDone, total, failed, problem = '' }: Judgement): string {
  const accuracy = accuracyOf(judged);
  const right = accuracy === undefined ? 'None' : shareText(accuracy);
  const soFar = isDone ? '' : ` so far, of ${total.toLocaleString('en')}`;
  const others = failed === 0 ? '' : ` ${countText(failed, 'image')} could not be predicted: ${problem}.`;
  return `${right} right of ${countText(judged.length, 'image')}${soFar}.${others}`;
}

interface MistakesProps {
  readonly judged: readonly JudgedImage[];
  readonly names: ValidationSet['names'];
}

function Mistakes({ judged, names }: MistakesProps) {
  const { route } = useConsole();
  const [label, predicted] = (route.query['cell'] ?? '').split(',').map(Number);
  const isCell = label !== undefined && predicted !== undefined;
  return (
    <>
      <ConfusionMatrix
        judged={judged}
        names={names}
        choose={(row, column) => select(route, { cell: `${row},${column}` })}
        {...(isCell ? { chosen: [label, predicted] as const } : {})}
      />
      {isCell && (
        <JudgedImages
          title={`${names.get(label) ?? label}, predicted as ${names.get(predicted) ?? predicted}`}
          images={imagesOfCell(judged, label, predicted).slice(0, CELL_IMAGES)}
          names={names}
        />
      )}
      <JudgedImages title="Most confidently wrong" images={worstMistakes(judged, MISTAKES)} names={names} />
    </>
  );
}
