import { render } from 'preact';
import { Shell } from './app/shell.tsx';

const root = document.getElementById('root');
if (root !== null) render(<Shell />, root);
