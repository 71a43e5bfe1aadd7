/** Lines of each icon on a grid of 20. */
const ICONS = {
  mark: 'M10 3.5a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6ZM5 13a1.8 1.8 0 1 0 0 3.6A1.8 1.8 0 0 0 5 13Zm10 0a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6ZM10 7.1v2.4M5 13v-1.5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2V13',
  workflow: 'M7.5 3h5v4h-5zM3 13h5v4H3zM12 13h5v4h-5zM10 7v3M5.5 13v-3h9v3',
  runs: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h8',
  training: 'M3 16.5h14M3.5 13l4-4.5 3 2.5 6-7',
  data: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z',
  models: 'M10 3l6 3.5v7L10 17l-6-3.5v-7zM4 6.5l6 3.5 6-3.5M10 10v7',
  permissions: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  faults: 'M10 3.2 17.5 16.5h-15zM10 8v4M10 14.2v.1',
  logs: 'M4 3.5h12v13H4zM7 7.5h6M7 10.5h6M7 13.5h3.5',
  help: 'M7.3 7.4a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M10 14.6v.1M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M15.7 4.3l-1.3 1.3M5.6 14.4l-1.3 1.3',
  moon: 'M16.5 12.3A7 7 0 0 1 7.7 3.5a7 7 0 1 0 8.8 8.8Z',
  half: 'M10 2.8a7.2 7.2 0 1 0 0 14.4ZM10 2.8a7.2 7.2 0 0 1 0 14.4',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4',
  play: 'M6.5 4.2v11.6L16 10Z',
  stop: 'M5.5 5.5h9v9h-9z',
  redo: 'M15.5 7.5A6.2 6.2 0 1 0 16 11M16 3.5v4h-4',
  edit: 'M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2zM11.4 5.8l2.8 2.8',
  download: 'M10 3v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  left: 'M12 5.5L7.5 10l4.5 4.5',
  right: 'M8 5.5l4.5 4.5L8 14.5',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  fit: 'M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13',
} as const;

export type IconName = keyof typeof ICONS;

/** A picture beside a word or with a name of its own; readers of the screen hear the word. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={ICONS[name]} />
    </svg>
  );
}
