import { useEffect, useState } from 'preact/hooks';
import { type Predicted, predictFile } from '../../aws/data/model-calls.ts';
import { Problem } from '../../parts/problem.tsx';
import { Probabilities } from './probabilities.tsx';

interface Props {
  readonly model: string;
  readonly names: ReadonlyMap<number, string>;
}

const SHOWN_CLASSES = 10;

/** An image of the user's own: dropped here or chosen, and sent nowhere but to this machine's endpoint. */
export function TryImage({ model, names }: Props) {
  const [file, setFile] = useState<File>();
  return (
    <section class="column" aria-label="Try it">
      <h2>Try it</h2>
      <label
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          setFile(event.dataTransfer?.files[0]);
        }}
      >
        Drop an image here, or choose one:{' '}
        <input
          type="file"
          accept="image/*"
          aria-label="Image to try"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
        />
      </label>
      {file !== undefined && (
        <Tried key={`${file.name} ${file.lastModified}`} file={file} model={model} names={names} />
      )}
    </section>
  );
}

function Tried({ file, model, names }: Props & { readonly file: File }) {
  const [answer, setAnswer] = useState<Predicted>();
  const [error, setError] = useState<unknown>();
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(file);
    setSource(url);
    const ending = new AbortController();
    predictFile(model, file, ending.signal).then(setAnswer, (reason: unknown) => {
      if (!ending.signal.aborted) setError(reason);
    });
    return () => {
      ending.abort();
      URL.revokeObjectURL(url);
    };
  }, [file]);
  return (
    <div class="tried">
      <span class="picture">{source !== undefined && <img src={source} alt={file.name} />}</span>
      <div role="status">
        {error !== undefined && <Problem error={error} />}
        {answer === undefined && error === undefined && <p class="muted">Predicting …</p>}
        {answer !== undefined && 'problem' in answer && <p class="fault">{answer.problem}</p>}
        {answer !== undefined && 'probabilities' in answer && (
          <Probabilities probabilities={answer.probabilities} names={names} most={SHOWN_CLASSES} />
        )}
      </div>
    </div>
  );
}
