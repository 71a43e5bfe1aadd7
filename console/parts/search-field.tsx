interface Props {
  /** For readers of the screen, such as `Search runs by name`. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

export function SearchField({ label, placeholder, value, change }: Props) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
