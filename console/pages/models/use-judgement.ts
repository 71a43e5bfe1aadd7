import { useEffect, useRef, useState } from 'preact/hooks';
import { type Judgement, judgeModel, type ValidationSet } from './judge-model.ts';

/** What was predicted in this session, by model: the same artifact and images give the same numbers. */
const KNOWN = new Map<string, Judgement>();

export interface Judging {
  readonly judgement: Judgement | undefined;
  readonly isRunning: boolean;
  readonly error: unknown;
  start(): void;
  stop(): void;
}

export function useJudgement(model: string, validation: ValidationSet): Judging {
  const [judgement, setJudgement] = useState(KNOWN.get(model));
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const ending = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const start = () => {
    const controller = new AbortController();
    ending.current = controller;
    setRunning(true);
    setError(undefined);
    const tell = (news: Judgement) => {
      if (news.isDone) KNOWN.set(model, news);
      setJudgement(news);
    };
    judgeModel(model, validation, tell, controller.signal)
      .catch((reason: unknown) => controller.signal.aborted || setError(reason))
      .finally(() => setRunning(false));
  };
  return { judgement, isRunning, error, start, stop: () => ending.current?.abort() };
}
