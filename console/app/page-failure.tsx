import { Component, type ComponentChildren } from 'preact';
import { Problem } from '../parts/problem.tsx';

interface Props {
  readonly children: ComponentChildren;
}

/** A page that fails to draw says so in its own place; the rest of the console stays usable. */
export class PageFailure extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render({ children }: Props, { error }: { error?: unknown }) {
    if (error === undefined) return children;
    return <Problem error={error} retry={() => this.setState({ error: undefined })} />;
  }
}
