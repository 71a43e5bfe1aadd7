import { fragmentOf } from '../model/route.ts';
import { Icon } from '../parts/icon.tsx';
import { PAGES } from './page-list.ts';

interface Props {
  readonly current: string;
  readonly query: Readonly<Record<string, string>>;
}

export function SideBar({ current, query }: Props) {
  const machine = query['machine'];
  return (
    <nav class="side" aria-label="Pages">
      {PAGES.map(({ page, title, icon }) => (
        <a
          key={page}
          href={fragmentOf({ page, ...(machine === undefined ? {} : { query: { machine } }) })}
          aria-current={page === current ? 'page' : undefined}
        >
          <Icon name={icon} />
          <span>{title}</span>
        </a>
      ))}
    </nav>
  );
}
